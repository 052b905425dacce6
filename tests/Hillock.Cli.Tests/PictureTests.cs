using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Hillock.Images;

namespace Hillock.Cli.Tests;

/// <summary>A folder with a model that tells bars, rings and crosses apart.</summary>
public sealed class ShapeModel : IAsyncLifetime
{
    internal TemporaryFolder Folder { get; } = new();

    public async Task InitializeAsync()
    {
        const int count = 300;
        byte[] pixels = new byte[count * 784], labels = new byte[count];
        for (int sample = 0; sample < count; sample++)
        {
            labels[sample] = (byte)(sample % 3);
            double x = 14.5 + ((sample / 3 % 3) - 1), y = 14.5 + ((sample / 9 % 3) - 1);
            for (int i = 0; i < 784; i++) pixels[(sample * 784) + i] = (byte)(255 * Share(sample % 3, (i % 28) + 0.5 - x, (i / 28) + 0.5 - y, 10));
        }

        byte[] header = new byte[16];
        foreach ((int place, int value) in new[] { (0, 0x803), (4, count), (8, 28), (12, 28) }) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(place), value);
        await File.WriteAllBytesAsync(Folder["train-images-idx3-ubyte"], [.. header, .. pixels]);
        BinaryPrimitives.WriteInt32BigEndian(header, 0x801);
        await File.WriteAllBytesAsync(Folder["train-labels-idx1-ubyte"], [.. header[..8], .. labels]);
        await CommandLine.SucceedAsync(Folder, "train train-images-idx3-ubyte --hidden 16 --epochs 20 -o shapes.safetensors");
    }

    public Task DisposeAsync()
    {
        Folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>How much of a pixel this far from the middle of a shape of this radius is inked: 0 a bar, 1 a ring, 2 a cross.</summary>
    internal static double Share(int shape, double x, double y, double radius)
    {
        double pen = radius / 8, bar = Math.Max(Math.Abs(x) - pen, Math.Abs(y) - radius);
        double away = shape switch
        {
            0 => bar,
            1 => Math.Abs(Math.Sqrt((x * x) + (y * y)) - radius + pen) - pen,
            _ => Math.Min(bar, Math.Max(Math.Abs(y) - pen, Math.Abs(x) - radius)),
        };
        return Math.Clamp(0.5 - away, 0, 1);
    }
}

public class PictureTests(ShapeModel model) : IClassFixture<ShapeModel>
{
    private readonly TemporaryFolder folder = model.Folder;

    [Fact]
    public async Task A_folder_of_pictures_has_a_line_for_each_in_the_order_of_their_names()
    {
        string pages = Directory.CreateDirectory(folder["pages"]).FullName;
        await File.WriteAllBytesAsync(Path.Combine(pages, "a.png"), Page((1, 60, 60)).ToPng());
        await File.WriteAllTextAsync(Path.Combine(pages, "b.pgm"), Text(Page((0, 60, 60))));
        await File.WriteAllBytesAsync(Path.Combine(pages, "c.png"), Page((2, 50, 60), (1, 120, 55), (0, 180, 65)).ToPng());
        await File.WriteAllBytesAsync(Path.Combine(pages, "d.png"), Page().ToPng());
        await File.WriteAllTextAsync(Path.Combine(pages, "labels.csv"), "picture,label\n");

        ChildProcess plain = await CommandLine.SucceedAsync(folder, "predict shapes.safetensors pages");
        ChildProcess probabilities = await CommandLine.SucceedAsync(folder, "predict shapes.safetensors pages --probabilities");

        Assert.Equal("prediction\n1\n0\n2 1 0\nunsure\n", plain.Output);
        string[] lines = probabilities.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("prediction,p_0,p_1,p_2", lines[0]);
        Assert.StartsWith("1,", lines[1], StringComparison.Ordinal);
        Assert.Equal(1, lines[1].Split(',')[1..].Sum(double.Parse), 1e-5);
        Assert.Equal(["2 1 0,,,", "unsure,,,"], lines[3..]);
    }

    [Fact]
    public async Task Json_says_where_each_glyph_stands()
    {
        await File.WriteAllBytesAsync(folder["two.png"], Page((1, 60, 60), (0, 150, 60)).ToPng());

        string output = (await CommandLine.SucceedAsync(folder, "predict shapes.safetensors two.png --format json")).Output;

        JsonElement json = JsonDocument.Parse(output).RootElement;
        JsonElement glyph = json.GetProperty("glyphs")[0];
        Assert.Equal(("two.png", "1 0", "1"), (json.GetProperty("picture").GetString(), json.GetProperty("prediction").GetString(), glyph.GetProperty("label").GetString()));
        Assert.InRange(glyph.GetProperty("box").GetProperty("x").GetInt32(), 38, 42);
        Assert.InRange(glyph.GetProperty("box").GetProperty("width").GetInt32(), 38, 42);
        Assert.Equal(["0", "1", "2"], CommandLine.Keys(glyph.GetProperty("probabilities")));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told()
    {
        await CommandLine.SucceedAsync(folder, "train iris --epochs 1");
        byte[] png = Page((1, 60, 60)).ToPng();
        await File.WriteAllBytesAsync(folder["cut.png"], png[..^200]);
        await File.WriteAllBytesAsync(folder["whole.png"], png);
        Directory.CreateDirectory(folder["empty"]);

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "predict shapes.safetensors empty"), 1, "empty", "no picture");
        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, "predict iris.safetensors whole.png"), 1, "iris.safetensors", "28 × 28");
        ChildProcess cut = await CommandLine.RunAsync(folder, "predict shapes.safetensors cut.png");
        Assert.Equal(1, cut.ExitCode);
        Assert.Contains("cut.png is cut", cut.Errors, StringComparison.Ordinal);
    }

    // Dark shapes on light paper, 200 × 120.
    private static GrayImage Page(params (int Shape, int X, int Y)[] shapes)
    {
        byte[] pixels = new byte[200 * 120];
        for (int i = 0; i < pixels.Length; i++)
        {
            double share = shapes.Select(shape => ShapeModel.Share(shape.Shape, (i % 200) + 0.5 - shape.X, (i / 200) + 0.5 - shape.Y, 20)).Append(0).Max();
            pixels[i] = (byte)(220 - (i / 200) - (100 * share));
        }

        return new GrayImage(200, 120, pixels);
    }

    private static string Text(GrayImage image) => new StringBuilder($"P2\n{image.Width} {image.Height}\n255\n").AppendJoin(' ', image.Pixels.ToArray()).ToString();
}

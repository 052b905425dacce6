using System.Text;
using Hillock.Images;

namespace Hillock.Digits;

/// <summary>A film of digits on paper that an unsteady hand holds before a camera, while the light changes and a shadow wanders across: what a browser plays in place of a camera.</summary>
internal sealed class Film
{
    public const int Width = 640, Height = 480, FramesPerSecond = 25;

    // A page reads the square in the middle.
    private const int Left = (Width - Height) / 2;

    // One round of the hand and the light, after which the film begins again without a jump.
    private const double Seconds = 4;

    private static readonly (double X, double Y)[] Places = [(0.27, 0.3), (0.72, 0.27), (0.29, 0.73), (0.74, 0.7)];

    private readonly Dice dice;
    private readonly Drawing[] drawings;
    private readonly double[] heights;

    /// <summary>A film of four digits.</summary>
    /// <param name="seed">Chooses digits, hands and light.</param>
    public Film(int seed)
    {
        dice = new Dice((ulong)seed);
        int[] digits = [.. Places.Select(_ => dice.Below(10))];
        drawings = [.. digits.Select(digit => Drawings.Digits[digit][dice.Below(Drawings.Digits[digit].Count - 1)])];
        heights = [.. Places.Select(_ => dice.Between(100, 140))];
        Labels = [.. digits.Select(digit => $"{digit}")];
    }

    /// <summary>The digits in reading order.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>How many frames there are.</summary>
    public static int Count => (int)(Seconds * FramesPerSecond);

    /// <summary>The frames, in order.</summary>
    public IEnumerable<GrayImage> Frames()
    {
        for (int i = 0; i < Count; i++) yield return Frame(2 * Math.PI * i / Count);
    }

    /// <summary>Writes it as YUV4MPEG2, which Chromium plays as a camera.</summary>
    public void Write(string path)
    {
        using FileStream file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F{FramesPerSecond}:1 Ip A1:1 C420jpeg\n"));
        byte[] colorless = new byte[Width * Height / 2];
        Array.Fill(colorless, (byte)128);
        foreach (GrayImage frame in Frames())
        {
            file.Write("FRAME\n"u8);
            file.Write([.. frame.Pixels.ToArray().Select(Studio)]);
            file.Write(colorless);
        }
    }

    // Brightness in a film goes from 16 to 235 (ITU-R BT.601).
    private static byte Studio(byte brightness) => (byte)(16 + ((brightness * 219) + 127) / 255);

    private GrayImage Frame(double time)
    {
        var sheet = new Sheet(Width, Height);
        (double shiftX, double shiftY) = (6 * Math.Sin(time) + 2 * Math.Sin(3 * time), 5 * Math.Sin(2 * time));
        double turn = 0.05 * Math.Sin(time + 1);
        for (int i = 0; i < Places.Length; i++)
        {
            (double x, double y) = (Left + (Places[i].X * Height) + shiftX, (Places[i].Y * Height) + shiftY);
            sheet.Draw(drawings[i], new Place(x, y, heights[i], turn, Slant: 0.1), 9);
        }

        byte[] pixels = new byte[Width * Height];
        double bright = 175 + (45 * Math.Sin(time)), edge = 0.9 * Math.Sin(time);
        for (int i = 0; i < pixels.Length; i++)
        {
            double x = ((i % Width) - (Width / 2.0)) / Width, y = ((i / Width) - (Height / 2.0)) / Width;
            double shadow = 1 - (0.4 / (1 + Math.Exp(-25 * (x + (0.4 * y) - edge))));
            double paper = bright * (1 - (0.3 * x * Math.Cos(time)) - (0.3 * y * Math.Sin(time))) * shadow;
            pixels[i] = (byte)Math.Clamp(Math.Round((paper * (1 - (0.75 * sheet.Ink[i]))) + (2.5 * dice.Normal())), 0, 255);
        }

        return new GrayImage(Width, Height, pixels);
    }
}

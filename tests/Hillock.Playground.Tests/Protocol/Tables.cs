using System.Globalization;
using System.Text;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>Tables as visitors bring them.</summary>
internal static class Tables
{
    private const int Piece = 1000;

    /// <summary>300 points of two clouds that overlap a little, and a column that says nothing.</summary>
    public static string Blobs { get; } = MakeBlobs();

    /// <summary>Announces a file and sends it in pieces.</summary>
    public static async Task BringAsync(PageSocket page, string name, byte[] bytes)
    {
        await page.SayAsync(new { type = "bring", name, bytes = bytes.Length, toDigits = false });
        for (int at = 0; at < bytes.Length; at += Math.Max(Piece, bytes.Length / 20)) await page.SayBytesAsync(bytes[at..Math.Min(bytes.Length, at + Math.Max(Piece, bytes.Length / 20))]);
    }

    public static Task BringAsync(PageSocket page, string name, string text) => BringAsync(page, name, Encoding.UTF8.GetBytes(text));

    /// <summary>An experiment on a table, as the page sends it: without the rows.</summary>
    public static string Experiment(string table, string target = "class", int outputs = 1, int epochs = 50) => $$"""
        {"hillock":1,"data":{"name":"{{table}}","target":["{{target}}"]{{(target == "class" ? ",\"ignore\":[\"note\"]" : "")}},"test":0.2},
         "layers":[{"type":"dense","units":6,"activation":"relu"},{"type":"dense","units":{{outputs}},"activation":"{{(outputs == 1 ? "sigmoid" : "softmax")}}"}],
         "loss":"{{(outputs == 1 ? "binary_cross_entropy" : "cross_entropy")}}","optimizer":{"type":"adam","learning_rate":0.01},
         "epochs":{{epochs}},"batch":10,"seed":1,"validation":0.2,"patience":10}
        """;

    private static string MakeBlobs()
    {
        var text = new StringBuilder("x,y,note,class\n");
        for (int i = 0; i < 300; i++)
        {
            double side = i % 2 == 0 ? -1 : 1;
            double x = (side * 0.9) + (1.3 * Math.Sin(i * 1.7)), y = (side * 0.8) + (1.2 * Math.Cos(i * 2.3));
            text.Append(CultureInfo.InvariantCulture, $"{Math.Round(x, 3)},{Math.Round(y, 3)},n{i % 7},{(i % 2 == 0 ? "a" : "b")}\n");
        }

        return text.ToString();
    }
}

namespace Hillock.Distortions;

/// <summary>Letters and signs that nobody takes for a digit, as pen strokes.</summary>
internal static class Signs
{
    private const int MostPoints = 24;

    // How far a point may lie from its place, in units of the table.
    private const double Unsteadiness = 0.45;

    // Strokes stand between spaces; a point is a column and a row, 0 to 6 or a little more, from the top left; a stroke that begins with ~ is
    // rounded. What is a digit in another hand is left out: B D G I O Q S Z, and g l o q s y z; so is a square, a display's 0.
    private static readonly string[] Table =
    [
        "063066 1454", "~61300003063665", "60000666 0343", "600006 0343", "0006 6066 0363", "0006 6003 0366", "000666", "0600336066", // A C E F H K L M
        "06006660", "0006 ~00606303", "0006 ~00606303 2366", "0060 3036", "~00066660", "003660", "0016335660", "0066 6006", "0033 603336", // N P R T U V W X Y
        "0006 ~04225256", "0206 ~04225256", "0206 ~04223236 ~34526266", "0206 ~042252", "~61403036 1353", "3036 1252", "5056 ~5322042655", "0208 ~0332543605", // h n m r f t d p
        "60000666", "5256 ~533213153655", "1454 ~54523112153655", // [ a e
        "1016 5056 0262 0464", "3036 0363", "0262 0464", "0363", "0660 1011 5556", "~012060623435 3637", "3036 0165 0561", "0363 416345", "3036 123052", // # + = − % ? ∗ → ↑
        "06306606", "~3603003032 ~3663603032", "~35040010313233 ~35646050313233", "3063360330", "163056026216", "042660", "00132033405360", "~306066060030 3036 0363", "~0412335462", // shapes, a tick, a zigzag
        "0060 1016 5056", "6000330666", "063066", "3036 ~00046460", "3036 0066 0660", "00066066", "00066660 3036", "600006", "06006066", // Π Σ Λ Ψ Ж И Ш Г
        "600366", "006306", "30000636", "3031 3536", "0506 3536 6566", // signs between words
    ];

    private static readonly (bool IsRound, (float X, float Y)[] Points)[][] All = [.. Table.Select(sign => sign
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(stroke => (stroke[0] == '~', Points(stroke.TrimStart('~'))))
        .ToArray())];

    /// <summary>Draws one; numbers of <paramref name="draws"/> from 2 on.</summary>
    public static void Draw(Span<float> plane, PictureSize size, in Draws draws)
    {
        (bool IsRound, (float X, float Y)[] Points)[] sign = All[draws.Below(2, All.Length)];
        Span<(float X, float Y)> points = stackalloc (float, float)[MostPoints];
        float narrow = (float)draws.Between(4, 0.5, 1.1);
        int count = 0;
        foreach ((_, (float X, float Y)[] stroke) in sign)
        {
            foreach ((float x, float y) in stroke)
            {
                int number = 10 + (2 * count);
                points[count++] = (narrow * (x + (float)draws.Within(number, Unsteadiness)), y + (float)draws.Within(number + 1, Unsteadiness));
            }
        }

        var pen = new Pen(size, points[..count], draws, 3);
        int start = 0;
        foreach ((bool isRound, (float X, float Y)[] stroke) in sign)
        {
            ReadOnlySpan<(float X, float Y)> own = points.Slice(start, stroke.Length);
            if (isRound) pen.Curve(plane, own);
            else pen.Lines(plane, own);
            start += stroke.Length;
        }
    }

    private static (float X, float Y)[] Points(string stroke) =>
        [.. Enumerable.Range(0, stroke.Length / 2).Select(i => ((float)(stroke[2 * i] - '0'), (float)(stroke[(2 * i) + 1] - '0')))];
}

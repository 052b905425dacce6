namespace Hillock.Distortions;

/// <summary>Letters and signs that nobody takes for a digit, as pen strokes.</summary>
internal static class Signs
{
    private const int MostPoints = 24;

    // How far a point may lie from its place, in units of the table.
    private const double Unsteadiness = 0.45;

    // Strokes are separated by spaces, points are pairs of digits, column and row of a grid 0 … 6 × 0 … 6; a stroke that begins with ~ is
    // rounded. Letters that are digits in another hand (B D G I O Q S Z, b g i l o q s z) are left out.
    private static readonly string[] Table =
    [
        "063066 1343", "0630 3066 1444", "~5130010305163655", "~513000036056", "000660 0333 0050", "00060656 0333 0050", "0006 0050 0343",
        "0006 6066 0363", "0006 6003 2266", "0006 6002 2466", "000666", "0600336066", "06003660 3666", "06006660", "00066660",
        "~00067606 4060", "0006 ~0060630303 3366", "0006 ~006063030323 2366", "~0006366660", "~00063676660", "003660", "00165566", "0016335660",
        "00263466 60", "0066 6006", "003360 3336", "0066 0660", "00330660 3336", "0060 3036", "1050 3036 1656", "6064560616",
        "0006 ~03244466", "0006 ~0333536366", "~06030313236 ~3333435366", "0206 ~0322324244 0", "0206 ~0323333435", "3036 1252", "3006 1454", "3036 0363",
        "0363 3036", "0066 0660 3036", "0262 0464", "0363", "1016 5056 0262 0464", "~103050523334 3636", "3034 3636", "0363 3066 36",
        "03630 4163 4563", "63 0363 2103 2503", "3036 1230 5230", "3036 1436 5436", "06306606", "000660660", "30063606 ", "3006066630", "306336033",
        "063066 06620266", "300626 13 30", "~3000305 3336", "003660 0060", "0333 3063", "0436 3660", "04266 0", "~033013536",
        "~00031336 ~66635", "~0303133343536363", "0040 4046 0046", "00060606 0363 6066", "0666 6600 0006", "003006 603066", "~300003366036303",
        "~33431322331533532335", "0610 5066 1353", "00066 60663", "0003 0363 6366", "~600000300636", "0666 0036 60", "0630 3066 00 60 0060",
        "1016 1050 5056", "0262 1016 4046", "0030 3036 3666", "0600 0044 4066", "~06000636 06", "~0616020646 2", "3036 0036 6036", "0000 6060 0333 6",
    ];

    private static readonly (bool IsRound, (float X, float Y)[] Points)[][] All = [.. Table.Select(sign => sign
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(stroke => (stroke[0] == '~', Points(stroke.TrimStart('~'))))
        .Where(stroke => stroke.Item2.Length > 1)
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

namespace Hillock.Cli.Screens;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    public static string Count(long value) => $"{value:N0}";

    /// <summary>97.8%.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? $"{100 * share:F1}%" : "–";

    /// <summary>Four significant digits: 0.04321, 12.35, 54,321.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) return "–";
        double size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            >= 1e7 or < 1e-4 => value.ToString("0.###e0"),
            >= 1000 => value.ToString("N0"),
            _ => value.ToString("F" + Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 6)),
        };
    }

    /// <summary>0:07, 12:34, 3:04:05.</summary>
    public static string Clock(TimeSpan time) =>
        time.TotalHours >= 100 ? "days" : time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : time.ToString("m\\:ss");

    /// <summary>0.4 s, 12 s, 3 min 4 s.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => $"{time.TotalSeconds:0.0} s",
        < 60 => $"{time.TotalSeconds:0} s",
        < 3600 => $"{(int)time.TotalMinutes} min {time.Seconds} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes} min",
    };

    /// <summary>12 KiB, 3.4 MiB.</summary>
    public static string Bytes(long count) => count switch
    {
        < 1 << 10 => $"{count} bytes",
        < 1 << 20 => $"{count / 1024.0:0} KiB",
        _ => $"{count / 1048576.0:0.0} MiB",
    };

    /// <summary>"1 row", "2 rows".</summary>
    public static string Some(long count, string what) => $"{count:N0} {what}{(count == 1 ? "" : "s")}";
}

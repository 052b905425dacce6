using Hillock.Cli.Screens;

namespace Hillock.Lessons.Blocks;

/// <summary>A range of numbers along the edge of a picture, at equal distances or in equal proportions.</summary>
/// <param name="Low">The number at its beginning.</param>
/// <param name="High">The number at its end.</param>
/// <param name="IsLogarithmic">Whether equal proportions are equal distances.</param>
public sealed record Axis(double Low, double High, bool IsLogarithmic)
{
    /// <summary>The axis that holds all of these; a single number lies in the middle.</summary>
    public static Axis Of(IEnumerable<double> values, bool logarithmic)
    {
        double[] all = [.. values.Where(value => double.IsFinite(value) && (!logarithmic || value > 0))];
        if (all.Length == 0) return new Axis(logarithmic ? 1 : 0, logarithmic ? 10 : 1, logarithmic);
        (double low, double high) = (all.Min(), all.Max());
        if (low < high) return new Axis(low, high, logarithmic);
        return logarithmic ? new Axis(low / 2, low * 2, true) : new Axis(low - 1, low + 1, false);
    }

    /// <summary>How far along a number lies: 0 at the low end, 1 at the high one.</summary>
    public double Place(double value) => (Scale(value) - Scale(Low)) / (Scale(High) - Scale(Low));

    /// <summary>Round numbers to write beside it.</summary>
    public IReadOnlyList<double> Ticks()
    {
        if (IsLogarithmic && High / Low >= 10)
        {
            int[] leading = High / Low < 1000 ? [1, 2, 5] : [1];
            int first = (int)Math.Floor(Math.Log10(Low)), last = (int)Math.Ceiling(Math.Log10(High));
            return [.. Enumerable.Range(first, last - first + 1).SelectMany(power => leading.Select(digit => digit * Math.Pow(10, power))).Where(tick => tick >= Low * 0.999999 && tick <= High * 1.000001)];
        }

        // 1, 2 or 5 times a power of ten, four to nine of them.
        double rough = (High - Low) / 4, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough >= 5 * power ? 5 : rough >= 2 * power ? 2 : 1);
        return [.. Enumerable.Range(0, 20).Select(i => (Math.Ceiling(Low / step) + i) * step).TakeWhile(tick => tick <= High + (1e-9 * step))];
    }

    /// <summary>A number to write beside it: no more digits than it needs.</summary>
    public static string Label(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 0.001 and < 10_000 => value.ToString("0.####"),
        < 0.001 => value.ToString("0.##e0"),
        _ => Figures.Number(value),
    };

    private double Scale(double value) => IsLogarithmic ? Math.Log(value) : value;
}

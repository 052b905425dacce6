namespace Hillock.Reports;

/// <summary>An axis: maps values to 0 … 1 and has ticks at round numbers.</summary>
internal sealed class Scale
{
    private const int MostSteps = 5;

    private readonly double low;
    private readonly double high;
    private readonly bool isLogarithmic;
    private readonly string format;

    private Scale(double low, double high, bool isLogarithmic, double[] ticks, string format)
    {
        (this.low, this.high, this.isLogarithmic, this.format) = (low, high, isLogarithmic, format);
        Ticks = ticks;
    }

    /// <summary>The round numbers on the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where a value lies: 0 at the low end, 1 at the high end.</summary>
    public double At(double value) => isLogarithmic
        ? (Math.Log10(Math.Max(value, low)) - Math.Log10(low)) / (Math.Log10(high) - Math.Log10(low))
        : (value - low) / (high - low);

    /// <summary>A tick's number.</summary>
    public string Text(double tick) => tick.ToString(format).Replace('-', '−');

    /// <summary>Equal steps, from just <paramref name="low"/> to just <paramref name="high"/>.</summary>
    public static Scale Exact(double low, double high)
    {
        (low, high) = Widen(low, high);
        double step = RoundStep((high - low) / MostSteps);
        return new Scale(low, high, false, Multiples(low, high, step), Format(low, high, step));
    }

    /// <summary>Equal steps, widened to round ends.</summary>
    public static Scale Round(double low, double high)
    {
        (low, high) = Widen(low, high);
        double step = RoundStep((high - low) / MostSteps);
        (low, high) = (Math.Floor(Slightly(low / step, 1)) * step, Math.Ceiling(Slightly(high / step, -1)) * step);
        return new Scale(low, high, false, Multiples(low, high, step), Format(low, high, step));
    }

    /// <summary>Equal steps for whole numbers, none in between.</summary>
    public static Scale Whole(int low, int high)
    {
        double step = Math.Max(1, RoundStep((double)(high - low) / MostSteps));
        double[] multiples = Multiples(low, high, step);
        if (low == 1 && multiples.Length > 0 && multiples[0] - low > step / 2) multiples = [low, .. multiples];
        return new Scale(low, Math.Max(high, low + 1), false, multiples, "N0");
    }

    /// <summary>Equal ratios, from powers of ten times 1, 2 or 5.</summary>
    /// <param name="low">More than 0.</param>
    /// <param name="high">More than <paramref name="low"/>.</param>
    public static Scale Logarithmic(double low, double high)
    {
        int first = (int)Math.Floor(Math.Log10(low));
        int last = (int)Math.Ceiling(Math.Log10(high));
        double[] steps = [.. Enumerable.Range(first, last - first + 1).SelectMany(power => ((double[])[1, 2, 5]).Select(factor => factor * Math.Pow(10, power)))];
        double from = steps.Last(step => step <= low * (1 + 1e-9));
        double to = steps.First(step => step >= high * (1 - 1e-9));
        double[] inside = [.. steps.Where(step => step >= from && step <= to)];
        double[] powers = [.. inside.Where((_, i) => Array.IndexOf(steps, inside[i]) % 3 == 0)];
        int every = ((powers.Length - 1) / 6) + 1;
        double[] ticks = powers.Length < 3 ? inside : [.. powers.Where((_, i) => i % every == 0)];
        return new Scale(from, to, true, ticks, "G3");
    }

    private static (double Low, double High) Widen(double low, double high)
    {
        if (high - low > 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high))) return (low, high);
        double by = low == 0 ? 1 : Math.Abs(low) / 2;
        return (low - by, high + by);
    }

    /// <summary>The next of 1, 2, 5 times a power of ten.</summary>
    internal static double RoundStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(least, double.Epsilon * 1e16))));
        double factor = least / power;
        return power * (factor <= 1.0001 ? 1 : factor <= 2.0001 ? 2 : factor <= 5.0001 ? 5 : 10);
    }

    private static double[] Multiples(double low, double high, double step)
    {
        double first = Math.Ceiling(Slightly(low / step, -1));
        int count = (int)(Math.Floor(Slightly(high / step, 1)) - first) + 1;
        return [.. Enumerable.Range(0, Math.Max(count, 0)).Select(i => ((first + i) * step) + 0.0)];
    }

    // Rounding must not lose a tick at the very end, nor gain a step beyond it.
    private static double Slightly(double multiple, int direction) => multiple + (direction * 1e-6);

    private static string Format(double low, double high, double step)
    {
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (largest >= 1e6 || step < 1e-4) return "0.##e0";
        return $"N{Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9))}";
    }
}

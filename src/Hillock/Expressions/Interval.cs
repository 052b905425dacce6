namespace Hillock.Expressions;

/// <summary>All numbers from <paramref name="Low"/> to <paramref name="High"/> (Moore 1966): what a formula may be worth over a range.</summary>
/// <remarks>Every result is a little wider than exact, by a rounding or two outwards, so that it holds what it must in spite of rounding.</remarks>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>Nothing is known, not even whether there is a number at all: what becomes of the logarithm of −1, or of 1/0.</summary>
    public static Interval Unknown { get; } = new(double.NaN, double.NaN);

    /// <summary>A single number.</summary>
    public static Interval Of(double value) => new(value, value);

    /// <summary>Whether both ends are known and finite.</summary>
    public bool IsFinite => double.IsFinite(Low) && double.IsFinite(High);

    /// <summary>Whether nothing is known.</summary>
    public bool IsUnknown => double.IsNaN(Low);

    /// <summary>The largest absolute value.</summary>
    public double Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));

    public static Interval operator -(Interval a) => new(-a.High, -a.Low);

    public static Interval operator +(Interval a, Interval b) => Outwards(a.Low + b.Low, a.High + b.High);

    public static Interval operator -(Interval a, Interval b) => a + -b;

    public static Interval operator *(Interval a, Interval b)
    {
        if (a.IsUnknown || b.IsUnknown) return Unknown;
        (double p, double q, double r, double s) = (Times(a.Low, b.Low), Times(a.Low, b.High), Times(a.High, b.Low), Times(a.High, b.High));
        return Outwards(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));

        // An end that is infinite stands for numbers as large as one likes, each of which 0 makes 0.
        static double Times(double x, double y) => x == 0 || y == 0 ? 0 : x * y;
    }

    public static Interval operator /(Interval a, Interval b) =>
        b.IsUnknown || b.Contains(0) ? Unknown : a * Outwards(1 / b.High, 1 / b.Low);

    /// <summary>Whether a number lies in it.</summary>
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>These ends, moved out by so many representable numbers; unknown where an end is not a number.</summary>
    public static Interval Outwards(double low, double high, int steps = 1)
    {
        if (double.IsNaN(low) || double.IsNaN(high)) return Unknown;
        for (int i = 0; i < steps; i++) (low, high) = (Math.BitDecrement(low), Math.BitIncrement(high));
        return new Interval(low, high);
    }
}

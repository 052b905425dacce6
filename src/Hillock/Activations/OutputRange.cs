using System.Globalization;

namespace Hillock.Activations;

/// <summary>The interval that an activation's outputs lie in.</summary>
/// <param name="Minimum">The lower end, −∞ if there is none.</param>
/// <param name="Maximum">The upper end, ∞ if there is none.</param>
/// <param name="MinimumIsReached">Whether the lower end itself can come out (in exact arithmetic).</param>
/// <param name="MaximumIsReached">Whether the upper end itself can come out (in exact arithmetic).</param>
public readonly record struct OutputRange(double Minimum, double Maximum, bool MinimumIsReached = false, bool MaximumIsReached = false)
{
    /// <summary>Every number.</summary>
    public static OutputRange Everything { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Both ends, as mathematics writes intervals: <c>(0, 1)</c>, <c>[0, ∞)</c>.</summary>
    public override string ToString() =>
        $"{(MinimumIsReached ? '[' : '(')}{Text(Minimum)}, {Text(Maximum)}{(MaximumIsReached ? ']' : ')')}";

    private static string Text(double end) => end switch
    {
        double.NegativeInfinity => "-∞",
        double.PositiveInfinity => "∞",
        _ => end.ToString("0.####", CultureInfo.InvariantCulture),
    };
}

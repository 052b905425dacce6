namespace Hillock;

/// <summary>Checks a setting where it is set; the message is the sentence that the user reads.</summary>
internal static class Require
{
    /// <summary>Finite and above 0.</summary>
    public static double Positive(double value, string what) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException($"The {what} is a positive number, not {value}.");

    /// <summary>Finite and at least 0.</summary>
    public static double NotNegative(double value, string what) => double.IsFinite(value) && value >= 0
        ? value
        : throw new ArgumentException($"The {what} is a number of at least 0, not {value}.");

    /// <summary>Finite.</summary>
    public static double Finite(double value, string what) => double.IsFinite(value)
        ? value
        : throw new ArgumentException($"The {what} is a finite number, not {value}.");

    /// <summary>In [0, 1).</summary>
    public static double Fraction(double value, string what) => value is >= 0 and < 1
        ? value
        : throw new ArgumentException($"The {what} is at least 0 and below 1, not {value}.");

    /// <summary>In (0, 1].</summary>
    public static double Share(double value, string what) => value is > 0 and <= 1
        ? value
        : throw new ArgumentException($"The {what} is above 0 and at most 1, not {value}.");

    /// <summary>Finite and at least <paramref name="least"/>.</summary>
    public static double AtLeast(double least, double value, string what) => double.IsFinite(value) && value >= least
        ? value
        : throw new ArgumentException($"The {what} is a number of at least {least}, not {value}.");

    /// <summary>An integer of at least <paramref name="least"/>.</summary>
    public static int AtLeast(int least, int value, string what) => value >= least
        ? value
        : throw new ArgumentException($"The {what} is an integer of at least {least}, not {value}.");
}

namespace Hillock.Lessons.Exercises;

/// <summary>One number or several, in the order of the question.</summary>
/// <param name="Quantities">What is asked for.</param>
public sealed record NumberAnswer(params IReadOnlyList<Quantity> Quantities) : Answer
{
    /// <inheritdoc/>
    public override string Kind => Quantities.Count == 1 ? "number" : "numbers";

    /// <inheritdoc/>
    public override string Typed => string.Join("; ", Quantities.Select(quantity => quantity.Rounded));

    /// <inheritdoc/>
    public override string Text => string.Join(", ", Quantities.Select(quantity => quantity.Equation));

    private protected override Verdict Judge(string typed)
    {
        string[] pieces = TypedNumber.Split(typed, Quantities.Count);
        if (pieces.Length != Quantities.Count)
        {
            return new Verdict(false, Quantities.Count == 1
                ? "One number is asked for."
                : $"{Quantities.Count} numbers are asked for, with semicolons between them: {string.Join("; ", Quantities.Select(quantity => $"${quantity.Symbol}$"))}.");
        }

        for (int i = 0; i < pieces.Length; i++)
        {
            IReadOnlyList<double> readings = TypedNumber.Read(pieces[i]);
            if (readings.Count == 0) return new Verdict(false, $"{Quote(pieces[i])} is not a number. Write it like 0.25, 1/4 or 2^3 + 1.");
            if (!readings.Any(Quantities[i].Accepts)) return new Verdict(false, Quantities[i].WhyNot(readings[0]));
        }

        return new Verdict(true, $"Right: {Text}.");
    }
}

/// <summary>A number that is asked for.</summary>
/// <param name="Symbol">Its name, as LaTeX.</param>
/// <param name="Value">The exact number.</param>
/// <param name="Decimals">How many decimals are asked for; 0: a whole number.</param>
public sealed record Quantity(string Symbol, double Value, int Decimals = 0)
{
    private const double Exact = 1e-9;

    /// <summary>What often comes out instead, with the sentence that helps.</summary>
    public IReadOnlyList<Slip> Slips { get; init; } = [];

    /// <summary>How far off what is typed may be: a unit of the last decimal asked for, as one may have rounded on the way; nothing for whole numbers.</summary>
    public double Tolerance { get; init; } = Decimals == 0 ? Exact : Math.Pow(10, -Decimals);

    /// <summary>A number that is to be met exactly, with as many decimals as it has.</summary>
    internal static Quantity Exactly(string symbol, double value) =>
        new(symbol, value, Enumerable.Range(0, 7).First(decimals => decimals == 6 || Math.Abs(Math.Round(value, decimals) - value) < Exact)) { Tolerance = Exact };

    /// <summary>The number, rounded as asked for.</summary>
    public string Rounded => (Math.Round(Value, Decimals) + 0.0).ToString($"F{Decimals}"); // −0 + 0 is 0

    /// <summary>Name and number, with more digits than are asked for where there are more.</summary>
    public string Equation
    {
        get
        {
            bool isExact = Math.Abs(Value - double.Parse(Rounded)) <= Exact;
            return $"${Symbol} {(isExact ? "=" : @"\approx")} {Rounded}$";
        }
    }

    /// <summary>Whether a number is near enough.</summary>
    public bool Accepts(double typed) => Math.Abs(typed - Value) <= (Tolerance * 1.000001) + (Exact * Math.Abs(Value));

    /// <summary>What is wrong with a number.</summary>
    internal string WhyNot(double typed)
    {
        if (Slips.FirstOrDefault(slip => !Accepts(slip.Value) && Math.Abs(typed - slip.Value) <= (Tolerance / 2) + (Exact * Math.Abs(slip.Value))) is { } known) return known.Sentence;
        if (typed != 0 && Accepts(-typed)) return $"${Symbol}$ has this size, but the other sign.";
        return $"${Symbol}$ is not {typed:G6}: that is too {(typed < Value ? "small" : "large")}.";
    }
}

/// <summary>A wrong number that comes out of a mistake that is often made.</summary>
/// <param name="Value">The number.</param>
/// <param name="Sentence">What was probably done, and what to do.</param>
public sealed record Slip(double Value, string Sentence);

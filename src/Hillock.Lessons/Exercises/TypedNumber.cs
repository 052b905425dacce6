using System.Globalization;
using System.Text.RegularExpressions;
using Hillock.Expressions;

namespace Hillock.Lessons.Exercises;

/// <summary>Numbers as people type them: with a point or a comma, as a fraction, as arithmetic.</summary>
internal static partial class TypedNumber
{
    /// <summary>The pieces of an answer of several numbers: cut at semicolons, or at room, or at commas, whichever gives as many as are asked for.</summary>
    public static string[] Split(string typed, int count)
    {
        if (count == 1) return [typed];
        string[][] ways = [typed.Split(';'), Room().Split(typed), typed.Split(',')];
        return [.. (Array.Find(ways, pieces => pieces.Length == count) ?? ways[0]).Select(piece => piece.Trim())];
    }

    /// <summary>The numbers that a text may mean: 70,000 is seventy thousand to some and seventy to others; none: it is no number.</summary>
    public static IReadOnlyList<double> Read(string text)
    {
        string plain = text.Trim().Replace('−', '-').Replace('·', '*').Replace('×', '*');
        string[] candidates = plain.Contains(',', StringComparison.Ordinal) ? [plain.Replace(",", "", StringComparison.Ordinal), plain.Replace(',', '.')] : [plain];
        return [.. candidates.Select(Value).Where(double.IsFinite)];
    }

    private static double Value(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return number;
        try
        {
            var formula = Formula.Parse(text);
            return formula.Variables.Count == 0 ? formula.Evaluate() : double.NaN;
        }
        catch (ArgumentException)
        {
            return double.NaN;
        }
    }

    [GeneratedRegex(@",?\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Room();
}

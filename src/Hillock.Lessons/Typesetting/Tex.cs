namespace Hillock.Lessons.Typesetting;

/// <summary>A formula, written once as LaTeX (the part of it that lessons need), which can be had as text and as MathML too.</summary>
public sealed class Tex
{
    private readonly TexRow root;

    private Tex(string latex, TexRow root) => (Latex, this.root) = (latex, root);

    /// <summary>The formula as LaTeX, without dollars.</summary>
    public string Latex { get; }

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormatException">It is not LaTeX, or has a command that lessons do not use.</exception>
    public static Tex Parse(string latex) => new(latex, new TexParser(latex).Whole());

    /// <summary>The formula as text of a few more letters than ASCII has: <c>∂J/∂w₁ = (ŷ − y)·x₁</c>.</summary>
    public string ToText() => root.Text.Trim();

    /// <summary>The formula as a MathML element that browsers show.</summary>
    public string ToMathML() => $"<math>{root.MathML}</math>";

    /// <summary>The formula as text.</summary>
    public override string ToString() => ToText();

    /// <summary>Formulas below each other as one: each is cut at its <c>&amp;</c>, and the cuts stand below each other.</summary>
    public static string Aligned(IReadOnlyList<string> lines) =>
        lines is [{ } only] && !only.Contains('&', StringComparison.Ordinal) ? only : $"\\begin{{aligned}} {string.Join(@" \\ ", lines)} \\end{{aligned}}";

    /// <summary>Formulas below each other as lines of text; columns stand to the right and to the left in turn, as LaTeX has them.</summary>
    public static IReadOnlyList<string> AlignedText(IReadOnlyList<string> lines)
    {
        string[][] cells = [.. Cells(lines).Select(line => line.Select(cell => cell.Text).ToArray())];
        int[] widths = [.. Enumerable.Range(0, cells.Max(line => line.Length)).Select(i => cells.Where(line => line.Length > 1).Select(line => line.ElementAtOrDefault(i)?.Length ?? 0).DefaultIfEmpty().Max())];
        return [.. cells.Select(line => string.Concat(line.Select((cell, i) => line.Length == 1 ? cell : i % 2 == 0 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd())];
    }

    /// <summary>Formulas below each other as one MathML element.</summary>
    public static string AlignedMathML(IReadOnlyList<string> lines) =>
        $"<math display=\"block\"><mtable displaystyle=\"true\">{string.Concat(Cells(lines).Select(line => $"<mtr>{string.Concat(line.Select((cell, i) => $"<mtd style=\"text-align: {(i % 2 == 0 && line.Count > 1 ? "right" : "left")}\">{cell.MathML}</mtd>"))}</mtr>"))}</mtable></math>";

    private static IEnumerable<IReadOnlyList<TexRow>> Cells(IReadOnlyList<string> lines) =>
        lines.Select(line => (IReadOnlyList<TexRow>)[.. line.Split('&').Select((cell, i) => new TexParser(cell).Whole() with { FollowsCut = i > 0 })]);
}

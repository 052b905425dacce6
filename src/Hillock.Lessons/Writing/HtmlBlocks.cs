using System.Net;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Writing;

/// <summary>Blocks as HTML, and the frame of a page that needs nothing but itself.</summary>
internal static class HtmlBlocks
{
    public const string End = "</body>\n</html>";

    private const string Style = """
        :root { color-scheme: light dark; --line: #8886; --ink: light-dark(#222, #ddd); --paper: light-dark(#fff, #181a1b); --soft: light-dark(#f3f4f6, #25282b); --lesson-soft: var(--soft);
          --lesson-0: light-dark(#1f6feb, #79b8ff); --lesson-1: light-dark(#d1570b, #ffab70); --lesson-2: light-dark(#1a7f37, #7ee787); --lesson-3: light-dark(#8250df, #d2a8ff); --lesson-4: light-dark(#bf3989, #ff9bce); }
        body { margin: 2rem auto; padding: 0 1rem; max-width: 46rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { font-size: 1.5rem; line-height: 1.25; } h1 small { color: #888; font-weight: normal; } h2 { font-size: 1.15rem; margin-top: 2em; }
        code, pre { font-family: ui-monospace, monospace; font-size: 0.92em; background: var(--soft); border-radius: 4px; } code { padding: 0 0.25em; } pre { padding: 0.7em 1em; overflow-x: auto; }
        math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", math; } .formula { font-size: 1.1rem; margin: 1em 2em; overflow-x: auto; } .formula mtd { padding: 0.3em 0; }
        .scroll { overflow-x: auto; margin: 0.9em 0; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; } th, td { padding: 0.2em 0.8em; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { font-weight: 600; } th:first-child, td:first-child { text-align: left; }
        .check { margin: 0.3em 0; padding-left: 1.5em; text-indent: -1.5em; } .check b { display: inline-block; width: 1.5em; text-indent: 0; color: light-dark(#1a7f37, #7ee787); } .check.wrong b { color: #d22; }
        .try { border-left: 3px solid var(--lesson-1); padding-left: 1em; margin: 1.2em 0; }
        figure { margin: 1.2em 0; } figcaption { font-weight: 600; } svg { width: 100%; height: auto; display: block; } svg.map { max-width: 28rem; } svg text { font: 12px system-ui, sans-serif; }
        """;

    /// <summary>Everything before the first block.</summary>
    public static string Begin(string title, string heading, string style = "") => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)}</title>
        <style>
        {Style}{style}
        </style>
        </head>
        <body>
        <h1>{heading}</h1>

        """;

    public static string Of(Block block) => block switch
    {
        Heading heading => $"<h2>{Rich(heading.Text)}</h2>",
        Prose prose => $"<p>{Rich(prose.Text)}</p>",
        Formulas formula => $"<div class=\"formula\">{formula.MathML}</div>",
        NumberTable table => $"<div class=\"scroll\"><table><tr>{Cells("th", table.Header)}</tr>{string.Concat(table.Rows.Select(row => $"\n<tr>{Cells("td", row)}</tr>"))}</table></div>",
        Try attempt => $"<div class=\"try\"><b>{Rich(attempt.Title)}</b> {Rich(attempt.Text)}<pre>$ {Text(attempt.CommandLine)}</pre></div>",
        Check check => $"<p class=\"check{(check.Holds ? "" : " wrong")}\"><b>{(check.Holds ? "✓" : "✗")}</b>{Rich(check.Statement)}</p>",
        Plot plot => $"<figure><figcaption>{Text(plot.Title)}</figcaption>{SvgDrawing.Of(plot)}</figure>",
        PlaneMap map => $"<figure><figcaption>{Text(map.Title)}</figcaption>{SvgDrawing.Of(map)}<small>{Text(map.Extent)}</small></figure>",
        _ => "",
    };

    /// <summary>A paragraph's words, code and formulas.</summary>
    public static string Rich(string text) => string.Concat(Inline.Split(text).Select(piece => piece.Kind switch
    {
        InlineKind.Code => $"<code>{Text(piece.Text)}</code>",
        InlineKind.Formula => Tex.Parse(piece.Text).ToMathML(),
        _ => Text(piece.Text),
    }));

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Cells(string tag, IEnumerable<string> cells) => string.Concat(cells.Select(cell => $"<{tag}>{Rich(cell)}</{tag}>"));
}

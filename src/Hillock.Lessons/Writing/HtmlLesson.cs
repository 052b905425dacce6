using System.Net;
using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Writing;

/// <summary>A lesson as one page of HTML that needs nothing but itself.</summary>
/// <param name="output">Where it is written.</param>
public sealed class HtmlLesson(TextWriter output) : LessonWriter
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8886; --ink: light-dark(#222, #ddd); --paper: light-dark(#fff, #181a1b); --soft: light-dark(#f3f4f6, #25282b);
          --c0: light-dark(#1f6feb, #79b8ff); --c1: light-dark(#d1570b, #ffab70); --c2: light-dark(#1a7f37, #7ee787); --c3: light-dark(#8250df, #d2a8ff); --c4: light-dark(#bf3989, #ff9bce); }
        body { margin: 2rem auto; padding: 0 1rem; max-width: 46rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { font-size: 1.5rem; line-height: 1.25; } h1 small { color: #888; font-weight: normal; }
        code, pre { font-family: ui-monospace, monospace; font-size: 0.92em; background: var(--soft); border-radius: 4px; } code { padding: 0 0.25em; } pre { padding: 0.7em 1em; overflow-x: auto; }
        .formula { font-family: "STIX Two Math", "Cambria Math", Georgia, serif; font-size: 1.1rem; margin: 1em 2em; overflow-x: auto; white-space: pre; }
        .scroll { overflow-x: auto; margin: 0.9em 0; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; } th, td { padding: 0.2em 0.8em; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { font-weight: 600; } th:first-child, td:first-child { text-align: left; }
        .check { margin: 0.3em 0; padding-left: 1.5em; text-indent: -1.5em; } .check b { display: inline-block; width: 1.5em; text-indent: 0; color: light-dark(#1a7f37, #7ee787); } .check.wrong b { color: #d22; }
        figure { margin: 1.2em 0; } figcaption { font-weight: 600; } svg { width: 100%; height: auto; display: block; } svg.map { max-width: 28rem; } svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
        """;

    /// <inheritdoc/>
    protected override void Begin(Lesson lesson) => output.Write($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(lesson.Title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <h1><small>{lesson.Id}</small> {Text(lesson.Title)}</h1>

        """);

    /// <inheritdoc/>
    protected override void Write(Block block) => output.WriteLine(block switch
    {
        Prose prose => $"<p>{WithCode(prose.Text)}</p>",
        Formulas formula => $"<div class=\"formula\">{string.Join('\n', formula.Lines.Select(Text))}</div>",
        NumberTable table => $"<div class=\"scroll\"><table><tr>{Cells("th", table.Header)}</tr>{string.Concat(table.Rows.Select(row => $"\n<tr>{Cells("td", row)}</tr>"))}</table></div>",
        Try command => $"<pre>$ {Text(command.CommandLine)}</pre>",
        Check check => $"<p class=\"check{(check.Holds ? "" : " wrong")}\"><b>{(check.Holds ? "✓" : "✗")}</b>{WithCode(check.Statement)}</p>",
        Plot plot => $"<figure><figcaption>{Text(plot.Title)}</figcaption>{SvgDrawing.Of(plot)}</figure>",
        PlaneMap map => $"<figure><figcaption>{Text(map.Title)}</figcaption>{SvgDrawing.Of(map)}</figure>",
        _ => "",
    });

    /// <inheritdoc/>
    protected override void End() => output.WriteLine("</body>\n</html>");

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Cells(string tag, IEnumerable<string> cells) => string.Concat(cells.Select(cell => $"<{tag}>{Text(cell)}</{tag}>"));

    private static string WithCode(string text) => string.Concat(text.Split('`').Select((piece, i) => i % 2 == 1 ? $"<code>{Text(piece)}</code>" : Text(piece)));
}

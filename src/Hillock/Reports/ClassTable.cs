using Hillock.Metrics;

namespace Hillock.Reports;

/// <summary>Precision, recall and F1 of each class, as numbers and bars.</summary>
internal static class ClassTable
{
    private const int MostClasses = 40;
    private const int Shown = 20;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<ClassFigures> classes)
    {
        bool all = classes.Count <= MostClasses;
        IEnumerable<ClassFigures> rows = all ? classes : classes.OrderBy(figures => figures.F1).Take(Shown);
        html.Write($"<section id=\"classes\">\n<div class=\"note\"><h2>Classes</h2>\n");
        html.Write($"<p>Precision: of the samples predicted as the class, the share that is right. Recall: of the samples of the class, the share that is found. F1 is their harmonic mean.</p>\n");
        if (!all) html.Write($"<p>Shown are the {NumberText.Count(Shown)} of {NumberText.Count(classes.Count)} classes with the lowest F1.</p>\n");
        html.Write($"</div>\n<div class=\"figure\"><div class=\"scroll\"><table class=\"figures bars\"><thead><tr><th scope=\"col\">Class</th>");
        html.Write($"<th scope=\"col\" class=\"wide\">Precision</th><th scope=\"col\" class=\"wide\">Recall</th><th scope=\"col\" class=\"wide\">F1</th><th scope=\"col\">Samples</th></tr></thead><tbody>\n");
        foreach (ClassFigures figures in rows)
        {
            html.Write($"<tr><th scope=\"row\">{NumberText.Short(figures.Label)}</th>");
            foreach (double share in (double[])[figures.Precision, figures.Recall, figures.F1])
                html.Write($"<td class=\"wide\"><span class=\"rail\"><i style=\"width:{100 * share}%\"></i></span>{NumberText.Score(share)}</td>");
            html.Write($"<td>{NumberText.Count(figures.Support)}</td></tr>\n");
        }

        html.Write($"</tbody></table></div></div></section>\n");
    }
}

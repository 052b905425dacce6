using Hillock.Data;

namespace Hillock.Reports;

/// <summary>The samples that the model got wrong and was most sure of: as pictures, or as rows of the table.</summary>
internal static class MistakesFigure
{
    private const int ShownImages = 40;
    private const int ShownRows = 12;
    private const int ShownColumns = 5;

    /// <summary>Writes the mistakes, the most certain first.</summary>
    public static void Write(HtmlWriter html, ExaminedPart part)
    {
        int[] wrong =
        [
            .. Enumerable.Range(0, part.Count)
                .Where(sample => part.Predicted(sample) != part.Classes[sample])
                .OrderByDescending(sample => part.Probability(sample, part.Predicted(sample))),
        ];
        if (wrong.Length == 0)
        {
            html.Write($"<p class=\"caption\">There is no mistake to show.</p>\n");
            return;
        }

        int most = part.Dataset is ImageDataset ? ShownImages : ShownRows;
        string which = wrong.Length > most ? $"The {most} of {wrong.Length:N0} mistakes that the model was most sure of" : wrong.Length == 1 ? "The one mistake" : $"All {wrong.Length} mistakes, the surest first";
        html.Write($"<h3>{which}</h3>\n");
        if (part.Dataset is ImageDataset images) WriteImages(html, part, images, wrong.Take(most));
        else WriteRows(html, part, (TableDataset)part.Dataset, wrong.Take(most));
    }

    private static void WriteImages(HtmlWriter html, ExaminedPart part, ImageDataset images, IEnumerable<int> samples)
    {
        html.Write($"<ul class=\"mistakes\">\n");
        foreach (int sample in samples)
        {
            (string truth, string predicted, string sure) = Words(part, sample);
            html.Write($"<li title=\"{part.Place(sample)}: {truth}, taken for {predicted} with probability {sure}\">");
            WritePicture(html, images, sample);
            html.Write($"<span>{truth} <b class=\"orange\">→ {predicted}</b> <small>{sure}</small></span></li>\n");
        }

        html.Write($"</ul>\n");
    }

    private static void WritePicture(HtmlWriter html, ImageDataset images, int sample)
    {
        bool isPhoto = images.Shape[0] == 3;
        ReadOnlySpan<byte> pixels = images.Pixels(sample);
        // With two channels, or more than three, there is no telling what they mean: they stand below each other.
        string picture = isPhoto
            ? Picture.Photo(pixels, images.Shape[2], images.Divisor)
            : Picture.Ink(pixels, images.Shape[2], images.Divisor);
        html.Write($"<img class=\"{(isPhoto ? "photo" : "ink")}\" alt=\"\" src=\"{picture}\"/>");
    }

    private static void WriteRows(HtmlWriter html, ExaminedPart part, TableDataset data, IEnumerable<int> samples)
    {
        string[] columns = [.. data.InputNames.Take(ShownColumns)];
        html.Write($"<div class=\"scroll\"><table class=\"figures\"><thead><tr><th scope=\"col\">Row</th><th scope=\"col\" class=\"word\">True</th><th scope=\"col\" class=\"word\">Predicted</th><th scope=\"col\">Probability</th>");
        foreach (string column in columns) html.Write($"<th scope=\"col\">{NumberText.Short(column, 16)}</th>");
        if (columns.Length < data.InputNames.Count) html.Write($"<th scope=\"col\">…</th>");
        html.Write($"</tr></thead><tbody>\n");
        foreach (int sample in samples)
        {
            (string truth, string predicted, string sure) = Words(part, sample);
            html.Write($"<tr><th scope=\"row\">{part.Place(sample)}</th><td class=\"word\">{truth}</td><td class=\"word\"><b class=\"orange\">{predicted}</b></td><td>{sure}</td>");
            foreach (string column in columns)
                html.Write($"<td>{NumberText.Short(data.Table[column].Text(data.Row(sample)) ?? "–", 16)}</td>");
            if (columns.Length < data.InputNames.Count) html.Write($"<td></td>");
            html.Write($"</tr>\n");
        }

        html.Write($"</tbody></table></div>\n");
    }

    private static (string Truth, string Predicted, string Sure) Words(ExaminedPart part, int sample)
    {
        IReadOnlyList<string> labels = part.Model.Preprocessing.Labels;
        int predicted = part.Predicted(sample);
        return (
            NumberText.Short(labels[part.Classes[sample]], 24),
            NumberText.Short(labels[predicted], 24),
            NumberText.Percent(part.Probability(sample, predicted)));
    }
}

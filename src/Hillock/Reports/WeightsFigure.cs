using Hillock.Layers;
using Hillock.Models;
using Hillock.Tensors;

namespace Hillock.Reports;

/// <summary>The weights of the first layer: what each unit looks for, as a picture in the image's shape or as a matrix beside the columns' names.</summary>
internal static class WeightsFigure
{
    private const int MostUnits = 64;
    private const int MostInputs = 40;

    /// <summary>Writes the section, if the first layer with weights is dense and sees the inputs themselves.</summary>
    public static void Write(HtmlWriter html, Model model)
    {
        if (FirstWeights(model) is not { } slice) return;
        (int inputs, int units) = (slice.Shape[0], slice.Shape[1]);
        double[] weights = model.Parameter(slice.Name); // [inputs, units]
        double largest = FullColor(weights);
        int[] shown = Strongest(units, MostUnits, unit => Enumerable.Range(0, inputs).Sum(input => Square(weights[(input * units) + unit])));

        html.Write($"<section id=\"weights\">\n<div class=\"note\"><h2>First-layer weights</h2>\n");
        html.Write($"<p>What the {NumberText.Count(units, "unit")} of <code>{slice.Name}</code> look for. <b class=\"blue\">Blue</b> weights are positive: the input speaks for the unit; ");
        html.Write($"<b class=\"orange\">orange</b> ones speak against it. Full color is {NumberText.Value(largest)} and beyond.</p>\n");
        if (shown.Length < units) html.Write($"<p>Shown are the {NumberText.Count(shown.Length)} units with the largest weights.</p>\n");
        if (model.Preprocessing.Pixels?.Shape is { } image)
        {
            html.Write($"</div>\n<div class=\"figure\">\n");
            WritePictures(html, weights, units, shown, image, largest);
        }
        else
        {
            int[] rows = Strongest(inputs, MostInputs, input => weights.AsSpan(input * units, units).ToArray().Sum(Square));
            if (rows.Length < inputs) html.Write($"<p>Shown are the {NumberText.Count(rows.Length)} of {NumberText.Count(inputs)} inputs with the largest weights.</p>\n");
            html.Write($"</div>\n<div class=\"figure\">\n");
            WriteMatrix(html, weights, units, shown, rows, model.Preprocessing.EncodedNames, largest);
        }

        html.Write($"</div></section>\n");
    }

    private static ParameterSlice? FirstWeights(Model model)
    {
        Layer? first = model.Definition.Layers.FirstOrDefault(layer => layer is not (Flatten or Dropout));
        ParameterSlice? slice = model.Definition.Parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.Weight);
        return first is Dense && slice is { Shape.Rank: 2 } && slice.Shape[0] == model.Definition.Input.Size ? slice : null;
    }

    private static void WritePictures(HtmlWriter html, double[] weights, int units, int[] shown, Shape image, double largest)
    {
        (int channels, int height, int width) = (image[0], image[1], image[2]);
        double[] picture = new double[image.Size];
        html.Write($"<ul class=\"pictures\">\n");
        foreach (int unit in shown)
        {
            // Channels stand below each other.
            for (int input = 0; input < picture.Length; input++) picture[input] = weights[(input * units) + unit];
            html.Write($"<li title=\"unit {unit + 1}\"><img class=\"weights\" style=\"aspect-ratio:{width}/{channels * height}\" alt=\"unit {unit + 1}\" src=\"{Picture.Diverging(picture, width, largest)}\"/></li>\n");
        }

        html.Write($"</ul>\n");
    }

    private static void WriteMatrix(
        HtmlWriter html, double[] weights, int units, int[] shown, int[] rows, IReadOnlyList<string> names, double largest)
    {
        html.Write($"<table class=\"layer\"><tbody>\n");
        foreach (int input in rows)
        {
            html.Write($"<tr><th scope=\"row\" title=\"{names[input]}\">{NumberText.Short(names[input], 24)}</th><td>");
            html.Write($"<svg viewBox=\"0 0 {shown.Length} 1\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"weights of {names[input]}\">");
            for (int i = 0; i < shown.Length; i++)
            {
                double weight = weights[(input * units) + shown[i]];
                double strength = largest > 0 ? Math.Min(Math.Abs(weight) / largest, 1) : 0;
                html.Write($"<rect class=\"{(weight < 0 ? "orange" : "blue")}\" x=\"{i}\" width=\"1\" height=\"1\" fill-opacity=\"{strength}\"><title>unit {shown[i] + 1}: {NumberText.Value(weight)}</title></rect>");
            }

            html.Write($"</svg></td></tr>\n");
        }

        html.Write($"</tbody></table>\n<p class=\"caption\">Rows are inputs as the network gets them, columns its units.</p>\n");
    }

    /// <summary>The places of the largest, in their own order.</summary>
    private static int[] Strongest(int count, int most, Func<int, double> strength) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, count).OrderByDescending(strength).Take(most).Order()];

    // One weight in a hundred may be larger: a single one must not make all others pale.
    private static double FullColor(double[] weights)
    {
        double[] sizes = [.. weights.Select(Math.Abs).Order()];
        return sizes[(int)Math.Ceiling(0.99 * sizes.Length) - 1];
    }

    private static double Square(double value) => value * value;
}

using Hillock.Data;
using Hillock.Kernels;
using Hillock.Models;
using Hillock.Tensors;

namespace Hillock.Reports;

/// <summary>What the model looks at: permutation importance of the columns as bars, of an image's pixels as a picture.</summary>
internal static class ImportanceFigure
{
    private const int MostRepeats = 10, FewestRepeats = 3;
    private const int MostSamples = 1000, FewestSamples = 400;
    private const int MostSquares = 64;
    private const int ShownColumns = 20;

    // Multiplications that a reader should be made to wait for: a second or two.
    private const double Budget = 2e10;

    // Encoding a cell of a table costs about as much as this many multiplications.
    private const double CellCost = 20;

    /// <summary>Writes the section.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="part">The samples to shuffle.</param>
    /// <param name="seed">The same seed gives the same figures.</param>
    public static void Write(HtmlWriter html, ExaminedPart part, long seed)
    {
        Model model = part.Model;
        string score = model.Preprocessing.Task == LearningTask.Regression ? "R²" : "accuracy";
        Shape? image = model.Preprocessing.Pixels?.Shape;
        int side = image is null ? 1 : SquareSide(image);
        InputGroup[] groups = image is null ? Columns(model) : Squares(image, side);
        string what = image is null ? "column" : side == 1 ? "pixel" : $"square of {side} × {side} pixels";

        html.Write($"<section id=\"importance\">\n<div class=\"note\"><h2>What it looks at</h2>\n");
        (int repeats, int samples) = Effort(model, groups.Length, part.Count);
        if (repeats == 0)
        {
            html.Write($"<p>The importance of {NumberText.Count(groups.Length, what)} would take too long to measure and is left out.</p></div>\n<div class=\"figure\"></div></section>\n");
            return;
        }

        PermutationImportance importance;
        try
        {
            importance = PermutationImportance.Of(model, Choose(part.Dataset, samples, seed), groups, repeats, seed);
        }
        catch (HillockException e) when (model.Preprocessing.Columns.Any(column => column is FormulaInput))
        {
            // Numbers that never stand in one row, log(x + y) cannot always be computed from.
            html.Write($"<p>The importance of columns is not measured, because shuffled rows cannot be computed with: {e.Message}</p></div>\n<div class=\"figure\"></div></section>\n");
            return;
        }

        html.Write($"<p>Permutation importance: the {score} lost when the values of one {what} are shuffled among {NumberText.Count(samples, $"{part.Name.ToLowerInvariant()} sample")}, ");
        html.Write($"mean of {repeats} shuffles. ");
        html.Write($"<b class=\"blue\">Blue</b>: the model needs it. <b class=\"orange\">Orange</b>: it did better without.");
        if (image is null) html.Write($" Thin lines show the spread. Where two columns say the same, each seems less important than it is.</p></div>\n");
        else html.Write($"</p></div>\n");
        html.Write($"<div class=\"figure\">\n");
        if (image is null) WriteBars(html, importance.Columns);
        else WritePictures(html, part.Dataset, importance.Columns, image, side, score);
        html.Write($"</div></section>\n");
    }

    /// <summary>How many shuffles of how many samples the budget allows; none if it allows too few.</summary>
    private static (int Repeats, int Samples) Effort(Model model, int groups, int count)
    {
        int samples = Math.Min(count, MostSamples);
        double costOfSample = groups * (model.Definition.ParameterCount + (CellCost * model.Preprocessing.InputNames.Count));
        int repeats = (int)Math.Min(MostRepeats, Budget / (costOfSample * samples));
        if (repeats >= FewestRepeats) return (repeats, samples);
        samples = (int)Math.Min(samples, Budget / (costOfSample * FewestRepeats));
        return samples >= Math.Min(count, FewestSamples) ? (FewestRepeats, samples) : (0, 0);
    }

    private static Dataset Choose(Dataset dataset, int samples, long seed)
    {
        if (samples == dataset.Count) return dataset;
        int[] order = [.. Enumerable.Range(0, dataset.Count)];
        new RandomStream(seed, RandomPurpose.Permutation, int.MaxValue).Shuffle(order);
        return dataset.Subset(order[..samples]);
    }

    private static InputGroup[] Columns(Model model) => [.. model.Preprocessing.InputNames.Select((name, i) => new InputGroup(name, [i]))];

    private static int SquareSide(Shape image)
    {
        int side = 1;
        while (Across(image[1], side) * Across(image[2], side) > MostSquares) side++;
        return side;
    }

    private static InputGroup[] Squares(Shape image, int side)
    {
        (int channels, int height, int width) = (image[0], image[1], image[2]);
        int across = Across(width, side);
        var squares = new List<int>[Across(height, side) * across];
        for (int input = 0; input < channels * height * width; input++)
        {
            int pixel = input % (height * width);
            int square = (pixel / width / side * across) + (pixel % width / side);
            (squares[square] ??= []).Add(input);
        }

        return [.. squares.Select((inputs, square) => new InputGroup($"{square}", [.. inputs]))];
    }

    private static int Across(int length, int side) => (length + side - 1) / side;

    private static void WriteBars(HtmlWriter html, IReadOnlyList<ColumnImportance> columns)
    {
        ColumnImportance[] shown = [.. columns.OrderByDescending(column => column.Mean).Take(ShownColumns)];
        double low = Math.Min(0, shown.Min(column => column.Mean - column.Spread));
        double high = Math.Max(shown.Max(column => column.Mean + column.Spread), low + 1e-9);
        html.Write($"<ol class=\"importance\">\n");
        foreach (ColumnImportance column in shown)
        {
            double from = Place(Math.Min(0, column.Mean)), to = Place(Math.Max(0, column.Mean));
            double left = Place(column.Mean - column.Spread), right = Place(column.Mean + column.Spread);
            html.Write($"<li><span class=\"name\" title=\"{column.Name}\">{NumberText.Short(column.Name)}</span><span class=\"rail\">");
            html.Write($"<i class=\"{(column.Mean < 0 ? "miss" : "")}\" style=\"left:{from}%;width:{to - from}%\"></i>");
            html.Write($"<em style=\"left:{left}%;width:{right - left}%\"></em></span>");
            html.Write($"<span class=\"value\">{NumberText.Score(column.Mean)} <small>± {NumberText.Score(column.Spread)}</small></span></li>\n");
        }

        html.Write($"</ol>\n");
        if (columns.Count > shown.Length)
            html.Write($"<p class=\"caption\">The other {NumberText.Count(columns.Count - shown.Length, "column")} have at most {NumberText.Score(shown[^1].Mean)} each.</p>\n");

        double Place(double value) => 100 * (value - low) / (high - low);
    }

    private static void WritePictures(
        HtmlWriter html, Dataset dataset, IReadOnlyList<ColumnImportance> squares, Shape image, int side, string score)
    {
        (int height, int width) = (Across(image[1], side), Across(image[2], side));
        double[] values = [.. squares.Select(square => square.Mean)];
        double largest = values.Max(Math.Abs);
        html.Write($"<div class=\"heat\"><figure><img style=\"aspect-ratio:{width}/{height}\" alt=\"Importance of each part of the image\" src=\"{Picture.Diverging(values, width, largest)}\"/>\n");
        html.Write($"<figcaption>Full color: {NumberText.Score(largest)} of {score} lost</figcaption></figure>\n");
        if (dataset is ImageDataset images)
        {
            html.Write($"<figure><img class=\"ink\" style=\"aspect-ratio:{image[2]}/{image[1]}\" alt=\"The average image\" src=\"{Average(images)}\"/>\n");
            html.Write($"<figcaption>For comparison: the average image</figcaption></figure>\n");
        }

        html.Write($"</div>\n");
    }

    // The mean over samples and channels, stretched to full ink.
    private static string Average(ImageDataset images)
    {
        (int size, int width) = (images.Shape[1] * images.Shape[2], images.Shape[2]);
        long[] sums = new long[size];
        for (int sample = 0; sample < images.Count; sample++)
        {
            ReadOnlySpan<byte> pixels = images.Pixels(sample);
            for (int i = 0; i < pixels.Length; i++) sums[i % size] += pixels[i];
        }

        long largest = Math.Max(sums.Max(), 1);
        return Picture.Ink([.. sums.Select(sum => (byte)(255 * sum / largest))], width, 255);
    }
}

using System.Numerics;
using Hillock.Glyphs;

namespace Hillock.Data;

/// <summary>Applies a <see cref="Preprocessing"/> to whole tables and sets of images.</summary>
internal static class SampleEncoder
{
    /// <summary>Inputs, targets and weights.</summary>
    public static Samples<T> Encode<T>(Preprocessing preprocessing, Dataset dataset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TargetEncoding target = preprocessing.Target;
        CheckTargets(target, dataset);
        Samples<T> inputs = EncodeInputs<T>(preprocessing, dataset);
        double[] weights = [];
        if (dataset.HasWeights)
        {
            weights = new double[dataset.Count];
            for (int sample = 0; sample < weights.Length; sample++) weights[sample] = dataset.Weight(sample);
        }

        return inputs.WithTargets(
            target.Width,
            target.Task == LearningTask.Regression ? [] : Classes(target, dataset),
            target.Task == LearningTask.Regression ? Values<T>(target, dataset) : [],
            weights);
    }

    /// <summary>Inputs only.</summary>
    public static Samples<T> EncodeInputs<T>(Preprocessing preprocessing, Dataset dataset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (dataset, preprocessing.Pixels) switch
        {
            (ImageDataset images, { Normalizers: { } normalizers } pixels) when images.Shape.Equals(pixels.Shape) =>
                new Samples<T>(images.Count, Normalize(normalizers, images), images.Shape.Size, T.CreateTruncating(byte.MaxValue), null),
            (ImageDataset images, { } pixels) when images.Shape.Equals(pixels.Shape) =>
                new Samples<T>(images.Count, images.Storage, images.Shape.Size, T.CreateTruncating(pixels.Divisor), images.Rows),
            (ImageDataset images, { } pixels) => throw new HillockException($"The model takes images of {pixels.Shape}; these are {images.Shape}."),
            (ImageDataset images, null) => EncodeInputs<T>(preprocessing, images.ToTable(), null),
            (TableDataset table, _) => EncodeInputs<T>(preprocessing, table.Table, table.Rows),
            _ => throw new ArgumentException("A dataset holds a table or images."),
        };

    // [images, 28, 28].
    private static byte[] Normalize(GlyphNormalizers normalizers, ImageDataset images)
    {
        int size = images.Shape.Size;
        byte[] glyphs = new byte[images.Count * size];
        for (int sample = 0; sample < images.Count; sample++) normalizers.Normalize(images.Pixels(sample), glyphs.AsSpan(sample * size, size));
        return glyphs;
    }

    /// <summary>Inputs only, of some rows of a table; null: all of them.</summary>
    public static Samples<T> EncodeInputs<T>(Preprocessing preprocessing, Table table, int[]? rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] places = InputColumns.Find(table, preprocessing);
        Column[] columns = [.. places.Select(place => table.Columns[place])];
        int count = rows?.Length ?? table.RowCount;
        int width = preprocessing.InputShape.Size;
        if ((long)count * width > Array.MaxLength)
            throw new HillockException($"{table.Prefix}{count:N0} rows of {width:N0} inputs do not fit into memory at once.");

        T[] encoded = new T[count * width];
        if (preprocessing.Pixels is { } pixels) FillPixels(pixels, table, columns, rows, encoded);
        else FillColumns(preprocessing, table, columns, rows, encoded, width);
        return new Samples<T>(count, encoded, width);
    }

    /// <summary>A pixel's input; a missing pixel is 0.</summary>
    public static T Pixel<T>(T raw, T divisor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsNaN(raw) ? T.Zero : raw / divisor;

    /// <summary>An encoded number, rounded to the model's precision.</summary>
    /// <exception cref="HillockException">It is missing, or too large.</exception>
    public static T Checked<T>(double value, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.IsNaN(value)
            ? throw new HillockException($"The value of '{name}' is missing, and the model has nothing to put in its place.")
            : Finite(T.CreateTruncating(value), name);

    /// <summary>The error of a value that is not finite.</summary>
    public static HillockException NotFinite(string name) =>
        new($"The value of '{name}' is infinite, or so far from those of the training that it cannot be computed with.");

    private static T Finite<T>(T value, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsFinite(value) ? value : throw NotFinite(name);

    private static void FillColumns<T>(Preprocessing preprocessing, Table table, Column[] columns, int[]? rows, T[] encoded, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IReadOnlyList<InputEncoding> encodings = preprocessing.Columns;
        BoundInput[] inputs = [.. encodings.Select((encoding, i) => encoding.Bind(table, [.. preprocessing.Places(i).Select(place => columns[place])]))];
        int[] widths = [.. encodings.Select(encoding => encoding.Width)];
        double[] exact = new double[width];
        for (int sample = 0; sample < encoded.Length / width; sample++)
        {
            int row = rows is null ? sample : rows[sample];
            int start = 0;
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i].Encode(row, exact.AsSpan(start, widths[i]));
                start += widths[i];
            }

            Span<T> target = encoded.AsSpan(sample * width, width);
            for (int i = 0; i < width; i++)
            {
                target[i] = T.CreateTruncating(exact[i]);
                if (!T.IsFinite(target[i])) throw TooFar(preprocessing, table, columns, row, i);
            }
        }
    }

    private static HillockException TooFar(Preprocessing preprocessing, Table table, Column[] columns, int row, int input)
    {
        int i = 0;
        for (int start = preprocessing.Columns[0].Width; start <= input; start += preprocessing.Columns[i].Width) i++;
        Column column = columns[preprocessing.Places(i)[0]];
        string what = preprocessing.Columns[i] is FormulaInput formula ? $"the input '{Sentence.Shorten(formula.Name)}'" : $"{column.Text(row)} in column '{column.Name}'";
        return new HillockException($"{table.Place(row, column)}: {what} is so far from the numbers of the training that it cannot be computed with.");
    }

    private static void FillPixels<T>(PixelInputs pixels, Table table, Column[] columns, int[]? rows, T[] encoded)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T divisor = T.CreateTruncating(pixels.Divisor);
        for (int i = 0; i < columns.Length; i++)
        {
            Column column = columns[i];
            // Reading as a number tells what is not one, with its place.
            BoundInput number = new NumberInput(column.Name, 0, 1, median: 0).Bind(table, column);
            double exact = 0;
            for (int sample = 0; sample < encoded.Length / columns.Length; sample++)
            {
                number.Encode(rows is null ? sample : rows[sample], new Span<double>(ref exact));
                encoded[sample * columns.Length + i] = Finite(Pixel(T.CreateTruncating(exact), divisor), column.Name);
            }
        }

        if (pixels.Normalizers is not { } normalizers) return;
        for (int first = 0; first < encoded.Length; first += columns.Length) normalizers.Normalize(encoded.AsSpan(first, columns.Length));
    }

    /// <summary>Refuses targets of another kind or number or name than the model's.</summary>
    public static void CheckTargets(TargetEncoding target, Dataset dataset)
    {
        bool numbers = target.Task == LearningTask.Regression;
        if (numbers != (dataset.Task == LearningTask.Regression))
            throw new HillockException(numbers ? "The model predicts numbers; the data's target is classes." : "The model predicts classes; the data's target is numbers.");
        int given = dataset.TargetNames.Count;
        if (numbers && given != target.Width) throw new HillockException($"The model predicts {target.Width} numbers; the data have {given}.");
        if (target.Names.Count > 0 && !target.Names.SequenceEqual(dataset.TargetNames) && dataset is TableDataset { Table.HasNames: true })
            throw new HillockException($"The model predicts {Sentence.Few(target.Names)}; the data's target is {Sentence.Few(dataset.TargetNames)}.");
    }

    /// <summary>[samples] the index of each label among the model's.</summary>
    public static int[] Classes(TargetEncoding target, Dataset dataset)
    {
        int[] classOf = [.. dataset.Labels.Select(target.Class)];
        int[] classes = new int[dataset.Count];
        for (int sample = 0; sample < classes.Length; sample++)
        {
            int index = classOf[dataset.Class(sample)];
            if (index < 0)
            {
                string place = dataset is TableDataset { Table: var table } ? table.Place(dataset.Row(sample)) : $"sample {sample + 1}";
                throw target.Unknown(place, dataset.Labels[dataset.Class(sample)]);
            }

            classes[sample] = index;
        }

        return classes;
    }

    private static T[] Values<T>(TargetEncoding target, Dataset dataset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[dataset.Count * target.Width];
        for (int i = 0; i < values.Length; i++)
        {
            (int sample, int output) = (i / target.Width, i % target.Width);
            values[i] = T.CreateTruncating((dataset.Value(sample, output) - target.Means[output]) / target.Deviations[output]);
            if (!T.IsFinite(values[i]))
                throw new HillockException($"The target {dataset.Value(sample, output)} of sample {sample + 1} is too far from those of the training to be computed with.");
        }

        return values;
    }
}

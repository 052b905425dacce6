using System.Numerics;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Models;

namespace Hillock.Tracing;

/// <summary>A few samples as a network gets them: what goes into the first layer, and what the loss compares the outputs with.</summary>
public sealed class TraceSamples
{
    /// <summary>Takes samples that are encoded already.</summary>
    internal TraceSamples(Matrix inputs, Matrix? targets) => (Inputs, Targets) = (inputs, targets);

    /// <summary>[samples, in] after the model's preprocessing, rounded to its precision.</summary>
    public Matrix Inputs { get; }

    /// <summary>[samples, out]: 0 or 1, one-hot, or standardized numbers; null if unknown.</summary>
    public Matrix? Targets { get; }

    /// <summary>Refuses samples that were encoded for another network.</summary>
    /// <exception cref="ArgumentException">They were.</exception>
    internal void RequireFit(ModelDefinition definition)
    {
        if (Inputs.Columns != definition.Input.Size || (Targets is { } targets && targets.Columns != definition.Output.Size))
            throw new ArgumentException($"The samples were encoded for another model than {definition}.");
    }

    /// <summary>One sample of raw numbers.</summary>
    /// <param name="model">The model whose preprocessing encodes it.</param>
    /// <param name="features">One raw number for each of the model's input columns; NaN is a missing number.</param>
    /// <param name="target">One raw number for each output, or for classes one for each output of the network; empty: unknown.</param>
    /// <exception cref="HillockException">There are more numbers or fewer, or one cannot be computed with.</exception>
    public static TraceSamples Encode(Model model, ReadOnlySpan<double> features, params ReadOnlySpan<double> target)
    {
        Preprocessing preprocessing = model.Preprocessing;
        if (features.Length != preprocessing.InputNames.Count) throw WrongCount(preprocessing, features.Length);
        double[] targets = EncodeTarget(preprocessing, target);
        return model.Precision == Precision.Double ? Encode<double>(preprocessing, features, targets) : Encode<float>(preprocessing, features, targets);
    }

    /// <summary>One sample of texts, as they stand between commas.</summary>
    /// <param name="model">The model whose preprocessing encodes it.</param>
    /// <param name="features">The raw values of the model's input columns; an empty one is missing.</param>
    /// <param name="target">A label, a number for each target, or for classes a number for each output; null: unknown.</param>
    /// <exception cref="HillockException">There are more values or fewer, or one is no number where the model takes one, or no label of the model.</exception>
    public static TraceSamples Parse(Model model, string features, string? target)
    {
        Preprocessing preprocessing = model.Preprocessing;
        double[] targets = target is null ? [] : ParseTarget(preprocessing.Target, target);
        bool plain = Enumerable.Range(0, preprocessing.InputNames.Count).All(i => preprocessing.Reads(i) == ColumnKind.Number);
        if (plain) return Encode(model, ParseNumbers(preprocessing, features), targets);

        // Texts, dates and answers are read as in a table of one row.
        TraceSamples sample = Of(model, Row(preprocessing, features), 0);
        return targets.Length == 0 ? sample : new TraceSamples(sample.Inputs, Rounded(model.Precision, EncodeTarget(preprocessing, targets)));
    }

    /// <summary>Samples of a data set, with their targets.</summary>
    /// <param name="model">The model whose preprocessing encodes them.</param>
    /// <param name="dataset">The data set.</param>
    /// <param name="samples">Which samples, from 0.</param>
    /// <exception cref="HillockException">There is no such sample, or the data do not fit the model.</exception>
    public static TraceSamples Of(Model model, Dataset dataset, params IReadOnlyList<int> samples)
    {
        foreach (int sample in samples) CheckPlace("sample", sample, dataset.Count);
        Dataset chosen = dataset.Subset(samples);
        return model.Precision == Precision.Double
            ? FromEngine(model.Preprocessing.Encode<double>(chosen))
            : FromEngine(model.Preprocessing.Encode<float>(chosen));
    }

    /// <summary>A row of a table; its target is unknown where the table has not the model's target columns, or the row leaves them empty.</summary>
    /// <param name="model">The model whose preprocessing encodes it.</param>
    /// <param name="table">The table.</param>
    /// <param name="row">Which row, from 0.</param>
    /// <exception cref="HillockException">There is no such row, or it does not fit the model.</exception>
    public static TraceSamples Of(Model model, Table table, int row)
    {
        CheckPlace("row", row, table.RowCount);
        if (HasTargets(model.Preprocessing, table, row))
        {
            TableDataset dataset = table.ToDataset(model.Preprocessing);
            int sample = dataset.Rows is { } rows ? Array.IndexOf(rows, row) : row;
            return Of(model, dataset, sample);
        }

        return model.Precision == Precision.Double
            ? FromEngine(SampleEncoder.EncodeInputs<double>(model.Preprocessing, table, [row]))
            : FromEngine(SampleEncoder.EncodeInputs<float>(model.Preprocessing, table, [row]));
    }

    private static bool HasTargets(Preprocessing preprocessing, Table table, int row)
    {
        TargetEncoding target = preprocessing.Target;
        if (table.HasNames && target.Names.Any(name => !table.Has(name))) return false;
        int count = preprocessing.Task == LearningTask.Regression ? target.Width : 1;
        if (table.Columns.Count < count + preprocessing.InputNames.Count) return false;
        return target.Roles(table, preprocessing.InputNames).Targets.All(name => !table[name].IsMissing(row));
    }

    private static void CheckPlace(string what, int place, int count)
    {
        if (place < 0 || place >= count) throw new HillockException($"There is no {what} {place + 1}: the data have {Sentence.Some(count, what)}.");
    }

    private static HillockException WrongCount(Preprocessing preprocessing, int given) =>
        new($"The model takes {Sentence.Some(preprocessing.InputNames.Count, "input")} ({Sentence.Few(preprocessing.InputNames)}); here {(given == 1 ? "is" : "are")} {given:N0}.");

    private static double[] ParseNumbers(Preprocessing preprocessing, string features)
    {
        string[] texts = features.Split(',', StringSplitOptions.TrimEntries);
        if (texts.Length != preprocessing.InputNames.Count) throw WrongCount(preprocessing, texts.Length);
        double[] numbers = new double[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            if (texts[i].Length == 0) numbers[i] = double.NaN;
            else if (!Cell.TryNumber(texts[i], out numbers[i]))
                throw new HillockException($"'{Sentence.Shorten(texts[i])}' is not a number, but the model takes one for '{preprocessing.InputNames[i]}'.");
        }

        return numbers;
    }

    private static double[] ParseTarget(TargetEncoding target, string text)
    {
        int label = target.Class(text);
        if (label >= 0 && target.Width == 1) return [label];
        if (label >= 0) return [.. Enumerable.Range(0, target.Width).Select(output => output == label ? 1.0 : 0.0)];

        string[] texts = text.Split(',', StringSplitOptions.TrimEntries);
        double[] numbers = new double[texts.Length];
        int wrong = Array.FindIndex(texts, part => !Cell.TryNumber(part, out _));
        if (wrong >= 0 && target.Task != LearningTask.Regression) throw target.Unknown("the target", text);
        if (wrong >= 0) throw new HillockException($"The target '{Sentence.Shorten(texts[wrong])}' is not a number, but the model predicts numbers.");
        if (texts.Length != target.Width && target.Task != LearningTask.Regression && texts.Length == 1) throw target.Unknown("the target", text);
        for (int i = 0; i < texts.Length; i++) _ = Cell.TryNumber(texts[i], out numbers[i]);
        return numbers;
    }

    private static Table Row(Preprocessing preprocessing, string features)
    {
        string header = string.Join(',', preprocessing.InputNames.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        string[] lines = [header, features, ""];
        if (features.AsSpan().ContainsAny('\n', '\r')) throw new HillockException("The input is one row: it may have no line break.");
        using var reader = new StringReader(string.Join('\n', lines));
        var options = new CsvOptions { Delimiter = ',', Header = true };
        return Table.ReadCsvInParts(reader, "the input", preprocessing, options).FirstOrDefault() is { RowCount: 1 } table
            ? table
            : throw new HillockException("The input is empty: give one value for each column of the model.");
    }

    private static TraceSamples Encode<T>(Preprocessing preprocessing, ReadOnlySpan<double> features, double[] targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var encoded = new T[preprocessing.InputShape.Size];
        preprocessing.EncodeRow(features, encoded.AsSpan());
        return new TraceSamples(
            Matrix.Of<T>(1, encoded.Length, encoded), targets.Length == 0 ? null : new Matrix(1, targets.Length, Round<T>(targets)));
    }

    // What the loss gets: numbers are standardized, probabilities of classes stay as they are.
    private static double[] EncodeTarget(Preprocessing preprocessing, ReadOnlySpan<double> target)
    {
        if (target.Length > 0 && target.Length != preprocessing.OutputWidth)
            throw new HillockException($"The target has {Sentence.Some(target.Length, "number")}, but the network has {Sentence.Some(preprocessing.OutputWidth, "output")}.");
        double[] targets = target.ToArray();
        for (int i = 0; i < targets.Length; i++)
        {
            if (!double.IsFinite(targets[i])) throw new HillockException($"The target {targets[i]} is no number that can be computed with.");
            if (preprocessing.Task == LearningTask.Regression) targets[i] = (targets[i] - preprocessing.Target.Means[i]) / preprocessing.Target.Deviations[i];
        }

        return targets;
    }

    private static Matrix Rounded(Precision precision, double[] targets) =>
        new(1, targets.Length, precision == Precision.Double ? targets : Round<float>(targets));

    private static TraceSamples FromEngine<T>(Samples<T> samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] rows = [.. Enumerable.Range(0, samples.Count)];
        var inputs = new T[samples.Count * samples.InputWidth];
        var targets = new T[samples.Count * samples.TargetWidth];
        samples.CopyInputs(rows, inputs);
        if (targets.Length > 0) samples.CopyTargets(rows, targets);
        return new TraceSamples(
            Matrix.Of<T>(samples.Count, samples.InputWidth, inputs),
            targets.Length == 0 ? null : Matrix.Of<T>(samples.Count, samples.TargetWidth, targets));
    }

    private static double[] Round<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] rounded = [.. values.Select(value => double.CreateTruncating(T.CreateTruncating(value)))];
        return Array.TrueForAll(rounded, double.IsFinite)
            ? rounded
            : throw new HillockException("The target is too large to be computed with.");
    }
}

using System.Numerics;

namespace Hillock.Data;

/// <summary>Samples as they were read, each with what it teaches; nothing is scaled or encoded yet. A part shares the whole's storage.</summary>
public abstract class Dataset
{
    private readonly Targets targets;
    private readonly int[]? rows;

    private protected Dataset(Targets targets, int total, int[]? rows, IReadOnlyList<string> notes)
    {
        (this.targets, this.rows, Notes) = (targets, rows, notes);
        Count = rows?.Length ?? total;
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>What is learned.</summary>
    public LearningTask Task => targets.Task;

    /// <summary>The line that explains the choice of the task.</summary>
    public string TaskReason => targets.Reason;

    /// <summary>Sentences about the data that the user should see: what was left out, what looks odd.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The labels of the classes, in the order of the outputs; empty for regression. A part keeps the whole's labels.</summary>
    public IReadOnlyList<string> Labels => targets.Labels;

    /// <summary>The names of the target columns.</summary>
    public IReadOnlyList<string> TargetNames => targets.Names;

    /// <summary>Whether samples have weights.</summary>
    public bool HasWeights => targets.Weights is not null;

    /// <summary>The names of the columns to predict from, those that only formulas take among them.</summary>
    public abstract IReadOnlyList<string> InputNames { get; }

    /// <summary>The index of a sample's label in <see cref="Labels"/>, for classes.</summary>
    public int Class(int sample) => targets.Classes[Row(sample)];

    /// <summary>A number to predict, for regression.</summary>
    public double Value(int sample, int target = 0) => targets.Values[target][Row(sample)];

    /// <summary>A sample's weight, 1 unless there is a column of weights.</summary>
    public double Weight(int sample) => targets.Weights is { } weights ? weights[Row(sample)] : 1;

    /// <summary>The samples at these positions, in this order; storage is shared.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no sample at a position.</exception>
    public Dataset Subset(IReadOnlyList<int> samples)
    {
        int[] chosen = new int[samples.Count];
        for (int i = 0; i < chosen.Length; i++)
        {
            int sample = samples[i];
            if (sample < 0 || sample >= Count) throw new ArgumentOutOfRangeException(nameof(samples), $"There is no sample {sample} among {Count}.");
            chosen[i] = Row(sample);
        }

        return View(chosen);
    }

    /// <summary>Two parts by chance: each class is split in the same proportion and keeps at least one sample in the first part.</summary>
    /// <param name="test">The share of the second part, from 0 to less than 1.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <exception cref="ArgumentException">The share is not from 0 to less than 1.</exception>
    public (Dataset Train, Dataset Test) Split(double test, long seed)
    {
        (int[] first, int[] second) = Partition.Split(this, test, seed);
        return (Subset(first), Subset(second));
    }

    /// <summary>For cross-validation: every sample is in the test part once, each class spread evenly.</summary>
    /// <param name="count">How many pairs, at least 2.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <exception cref="ArgumentException">There are fewer than 2 pairs.</exception>
    /// <exception cref="HillockException">There are fewer samples than pairs.</exception>
    public IReadOnlyList<(Dataset Train, Dataset Test)> Folds(int count, long seed) =>
        [.. Partition.Folds(this, count, seed).Select(fold => (Subset(fold.Train), Subset(fold.Test)))];

    /// <summary>Samples from arrays: rows of <paramref name="width"/> numbers, a label for each.</summary>
    /// <param name="inputs">[samples, width] row-major; NaN is a missing number.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="labels">[samples] classes.</param>
    /// <param name="names">[width] the columns' names; null: x1, x2, ….</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public static TableDataset FromArrays<T>(ReadOnlySpan<T> inputs, int width, ReadOnlySpan<string> labels, IReadOnlyList<string>? names = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ArrayTable.Create(inputs, width, labels, names);

    /// <summary>Samples from arrays: rows of <paramref name="width"/> numbers, as many rows of numbers to predict.</summary>
    /// <param name="inputs">[samples, width] row-major; NaN is a missing number.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="targets">[samples, target width] row-major.</param>
    /// <param name="targetWidth">Numbers to predict for each sample.</param>
    /// <param name="task">What is learned; null: found from the targets (0 and 1 are two classes).</param>
    /// <param name="names">[width] the columns' names; null: x1, x2, ….</param>
    /// <exception cref="ArgumentException">The arrays do not fit together.</exception>
    public static TableDataset FromArrays<T>(
        ReadOnlySpan<T> inputs, int width, ReadOnlySpan<T> targets, int targetWidth = 1, LearningTask? task = null, IReadOnlyList<string>? names = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ArrayTable.Create(inputs, width, targets, targetWidth, task, names);

    /// <summary>[samples, targets] the numbers to predict, exactly as the data have them, row-major; empty for classes.</summary>
    internal double[] Numbers()
    {
        if (Task != LearningTask.Regression) return [];
        int width = TargetNames.Count;
        double[] numbers = new double[Count * width];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = Value(i / width, i % width);
        return numbers;
    }

    internal Targets Targets => targets;

    /// <summary>[samples] rows of the shared storage; null: all of them in order.</summary>
    internal int[]? Rows => rows;

    /// <summary>The row of the shared storage that holds a sample.</summary>
    public int Row(int sample) => rows is null ? sample : rows[sample];

    /// <summary>The same storage seen through other rows.</summary>
    private protected abstract Dataset View(int[] rows);
}

using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Data;

/// <summary>Encoded samples in memory. Numbers are encoded once, beforehand; pixels stay bytes until they are copied into a batch.</summary>
internal sealed class Samples<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] encoded = [];
    private readonly byte[] pixels = [];
    private readonly int[]? imageOf;
    private readonly T divisor;
    private T[] values = [];
    private int[] classes = [];
    private double[] weights = [];
    private bool? hasManyZeros;

    /// <summary>Samples of numbers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="encoded">[count, inputs].</param>
    /// <param name="inputWidth">Inputs of a sample.</param>
    public Samples(int count, T[] encoded, int inputWidth) => (Count, this.encoded, InputWidth) = (count, encoded, inputWidth);

    /// <summary>Samples of pixels.</summary>
    /// <param name="count">How many.</param>
    /// <param name="pixels">[images, inputs], images other than these samples among them.</param>
    /// <param name="inputWidth">Inputs of a sample.</param>
    /// <param name="divisor">What pixels are divided by.</param>
    /// <param name="imageOf">[count] which image each sample is; null: all of them in order.</param>
    public Samples(int count, byte[] pixels, int inputWidth, T divisor, int[]? imageOf) =>
        (Count, this.pixels, InputWidth, this.divisor, this.imageOf) = (count, pixels, inputWidth, divisor, imageOf);

    public int Count { get; }

    public int InputWidth { get; }

    /// <summary>Targets of a sample; 0 if there are none.</summary>
    public int TargetWidth { get; private set; }

    /// <summary>[count] classes; empty for regression.</summary>
    public ReadOnlySpan<int> Classes => classes;

    /// <summary>[count] sample weights; empty: all 1.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>
    /// Whether so many inputs are 0 that leaving them out is faster: in tiles of rows taken from all over the samples, the share of
    /// columns in which any row differs from 0 is at most <see cref="NonZeros.MostWorthListing"/>.
    /// </summary>
    public bool HasManyZeros => hasManyZeros ??= Count > 0 && FindManyZeros();

    /// <summary>These samples with what they teach.</summary>
    /// <param name="width">Targets of a sample.</param>
    /// <param name="classes">[count]; empty for regression.</param>
    /// <param name="values">[count, width] standardized numbers; empty for classes.</param>
    /// <param name="weights">[count]; empty: all 1.</param>
    public Samples<T> WithTargets(int width, int[] classes, T[] values, double[] weights)
    {
        (TargetWidth, this.classes, this.values, this.weights) = (width, classes, values, weights);
        return this;
    }

    /// <summary>Copies the inputs of chosen samples; pixels become value / divisor here. Allocates nothing.</summary>
    /// <param name="rows">Which samples.</param>
    /// <param name="destination">[rows, inputs].</param>
    public void CopyInputs(ReadOnlySpan<int> rows, Span<T> destination)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Span<T> inputs = destination.Slice(i * InputWidth, InputWidth);
            if (pixels.Length > 0) Bytes.Divide(Pixels(rows[i]), divisor, inputs);
            else encoded.AsSpan(rows[i] * InputWidth, InputWidth).CopyTo(inputs);
        }
    }

    /// <summary>Copies the inputs of one sample in single precision. Allocates nothing.</summary>
    public void CopyPixels(int sample, Span<float> destination)
    {
        if (pixels.Length > 0) Bytes.Divide(Pixels(sample), float.CreateTruncating(divisor), destination);
        else Rounding.Copy<T, float>(encoded.AsSpan(sample * InputWidth, InputWidth), destination);
    }

    /// <summary>Fetches the inputs of samples that are copied next into the cache: in random order they are never there.</summary>
    public void Prefetch(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if (pixels.Length > 0) Cache.Prefetch(in Pixels(row)[0], InputWidth);
            else Cache.Prefetch(in encoded[row * InputWidth], InputWidth);
        }
    }

    /// <summary>Copies the targets of chosen samples: 0 or 1, one-hot, or standardized numbers. Allocates nothing.</summary>
    /// <param name="rows">Which samples.</param>
    /// <param name="destination">[rows, targets].</param>
    public void CopyTargets(ReadOnlySpan<int> rows, Span<T> destination)
    {
        Span<T> targets = destination[..(rows.Length * TargetWidth)];
        if (classes.Length > 0 && TargetWidth > 1) targets.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            if (classes.Length == 0) values.AsSpan(row * TargetWidth, TargetWidth).CopyTo(targets[(i * TargetWidth)..]);
            else if (TargetWidth == 1) targets[i] = T.CreateTruncating(classes[row]);
            else targets[i * TargetWidth + classes[row]] = T.One;
        }
    }

    private ReadOnlySpan<byte> Pixels(int row) => pixels.AsSpan((imageOf is null ? row : imageOf[row]) * InputWidth, InputWidth);

    private bool FindManyZeros()
    {
        const int tileCount = 64;
        var tile = new T[MatrixProduct.TileRows * InputWidth];
        Span<int> rows = stackalloc int[MatrixProduct.TileRows];
        long nonZero = 0;
        for (int i = 0; i < tileCount; i++)
        {
            for (int j = 0; j < rows.Length; j++) rows[j] = (int)((long)Count * ((j * tileCount) + i) / (tileCount * rows.Length));
            CopyInputs(rows, tile);
            for (int column = 0; column < InputWidth; column++)
            {
                for (int at = column; at < tile.Length; at += InputWidth)
                {
                    if (T.IsZero(tile[at])) continue;
                    nonZero++;
                    break;
                }
            }
        }

        return nonZero <= NonZeros.MostWorthListing * tileCount * InputWidth;
    }

    /// <summary>[count, targets] the numbers to predict, as the network should give them; empty for classes.</summary>
    public double[] RegressionTargets() => [.. values.Select(double.CreateTruncating)];
}

using System.Numerics;
using System.Runtime.InteropServices;
using Hillock.Data;
using Hillock.Distortions;
using Hillock.Kernels;
using Hillock.Tensors;

namespace Hillock.Training;

/// <summary>Varies the pictures of a batch, each thread those of its own rows. Allocates nothing.</summary>
internal sealed class Variation<T> : IPictures
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Augmenter augmenter;
    private readonly Samples<T> samples;
    private readonly float[][] rounded;
    private readonly T noClass;

    public Variation(Augmentation augmentation, Shape shape, Samples<T> samples, long seed, int threads)
    {
        this.samples = samples;
        augmenter = new Augmenter(augmentation, shape, this, seed, threads);
        rounded = [.. Enumerable.Range(0, threads).Select(_ => new float[typeof(T) == typeof(float) ? 0 : shape.Size])];

        // A picture that shows none of the classes teaches that all are as likely.
        noClass = T.One / T.CreateChecked(Math.Max(2, samples.TargetWidth));
    }

    public int Count => samples.Count;

    /// <summary>Varies pictures in place.</summary>
    /// <param name="thread">Whose memory is free to use.</param>
    /// <param name="epoch">The epoch, 0 for the first.</param>
    /// <param name="rows">Which samples they are.</param>
    /// <param name="inputs">[rows, inputs].</param>
    /// <param name="targets">[rows, outputs].</param>
    public void Apply(int thread, int epoch, ReadOnlySpan<int> rows, Span<T> inputs, Span<T> targets)
    {
        int width = samples.InputWidth;
        for (int i = 0; i < rows.Length; i++)
        {
            if (!Distort(thread, epoch, rows[i], inputs.Slice(i * width, width)))
                targets.Slice(i * samples.TargetWidth, samples.TargetWidth).Fill(noClass);
        }
    }

    public void Copy(int sample, Span<float> pixels) => samples.CopyPixels(sample, pixels);

    private bool Distort(int thread, int epoch, int sample, Span<T> picture)
    {
        if (typeof(T) == typeof(float)) return augmenter.Distort(thread, epoch, sample, MemoryMarshal.Cast<T, float>(picture));
        Span<float> single = rounded[thread];
        Rounding.Copy<T, float>(picture, single);
        bool isShown = augmenter.Distort(thread, epoch, sample, single);
        Rounding.Copy<float, T>(single, picture);
        return isShown;
    }
}

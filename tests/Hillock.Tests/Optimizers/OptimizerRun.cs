using System.Numerics;
using Hillock.Kernels;
using Hillock.Optimizers;

namespace Hillock.Tests.Optimizers;

/// <summary>Weights, slots and scalars of an optimizer at work.</summary>
internal sealed class OptimizerRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OptimizerKernel<T> kernel;
    private readonly double rate;
    private readonly double[] scalars;
    private readonly T[][] slots = [[], [], []];
    private long steps;

    public OptimizerRun(GradientOptimizer optimizer, T[] start)
    {
        kernel = optimizer.Kernel<T>();
        rate = optimizer.LearningRate;
        scalars = new double[optimizer.Scalars];
        Weights = [.. start];
        for (int slot = 0; slot < optimizer.Slots; slot++)
        {
            slots[slot] = new T[start.Length];
            slots[slot].AsSpan().Fill(T.CreateChecked(optimizer.InitialValue(slot)));
        }
    }

    public T[] Weights { get; }

    public IEnumerable<T> Everything => Weights.Concat(slots.SelectMany(slot => slot));

    /// <summary>One step, the range cut at the given places.</summary>
    public void Step(T[] gradient, bool decays = true, int? width = null, params ReadOnlySpan<int> cuts)
    {
        kernel.BeginStep(++steps, rate, scalars);
        int from = 0;
        foreach (int cut in cuts)
        {
            Update(gradient, from, cut, decays, width ?? Simd.Width);
            from = cut;
        }

        Update(gradient, from, Weights.Length, decays, width ?? Simd.Width);
    }

    private void Update(T[] gradient, int from, int to, bool decays, int width)
    {
        kernel.Update(
            Weights.AsSpan(from..to), gradient.AsSpan(from..to), Part(0, from, to), Part(1, from, to), Part(2, from, to), decays, width);
    }

    private Span<T> Part(int slot, int from, int to) => slots[slot].Length == 0 ? [] : slots[slot].AsSpan(from..to);
}

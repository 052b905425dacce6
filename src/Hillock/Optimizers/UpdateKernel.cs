using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hillock.Kernels;

namespace Hillock.Optimizers;

/// <summary>Applies a rule to every weight in one pass over memory.</summary>
/// <remarks>The tail goes through the same vector code in small padded buffers, so that an element's bits do not depend on its place.</remarks>
internal sealed class UpdateKernel<T, TRule>(TRule rule, double weightDecay) : OptimizerKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule<T>
{
    private TRule rule = rule;
    private T decay; // −ηλ

    public override void BeginStep(long step, double rate, Span<double> scalars)
    {
        TRule next = rule;
        next.BeginStep(step, rate, scalars);
        rule = next;
        decay = T.CreateTruncating(-rate * weightDecay);
    }

    public override void Update(
        Span<T> w, ReadOnlySpan<T> g, Span<T> slot0, Span<T> slot1, Span<T> slot2, bool decays, int width)
    {
        T lambda = decays ? decay : T.Zero;
        if (width == 512) Update<Simd512<T>>(rule, lambda, w, g, slot0, slot1, slot2);
        else if (width == 256) Update<Simd256<T>>(rule, lambda, w, g, slot0, slot1, slot2);
        else Update<Simd128<T>>(rule, lambda, w, g, slot0, slot1, slot2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Update<V>(TRule rule, T lambda, Span<T> w, ReadOnlySpan<T> g, Span<T> slot0, Span<T> slot1, Span<T> slot2)
        where V : struct, ISimd<V, T>
    {
        int n = w.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(g.Length, n);
        if (TRule.Slots > 0) ArgumentOutOfRangeException.ThrowIfLessThan(slot0.Length, n);
        if (TRule.Slots > 1) ArgumentOutOfRangeException.ThrowIfLessThan(slot1.Length, n);
        if (TRule.Slots > 2) ArgumentOutOfRangeException.ThrowIfLessThan(slot2.Length, n);

        nint whole = n - (n % V.Count);
        Run<V>(
            rule, lambda, whole, ref MemoryMarshal.GetReference(w), ref MemoryMarshal.GetReference(g),
            ref MemoryMarshal.GetReference(slot0), ref MemoryMarshal.GetReference(slot1), ref MemoryMarshal.GetReference(slot2));
        if (whole == n) return;

        int start = (int)whole;
        Elementwise.Tail<T> tailW = default, tailG = default, tail0 = default, tail1 = default, tail2 = default;
        w[start..].CopyTo(tailW);
        g[start..n].CopyTo(tailG);
        if (TRule.Slots > 0) slot0[start..n].CopyTo(tail0);
        if (TRule.Slots > 1) slot1[start..n].CopyTo(tail1);
        if (TRule.Slots > 2) slot2[start..n].CopyTo(tail2);
        Run<V>(rule, lambda, V.Count, ref tailW.First, ref tailG.First, ref tail0.First, ref tail1.First, ref tail2.First);
        tailW[..(n - start)].CopyTo(w[start..]);
        if (TRule.Slots > 0) tail0[..(n - start)].CopyTo(slot0[start..]);
        if (TRule.Slots > 1) tail1[..(n - start)].CopyTo(slot1[start..]);
        if (TRule.Slots > 2) tail2[..(n - start)].CopyTo(slot2[start..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V>(TRule rule, T lambda, nint count, ref T w, ref T g, ref T slot0, ref T slot1, ref T slot2)
        where V : struct, ISimd<V, T>
    {
        for (nint i = 0; i < count; i += V.Count)
        {
            V weight = V.Load(ref w, i);
            V a = default, b = default, c = default;
            if (TRule.Slots > 0) a = V.Load(ref slot0, i);
            if (TRule.Slots > 1) b = V.Load(ref slot1, i);
            if (TRule.Slots > 2) c = V.Load(ref slot2, i);

            // Not (1 − ηλ)·w: a small ηλ would be rounded away in the factor.
            weight = V.MultiplyAdd(weight, V.Broadcast(lambda), weight);
            rule.Invoke(ref weight, V.Load(ref g, i), ref a, ref b, ref c);

            weight.Store(ref w, i);
            if (TRule.Slots > 0) a.Store(ref slot0, i);
            if (TRule.Slots > 1) b.Store(ref slot1, i);
            if (TRule.Slots > 2) c.Store(ref slot2, i);
        }
    }
}

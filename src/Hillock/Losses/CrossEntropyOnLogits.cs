using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;

namespace Hillock.Losses;

/// <summary>Softmax and cross-entropy in one: ℓ = ln(Σⱼ e^(zⱼ−m))·Σt − Σₖ tₖ(zₖ − m) with m = max z;  ∂ℓ/∂z = p·Σt − t.</summary>
/// <remarks>The targets are smoothed first. A class without target costs nothing even where its logit is −∞.</remarks>
internal sealed class CrossEntropyOnLogits<V, T>(double labelSmoothing) : LossKernel<T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Evaluate(
        ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, ReadOnlySpan<T> scale, Span<double> losses, Span<T> gradient, int width)
    {
        var smoothed = new SmoothedTarget<T>(labelSmoothing, width);
        for (int row = 0; row < losses.Length; row++)
        {
            ReadOnlySpan<T> z = prediction.Slice(row * width, width);
            ReadOnlySpan<T> t = target.Slice(row * width, width);
            Span<T> dz = gradient.IsEmpty ? [] : gradient.Slice(row * width, width);

            T max = RowMath.Max<V, T>(z);
            T mass = RowMath.Sum<V, T, Mass>(new Mass(smoothed), t, t);
            T score = RowMath.Sum<V, T, Score>(new Score(smoothed, max), z, t);
            T sum = RowMath.SumOfExponentials<V, T>(z, max, dz); // dz now holds e^(z−m)

            losses[row] = (SimdMath.Log(double.CreateTruncating(sum)) * double.CreateTruncating(mass)) - double.CreateTruncating(score);
            if (!gradient.IsEmpty)
                Elementwise.Map<V, T, Gradient>(new Gradient(smoothed, scale[row] * mass / sum, scale[row]), dz, t, dz);
        }
    }

    private readonly struct Mass(SmoothedTarget<T> smoothed) : IBinaryOperator<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Invoke<W>(W t, W same)
            where W : struct, ISimd<W, T> => smoothed.Of(t);
    }

    private readonly struct Score(SmoothedTarget<T> smoothed, T max) : IBinaryOperator<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Invoke<W>(W z, W t)
            where W : struct, ISimd<W, T>
        {
            W share = smoothed.Of(t);
            W none = W.Constant(0);
            return W.Select(W.EqualTo(share, none), none, share * (z - W.Broadcast(max)));
        }
    }

    private readonly struct Gradient(SmoothedTarget<T> smoothed, T toProbability, T scale) : IBinaryOperator<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Invoke<W>(W e, W t)
            where W : struct, ISimd<W, T> =>
            W.MultiplyAdd(e, W.Broadcast(toProbability), -(smoothed.Of(t) * W.Broadcast(scale)));
    }
}

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
    private const int Piece = 256;

    public override void Evaluate(
        ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, ReadOnlySpan<T> scale, Span<double> losses, Span<T> gradient, int width)
    {
        var smoothed = new SmoothedTarget<T>(labelSmoothing, width);
        bool narrow = width <= RowMath.Narrow;
        int rowsAtOnce = narrow ? Piece / width : 1;
        for (int row = 0; row < losses.Length; row += rowsAtOnce)
        {
            int rows = Math.Min(rowsAtOnce, losses.Length - row), start = row * width, count = rows * width;
            ReadOnlySpan<T> z = prediction.Slice(start, count), t = target.Slice(start, count);
            Span<T> dz = gradient.IsEmpty ? [] : gradient.Slice(start, count);
            if (narrow) EvaluateNarrow(smoothed, z, t, scale.Slice(row, rows), losses.Slice(row, rows), dz, width);
            else losses[row] = EvaluateWide(smoothed, z, t, scale[row], dz);
        }
    }

    /// <summary>Many short rows, up to <see cref="Piece"/> elements: the functions of all rows together, the sums row by row.</summary>
    private static void EvaluateNarrow(
        SmoothedTarget<T> smoothed,
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        ReadOnlySpan<T> scale,
        Span<double> losses,
        Span<T> gradient,
        int width)
    {
        Span<T> scores = (stackalloc T[Piece])[..prediction.Length];
        Span<T> exponentials = (stackalloc T[Piece])[..prediction.Length];
        Span<double> logarithms = (stackalloc double[Piece])[..losses.Length];
        RowMath.ShiftNarrowRows(prediction, scores, width);
        Elementwise.Map<V, T, Exponential<T>>(default, scores, exponentials);
        Elementwise.Map<V, T, Score>(new Score(smoothed, T.Zero), scores, target, scores);
        for (int row = 0; row < losses.Length; row++)
            losses[row] = double.CreateTruncating(RowMath.Sum<V, T>(exponentials.Slice(row * width, width)));
        Elementwise.Map(default(Logarithm<double>), losses, logarithms);

        for (int row = 0; row < losses.Length; row++)
        {
            ReadOnlySpan<T> t = target.Slice(row * width, width), e = exponentials.Slice(row * width, width);
            T sum = T.CreateTruncating(losses[row]), mass = smoothed.SumOf(RowMath.Sum<V, T>(t));
            double score = double.CreateTruncating(RowMath.Sum<V, T>(scores.Slice(row * width, width)));
            losses[row] = (logarithms[row] * double.CreateTruncating(mass)) - score;
            if (gradient.IsEmpty) continue;

            Span<T> dz = gradient.Slice(row * width, width);
            T toProbability = scale[row] * mass / sum;
            for (int i = 0; i < dz.Length; i++) dz[i] = (e[i] * toProbability) - (smoothed.Of(t[i]) * scale[row]);
        }
    }

    private static double EvaluateWide(SmoothedTarget<T> smoothed, ReadOnlySpan<T> z, ReadOnlySpan<T> t, T scale, Span<T> dz)
    {
        T max = RowMath.Max<V, T>(z);
        T mass = smoothed.SumOf(RowMath.Sum<V, T>(t));
        T score = RowMath.Sum<V, T, Score>(new Score(smoothed, max), z, t);
        T sum = RowMath.SumOfExponentials<V, T>(z, max, dz); // dz now holds e^(z−m)
        if (!dz.IsEmpty) Elementwise.Map<V, T, Gradient>(new Gradient(smoothed, scale * mass / sum, scale), dz, t, dz);
        return (SimdMath.Log(double.CreateTruncating(sum)) * double.CreateTruncating(mass)) - double.CreateTruncating(score);
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

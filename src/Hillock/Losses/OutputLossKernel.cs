using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;

namespace Hillock.Losses;

/// <summary>What one output adds to a sample's loss, and the derivative of that with respect to the prediction.</summary>
internal interface IOutputLoss<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether the sample's loss is the mean over its outputs; otherwise it is their sum.</summary>
    static abstract bool IsMeanOverOutputs { get; }

    V Value<V>(V p, V t)
        where V : struct, ISimd<V, T>;

    V Derivative<V>(V p, V t)
        where V : struct, ISimd<V, T>;
}

/// <summary>A loss that is the sum or the mean of a function over the outputs.</summary>
internal sealed class OutputLossKernel<V, T, TFunction>(TFunction function) : LossKernel<T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, IOutputLoss<T>
{
    // Values are mapped in pieces that stay in the nearest cache: many short rows together, a long row bit by bit.
    private const int Piece = 256;

    public override void Evaluate(
        ReadOnlySpan<T> prediction, ReadOnlySpan<T> target, ReadOnlySpan<T> scale, Span<double> losses, Span<T> gradient, int width) =>
        Evaluate(function, prediction, target, scale, losses, gradient, width);

    public static void Evaluate(
        TFunction function,
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        ReadOnlySpan<T> scale,
        Span<double> losses,
        Span<T> gradient,
        int width)
    {
        double share = TFunction.IsMeanOverOutputs ? 1.0 / width : 1;
        Span<T> values = stackalloc T[Piece];
        losses.Clear();
        int count;
        for (int start = 0; start < prediction.Length; start += count)
        {
            int row = start / width;
            count = width <= Piece
                ? Math.Min(Piece / width * width, prediction.Length - start)
                : Math.Min(Piece, ((row + 1) * width) - start);
            Elementwise.Map<V, T, ValueOf>(new ValueOf(function), prediction.Slice(start, count), target.Slice(start, count), values);
            for (int i = 0; i < count; i += width, row++)
            {
                T sum = RowMath.Sum<V, T>(values[i..Math.Min(i + width, count)]);
                losses[row] += share * double.CreateTruncating(sum);
            }
        }

        if (gradient.IsEmpty) return;
        Elementwise.Map<V, T, DerivativeOf>(new DerivativeOf(function), prediction, target, gradient);
        T factor = T.CreateTruncating(share);
        for (int row = 0; row < losses.Length; row++)
            RowMath.Multiply<V, T>(gradient.Slice(row * width, width), scale[row] * factor);
    }

    private readonly struct ValueOf(TFunction function) : IBinaryOperator<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Invoke<W>(W p, W t)
            where W : struct, ISimd<W, T> => function.Value(p, t);
    }

    private readonly struct DerivativeOf(TFunction function) : IBinaryOperator<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public W Invoke<W>(W p, W t)
            where W : struct, ISimd<W, T> => function.Derivative(p, t);
    }
}

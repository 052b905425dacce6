using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>The logarithm of softmax over a row, aᵢ = zᵢ − ln Σⱼ e^zⱼ.</summary>
/// <remarks>
/// The row's largest z is taken off first, which changes nothing but avoids overflow. ∂aᵢ/∂zⱼ = δᵢⱼ − e^aⱼ, hence
/// dzᵢ = daᵢ − e^aᵢ·Σⱼ daⱼ: backward needs the output only.
/// </remarks>
public sealed record LogSoftmax : Activation
{
    /// <inheritdoc/>
    public override string Name => "log_softmax";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, LogSoftmax>("log_softmax", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(double.NegativeInfinity, 0);

    /// <inheritdoc/>
    public override bool IsScalar => false;

    internal override ActivationKernel<T> Kernel<V, T>() => new Rows<V, T>();

    private sealed class Rows<V, T> : ActivationKernel<T>
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override bool BackwardNeedsInput => false;

        public override void Forward(ReadOnlySpan<T> z, Span<T> a, int width)
        {
            for (int start = 0; start < z.Length; start += width)
            {
                ReadOnlySpan<T> input = z.Slice(start, width);
                T max = RowMath.Max<V, T>(input);
                T sum = RowMath.SumOfExponentials<V, T>(input, max, []);
                T logarithm = T.CreateTruncating(SimdMath.Log(double.CreateTruncating(sum)));
                Elementwise.Map<V, T, Shifted>(new Shifted(max, logarithm), input, a.Slice(start, width));
            }
        }

        public override void Backward(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz, int width)
        {
            for (int start = 0; start < a.Length; start += width)
            {
                ReadOnlySpan<T> upstream = da.Slice(start, width);
                T sum = RowMath.Sum<V, T>(upstream);
                Elementwise.Map<V, T, Centered>(new Centered(sum), a.Slice(start, width), upstream, dz.Slice(start, width));
            }
        }

        private readonly struct Shifted(T max, T logarithm) : IUnaryOperator<T>
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public W Invoke<W>(W z)
                where W : struct, ISimd<W, T> => z - W.Broadcast(max) - W.Broadcast(logarithm);
        }

        private readonly struct Centered(T sum) : IBinaryOperator<T>
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public W Invoke<W>(W a, W da)
                where W : struct, ISimd<W, T> => W.MultiplyAdd(-SimdMath.Exp<W, T>(a), W.Broadcast(sum), da);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Softmax over a row, aᵢ = e^zᵢ / Σⱼ e^zⱼ: outputs are positive and sum to 1.</summary>
/// <remarks>
/// The row's largest z is taken off first, which changes nothing but avoids overflow. ∂aᵢ/∂zⱼ = aᵢ(δᵢⱼ − aⱼ), hence
/// dzᵢ = aᵢ(daᵢ − Σⱼ aⱼ·daⱼ): backward needs the output only.
/// </remarks>
public sealed record Softmax : Activation
{
    /// <inheritdoc/>
    public override string Name => "softmax";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Softmax>("softmax", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(0, 1);

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
            bool narrow = width <= RowMath.Narrow;
            if (narrow)
            {
                // The exponentials of all rows together: no register is left half empty but the last.
                RowMath.ShiftNarrowRows(z, a, width);
                Elementwise.Map<V, T, Exponential<T>>(default, a[..z.Length], a);
            }

            for (int start = 0; start < z.Length; start += width)
            {
                ReadOnlySpan<T> input = z.Slice(start, width);
                Span<T> output = a.Slice(start, width);
                T sum = narrow
                    ? RowMath.Sum<V, T>(output)
                    : RowMath.SumOfExponentials<V, T>(input, RowMath.Max<V, T>(input), output);
                RowMath.Multiply<V, T>(output, T.One / sum);
            }
        }

        public override void Backward(ReadOnlySpan<T> z, ReadOnlySpan<T> a, ReadOnlySpan<T> da, Span<T> dz, int width)
        {
            for (int start = 0; start < a.Length; start += width)
            {
                ReadOnlySpan<T> output = a.Slice(start, width);
                ReadOnlySpan<T> upstream = da.Slice(start, width);
                T mean = RowMath.Dot<V, T>(output, upstream);
                Elementwise.Map<V, T, Centered>(new Centered(mean), output, upstream, dz.Slice(start, width));
            }
        }

        private readonly struct Centered(T mean) : IBinaryOperator<T>
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public W Invoke<W>(W a, W da)
                where W : struct, ISimd<W, T> => a * (da - W.Broadcast(mean));
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Logarithm of the hyperbolic cosine of the errors averaged over the outputs, ℓ = (1/K) Σₖ ln cosh(pₖ − tₖ).</summary>
/// <remarks>About d²/2 for small errors d and |d| − ln 2 for large ones; ∂ℓ/∂pₖ = tanh(pₖ − tₖ)/K.</remarks>
public sealed record LogCosh : Loss
{
    /// <inheritdoc/>
    public override string Name => "log_cosh";

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, LogCosh>("log_cosh", new(), []);

    private protected override LossKernel<T> OnOutputs<V, T>() => new OutputLossKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T>
        {
            // cosh d = 1 + 2 sinh²(d/2) = 1 + m²/(2(m + 1)) with m = eᵈ − 1: no digits are lost near 0. Far out m² would overflow.
            V distance = V.Abs(p - t);
            V farthest = V.Constant(20);
            V m = SimdMath.Expm1<V, T>(V.Min(distance, farthest));
            V near = SimdMath.Log1p<V, T>(m * m / (m + m + V.Constant(2)));
            return V.Select(V.LessThan(farthest, distance), distance - V.Constant(0.6931471805599453), near);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => SimdMath.Tanh<V, T>(p - t);
    }
}

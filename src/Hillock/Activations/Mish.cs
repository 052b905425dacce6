using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Mish (Misra 2019), a = z·tanh(ln(1 + eᶻ)).</summary>
/// <remarks>
/// With w = eᶻ and n = w(w + 2) the factor is rational, tanh(ln(1 + w)) = n / (n + 2), hence da/dz = n/(n + 2) + z·4w(w + 1)/(n + 2)².
/// Range [−0.3088, ∞); backward needs the input.
/// </remarks>
public sealed record Mish : Activation
{
    /// <inheritdoc/>
    public override string Name => "mish";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Mish>("mish", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(-0.3088434, double.PositiveInfinity, MinimumIsReached: true);

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T>
        {
            V w = Exponential(z);
            V n = w * (w + V.Constant(2));
            return z * (n / (n + V.Constant(2)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T>
        {
            V w = Exponential(z);
            V n = w * (w + V.Constant(2));
            V reciprocal = V.Constant(1) / (n + V.Constant(2));
            V slope = V.Constant(4) * w * (w + V.Constant(1)) * reciprocal * reciprocal;
            return V.MultiplyAdd(z, slope, n * reciprocal);
        }

        // From z = 20 on the factor is 1 in both precisions; w² must not overflow.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Exponential<V>(V z)
            where V : struct, ISimd<V, T> => SimdMath.Exp<V, T>(V.Min(z, V.Constant(20)));
    }
}

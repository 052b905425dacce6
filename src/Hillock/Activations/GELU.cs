using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Gaussian error linear unit (Hendrycks &amp; Gimpel 2016) in the erf form, a = z·Φ(z).</summary>
/// <remarks>
/// Φ(z) = ½(1 + erf(z/√2)) is the standard normal distribution.
/// Range [−0.17, ∞), da/dz = Φ(z) + z·φ(z) with the normal density φ: backward needs the input.
/// </remarks>
public sealed record GELU : Activation
{
    /// <inheritdoc/>
    public override string Name => "gelu";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, GELU>("gelu", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(-0.1699712, double.PositiveInfinity, MinimumIsReached: true);

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => z * SimdMath.NormalCumulative<V, T>(z, out _);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T>
        {
            V cumulative = SimdMath.NormalCumulative<V, T>(z, out V density);
            return V.MultiplyAdd(z, density, cumulative);
        }
    }
}

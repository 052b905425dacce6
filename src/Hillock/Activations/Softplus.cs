using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Softplus, a = ln(1 + eᶻ): a smooth rectifier.</summary>
/// <remarks>Range (0, ∞), computed as max(z, 0) + ln(1 + e^−|z|). da/dz = σ(z) = 1 − e⁻ᵃ: backward needs the output only.</remarks>
public sealed record Softplus : Activation
{
    /// <inheritdoc/>
    public override string Name => "softplus";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Softplus>("softplus", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(0, double.PositiveInfinity);

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => V.Max(z, V.Constant(0)) + SimdMath.Log1p<V, T>(SimdMath.Exp<V, T>(-V.Abs(z)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> => -SimdMath.Expm1<V, T>(-a);
    }
}

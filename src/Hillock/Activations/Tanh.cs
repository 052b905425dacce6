using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Hyperbolic tangent, a = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ).</summary>
/// <remarks>Range (−1, 1), saturates on both sides, da/dz = 1 − a²: backward needs the output only.</remarks>
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    public override string Name => "tanh";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Tanh>("tanh", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(-1, 1);

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => SimdMath.Tanh<V, T>(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> => V.MultiplyAdd(-a, a, V.Constant(1));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Logistic sigmoid, a = 1 / (1 + e⁻ᶻ).</summary>
/// <remarks>Range (0, 1), saturates on both sides, da/dz = a(1 − a): backward needs the output only.</remarks>
public sealed record Sigmoid : Activation
{
    /// <inheritdoc/>
    public override string Name => "sigmoid";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Sigmoid>("sigmoid", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(0, 1);

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => SimdMath.Sigmoid<V, T>(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> => a * (V.Constant(1) - a);
    }
}

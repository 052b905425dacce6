using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Sigmoid linear unit, also called swish: a = z·σ(z) with the logistic sigmoid σ.</summary>
/// <remarks>Range [−0.2785, ∞), da/dz = σ(z)·(1 + z·(1 − σ(z))): backward needs the input.</remarks>
public sealed record SiLU : Activation
{
    /// <inheritdoc/>
    public override string Name => "silu";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, SiLU>("silu", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(-0.2784646, double.PositiveInfinity, MinimumIsReached: true);

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => z * SimdMath.Sigmoid<V, T>(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T>
        {
            V sigmoid = SimdMath.Sigmoid<V, T>(z);
            return V.MultiplyAdd(sigmoid * z, V.Constant(1) - sigmoid, sigmoid);
        }
    }
}

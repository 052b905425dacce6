using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Exponential, a = eᶻ.</summary>
/// <remarks>Range (0, ∞), for outputs that are rates. da/dz = a: backward needs the output only.</remarks>
public sealed record Exponential : Activation
{
    /// <inheritdoc/>
    public override string Name => "exponential";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Exponential>("exponential", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(0, double.PositiveInfinity);

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => SimdMath.Exp<V, T>(z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> => a;
    }
}

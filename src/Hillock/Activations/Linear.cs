using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Identity, a = z.</summary>
/// <remarks>Range (−∞, ∞), da/dz = 1.</remarks>
public sealed record Linear : Activation
{
    /// <inheritdoc/>
    public override string Name => "linear";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Linear>("linear", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => OutputRange.Everything;

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => z;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> => V.Constant(1);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Softsign, a = z / (1 + |z|).</summary>
/// <remarks>Range (−1, 1), saturates slowly on both sides, da/dz = (1 − |a|)²: backward needs the output only.</remarks>
public sealed record Softsign : Activation
{
    /// <inheritdoc/>
    public override string Name => "softsign";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Softsign>("softsign", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(-1, 1);

    internal override IReadOnlyList<double> Kinks => [0];

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => z / (V.Constant(1) + V.Abs(z));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T>
        {
            V rest = V.Constant(1) - V.Abs(a);
            return rest * rest;
        }
    }
}

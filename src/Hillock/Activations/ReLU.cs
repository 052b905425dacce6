using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Rectified linear unit, a = max(z, 0).</summary>
/// <remarks>Range [0, ∞), da/dz = 1 where z &gt; 0, else 0 (also at the kink): backward needs the output only.</remarks>
public sealed record ReLU : Activation
{
    /// <inheritdoc/>
    public override string Name => "relu";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, ReLU>("relu", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(0, double.PositiveInfinity, MinimumIsReached: true);

    internal override IReadOnlyList<double> Kinks => [0];

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => V.Select(V.LessThanOrEqual(z, V.Constant(0)), V.Constant(0), z);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> => V.Select(V.LessThan(V.Constant(0), a), V.Constant(1), V.Constant(0));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Hard tanh, a = z cut off at −1 and 1.</summary>
/// <remarks>Range [−1, 1], da/dz = 1 between the kinks at ±1, 0 at and beyond them: backward needs the output only.</remarks>
public sealed record HardTanh : Activation
{
    /// <inheritdoc/>
    public override string Name => "hard_tanh";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, HardTanh>("hard_tanh", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(-1, 1, MinimumIsReached: true, MaximumIsReached: true);

    internal override IReadOnlyList<double> Kinks => [-1, 1];

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => V.Max(V.Min(z, V.Constant(1)), V.Constant(-1));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> => V.Select(V.LessThan(V.Abs(a), V.Constant(1)), V.Constant(1), V.Constant(0));
    }
}

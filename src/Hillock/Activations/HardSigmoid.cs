using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Hard sigmoid, a = (z + 3) / 6 cut off at 0 and 1.</summary>
/// <remarks>Range [0, 1], da/dz = 1/6 between the kinks at ±3, 0 at and beyond them: backward needs the output only.</remarks>
public sealed record HardSigmoid : Activation
{
    /// <inheritdoc/>
    public override string Name => "hard_sigmoid";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, HardSigmoid>("hard_sigmoid", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(0, 1, MinimumIsReached: true, MaximumIsReached: true);

    internal override IReadOnlyList<double> Kinks => [-3, 3];

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // PyTorch rounds this slope to single precision even in double; its numbers are the reference, and 3e-8 harms no gradient.
        private const double Sixth = 1f / 6;

        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> => V.Max(V.Min((z + V.Constant(3)) / V.Constant(6), V.Constant(1)), V.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T>
        {
            V inside = V.Select(V.LessThan(a, V.Constant(1)), V.Constant(Sixth), V.Constant(0));
            return V.Select(V.LessThan(V.Constant(0), a), inside, V.Constant(0));
        }
    }
}

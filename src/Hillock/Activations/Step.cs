using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Threshold unit (McCulloch &amp; Pitts 1943), a = 1 where z ≥ threshold, else 0.</summary>
/// <remarks>
/// Outputs 0 and 1; da/dz = 0 everywhere, so gradients do not pass: for networks built by hand and for the perceptron rule.
/// </remarks>
public sealed record Step : Activation
{
    /// <summary>Creates the activation.</summary>
    public Step(double threshold = 0) => Threshold = threshold;

    /// <summary>The smallest z that switches the unit on.</summary>
    public double Threshold { get; init => field = Require.Finite(value, "threshold of step"); }

    /// <inheritdoc/>
    public override string Name => "step";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, Step>(
        "step", new(), [new("threshold", self => self.Threshold, (self, value) => self with { Threshold = value })]);

    /// <inheritdoc/>
    public override OutputRange Range => new(0, 1, MinimumIsReached: true, MaximumIsReached: true);

    internal override IReadOnlyList<double> Kinks => [Threshold];

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(new(T.CreateTruncating(Threshold)));

    private readonly struct Function<T>(T threshold) : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> =>
            V.Select(V.LessThanOrEqual(V.Broadcast(threshold), z), V.Constant(1), V.Constant(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> =>
            V.Constant(0);
    }
}

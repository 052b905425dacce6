using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Leaky rectified linear unit, a = z where z &gt; 0, else slope·z.</summary>
/// <remarks>
/// Range (−∞, ∞), da/dz = 1 where z &gt; 0, else slope (also at the kink): backward needs the output only, as its sign is that of z.
/// </remarks>
public sealed record LeakyReLU : Activation
{
    /// <summary>Creates the activation.</summary>
    public LeakyReLU(double slope = 0.01) => Slope = slope;

    /// <summary>The slope left of 0, at least 0.</summary>
    public double Slope { get; init => field = Require.NotNegative(value, "slope of leaky_relu"); }

    /// <inheritdoc/>
    public override string Name => "leaky_relu";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, LeakyReLU>(
        "leaky_relu", new(), [new("slope", self => self.Slope, (self, value) => self with { Slope = value })]);

    /// <inheritdoc/>
    public override OutputRange Range => Slope == 0 ? new(0, double.PositiveInfinity, MinimumIsReached: true) : OutputRange.Everything;

    internal override IReadOnlyList<double> Kinks => [0];

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(new(T.CreateTruncating(Slope)));

    private readonly struct Function<T>(T slope) : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> =>
            V.Select(V.LessThan(V.Constant(0), z), z, z * V.Broadcast(slope));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> =>
            V.Select(V.LessThan(V.Constant(0), a), V.Constant(1), V.Broadcast(slope));
    }
}

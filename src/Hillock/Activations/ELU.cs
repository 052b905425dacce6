using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Exponential linear unit, a = z where z &gt; 0, else alpha·(eᶻ − 1).</summary>
/// <remarks>Range (−alpha, ∞), da/dz = 1 where z &gt; 0, else alpha·eᶻ = a + alpha: backward needs the output only.</remarks>
public sealed record ELU : Activation
{
    /// <summary>Creates the activation.</summary>
    public ELU(double alpha = 1) => Alpha = alpha;

    /// <summary>What the output tends to on the left, negated; at least 0.</summary>
    public double Alpha { get; init => field = Require.NotNegative(value, "alpha of elu"); }

    /// <inheritdoc/>
    public override string Name => "elu";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, ELU>(
        "elu", new(), [new("alpha", self => self.Alpha, (self, value) => self with { Alpha = value })]);

    /// <inheritdoc/>
    public override OutputRange Range => new(-Alpha, double.PositiveInfinity, MinimumIsReached: Alpha == 0);

    internal override IReadOnlyList<double> Kinks => [0];

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(new(T.CreateTruncating(Alpha)));

    private readonly struct Function<T>(T alpha) : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> =>
            V.Select(V.LessThan(V.Constant(0), z), z, V.Broadcast(alpha) * SimdMath.Expm1<V, T>(z));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> =>
            V.Select(V.LessThan(V.Constant(0), a), V.Constant(1), a + V.Broadcast(alpha));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>Scaled exponential linear unit (Klambauer et al. 2017), a = λz where z &gt; 0, else λα·(eᶻ − 1).</summary>
/// <remarks>
/// λ = 1.0507… and α = 1.6733… are those for which outputs of mean 0 and variance 1 keep both from layer to layer. Range (−1.7581, ∞),
/// da/dz = λ where z &gt; 0, else λα·eᶻ = a + λα: backward needs the output only.
/// </remarks>
public sealed record SELU : Activation
{
    private const double Lambda = 1.0507009873554804934193349852946;
    private const double Alpha = 1.6732632423543772848170429916717;

    /// <inheritdoc/>
    public override string Name => "selu";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, SELU>("selu", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(-Lambda * Alpha, double.PositiveInfinity);

    internal override IReadOnlyList<double> Kinks => [0];

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool DerivativeNeedsInput => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> =>
            V.Select(V.LessThan(V.Constant(0), z), V.Constant(Lambda) * z, V.Constant(Lambda * Alpha) * SimdMath.Expm1<V, T>(z));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T> =>
            V.Select(V.LessThan(V.Constant(0), a), V.Constant(Lambda), a + V.Constant(Lambda * Alpha));
    }
}

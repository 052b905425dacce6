using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Activations;

/// <summary>GELU in the tanh form, a = ½z·(1 + tanh(√(2/π)·(z + 0.044715z³))): close to <see cref="GELU"/>, the one of GPT-2.</summary>
/// <remarks>
/// As ½(1 + tanh u) = σ(2u), a = z·σ(v) with v = √(8/π)·(z + 0.044715z³): no digits are lost in the left tail. Range [−0.17, ∞),
/// da/dz = σ(v) + z·σ(v)·(1 − σ(v))·dv/dz: backward needs the input.
/// </remarks>
public sealed record GELUTanh : Activation
{
    /// <inheritdoc/>
    public override string Name => "gelu_tanh";

    internal static Entry<Activation> Entry { get; } = new Entry<Activation, GELUTanh>("gelu_tanh", new(), []);

    /// <inheritdoc/>
    public override OutputRange Range => new(-0.1700406, double.PositiveInfinity, MinimumIsReached: true);

    internal override ActivationKernel<T> Kernel<V, T>() => new ScalarActivationKernel<V, T, Function<T>>(default);

    private readonly struct Function<T> : IScalarActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const double Linear = 1.5957691216057308; // √(8/π)
        private const double Cubic = 0.044715 * Linear;

        public static bool DerivativeNeedsInput => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V z)
            where V : struct, ISimd<V, T> =>
            z * SimdMath.Sigmoid<V, T>(z * V.MultiplyAdd(z * z, V.Constant(Cubic), V.Constant(Linear)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V z, V a)
            where V : struct, ISimd<V, T>
        {
            V sigmoid = SimdMath.Sigmoid<V, T>(z * V.MultiplyAdd(z * z, V.Constant(Cubic), V.Constant(Linear)));
            V slope = V.MultiplyAdd(z * z, V.Constant(3 * Cubic), V.Constant(Linear)); // dv/dz
            return V.MultiplyAdd(z * sigmoid * (V.Constant(1) - sigmoid), slope, sigmoid);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Losses;

/// <summary>Huber loss averaged over the outputs: with d = p − t, ½d² where |d| ≤ delta, else delta·(|d| − ½delta).</summary>
/// <remarks>Squares small errors and takes large ones as they are. ∂ℓ/∂pₖ = d cut off at ±delta, over K.</remarks>
public sealed record Huber : Loss
{
    /// <summary>Creates the loss.</summary>
    public Huber(double delta = 1) => Delta = delta;

    /// <summary>The error from which on the loss grows linearly.</summary>
    public double Delta { get; init => field = Require.Positive(value, "delta of huber"); }

    /// <inheritdoc/>
    public override string Name => "huber";

    internal override double KinkDistance(double p, double t) => Math.Abs(p - t) - Delta;

    internal static Entry<Loss> Entry { get; } = new Entry<Loss, Huber>(
        "huber", new(), [new("delta", self => self.Delta, (self, value) => self with { Delta = value })]);

    private protected override LossKernel<T> OnOutputs<V, T>() =>
        new OutputLossKernel<V, T, Function<T>>(new(T.CreateTruncating(Delta)));

    private readonly struct Function<T>(T delta) : IOutputLoss<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static bool IsMeanOverOutputs => true;

        // With c = d cut off at ±delta both cases are c·(d − ½c).
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V p, V t)
            where V : struct, ISimd<V, T>
        {
            V cut = Derivative(p, t);
            return cut * V.MultiplyAdd(cut, V.Constant(-0.5), p - t);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Derivative<V>(V p, V t)
            where V : struct, ISimd<V, T> => V.Max(V.Min(p - t, V.Broadcast(delta)), V.Broadcast(-delta));
    }
}

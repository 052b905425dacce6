using System.Numerics;
using Hillock.Kernels;
using Hillock.Tensors;

namespace Hillock.Training;

/// <summary>What is added to the loss for large weights: γ(w) = l1·Σ|w| + l2/2·Σw², over weights, not biases.</summary>
/// <remarks>Gradient l1·sign(w) + l2·w, with sign(0) = 0.</remarks>
internal readonly record struct Penalty(double L1, double L2)
{
    public bool IsNone => L1 == 0 && L2 == 0;

    /// <summary>γ(w), over the slices that are weights.</summary>
    public double Value<T>(ReadOnlySpan<T> parameters, IEnumerable<ParameterSlice> slices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (IsNone) return 0;
        double sum = 0;
        foreach (ParameterSlice slice in slices)
        {
            if (slice.Role != ParameterRole.Weight) continue;
            ReadOnlySpan<T> weights = slice.Of(parameters);
            sum += L2 / 2 * Reductions.SumOfSquares(weights);
            if (L1 == 0) continue;
            double absolute = 0;
            foreach (T weight in weights) absolute += Math.Abs(double.CreateTruncating(weight));
            sum += L1 * absolute;
        }

        return sum;
    }

    /// <summary>Adds ∂γ/∂w to the gradients of weights.</summary>
    public void AddGradient<T>(ReadOnlySpan<T> weights, Span<T> gradients)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Map(new AddPenalty<T>(T.CreateTruncating(L1), T.CreateTruncating(L2)), gradients, weights, gradients);

    private readonly struct AddPenalty<T>(T l1, T l2) : IBinaryOperator<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public V Invoke<V>(V gradient, V weight)
            where V : struct, ISimd<V, T>
        {
            V zero = V.Broadcast(T.Zero);
            V sign = V.Select(V.LessThan(zero, weight), V.Broadcast(l1), V.Select(V.LessThan(weight, zero), V.Broadcast(-l1), zero));
            return V.MultiplyAdd(V.Broadcast(l2), weight, gradient + sign);
        }
    }
}

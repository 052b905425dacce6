using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Training;

/// <summary>Keeps a step's gradient from being too long: each component to ±value, or the whole vector to a Euclidean norm.</summary>
internal static class GradientClipping
{
    /// <summary>Brings each component into [−value, value].</summary>
    public static void ToValue<T>(Span<T> gradients, double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Map(new ClampTo<T>(T.CreateTruncating(value)), gradients, gradients);

    /// <summary>The factor that brings a vector of this norm to at most <paramref name="maximum"/>: min(1, maximum / (norm + 10⁻⁶)), as PyTorch's.</summary>
    public static double Factor(double norm, double maximum) => Math.Min(1, maximum / (norm + 1e-6));

    /// <summary>g ← factor·g.</summary>
    public static void Scale<T>(Span<T> gradients, double factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise.Map(new ScaleBy<T>(T.CreateTruncating(factor)), gradients, gradients);
}

using Hillock.Tensors;

namespace Hillock.Data;

/// <summary>The pixels of an image, each divided by the same number and nothing else. In a table they are the columns p0, p1, ….</summary>
/// <param name="Shape">Channels × height × width.</param>
/// <param name="Divisor">255, or what the largest pixel is.</param>
public sealed record PixelInputs(Shape Shape, double Divisor)
{
    /// <summary>Channels × height × width.</summary>
    public Shape Shape { get; } = Shape.Rank == 3 ? Shape : throw new ArgumentException($"An image is channels × height × width, not {Shape}.");

    /// <summary>255, or what the largest pixel is.</summary>
    public double Divisor { get; } = Divisor > 0 && double.IsFinite(Divisor)
        ? Divisor
        : throw new ArgumentException($"Pixels are divided by a positive number, not {Divisor}.");

    /// <summary>The names of the pixels' columns: p0, p1, ….</summary>
    internal static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"p{i}")];
}

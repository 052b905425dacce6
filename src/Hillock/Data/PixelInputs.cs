using System.Collections;
using System.Globalization;
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
    internal static IReadOnlyList<string> Names(int count) => new PixelNames(count);

    /// <summary>The pixel of a name, −1 if it is none of them.</summary>
    internal static int IndexOf(string name, int count) =>
        name.StartsWith('p') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int pixel) && pixel < count && name == $"p{pixel}"
            ? pixel
            : -1;

    /// <summary>Names that are made when they are asked for: a file may claim an image of any size.</summary>
    private sealed class PixelNames(int count) : IReadOnlyList<string>
    {
        public int Count => count;

        public string this[int index] => index >= 0 && index < count ? $"p{index}" : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, count).Select(i => $"p{i}").GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

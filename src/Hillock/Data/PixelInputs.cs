using System.Collections;
using System.Globalization;
using Hillock.Tensors;

namespace Hillock.Data;

/// <summary>The pixels of an image, each divided by the same number and nothing else. In a table they are the columns p0, p1, ….</summary>
public sealed record PixelInputs
{
    internal PixelInputs(Shape shape, double divisor)
    {
        if (shape.Rank != 3) throw new ArgumentException($"An image is channels × height × width, not {shape}.");
        if (!(divisor > 0) || double.IsInfinity(divisor)) throw new ArgumentException($"Pixels are divided by a positive number, not {divisor}.");
        (Shape, Divisor) = (shape, divisor);
    }

    /// <summary>Channels × height × width.</summary>
    public Shape Shape { get; }

    /// <summary>255, or what the largest pixel is.</summary>
    public double Divisor { get; }

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

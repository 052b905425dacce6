using Hillock.Models;

namespace Hillock.Lessons.Blocks;

/// <summary>A rectangle of the plane, dark where a value is 1 and light where it is 0.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="Box">Its edges.</param>
/// <param name="Values">[rows][columns] from the top left on.</param>
public sealed record PlaneMap(string Title, (double Left, double Right, double Bottom, double Top) Box, IReadOnlyList<double[]> Values) : Block
{
    /// <summary>Values in a character of text, each way: it shows the one in its middle.</summary>
    public const int Fineness = 3;

    private const int Columns = 72 * Fineness;

    /// <summary>The edges in words.</summary>
    public string Extent => $"x {Axis.Label(Box.Left)} … {Axis.Label(Box.Right)} across, y {Axis.Label(Box.Bottom)} … {Axis.Label(Box.Top)} up";

    /// <summary>What a network of two inputs and one output says of every place.</summary>
    public static PlaneMap Of(string title, double left, double right, double bottom, double top, Model model)
    {
        ArgumentNullException.ThrowIfNull(model);

        // A character is twice as high as it is wide.
        int rows = 2 * Fineness * (int)Math.Clamp(Math.Round(Columns / Fineness * (top - bottom) / (right - left) / 2), 4, 36);
        double[] points = new double[rows * Columns * 2], values = new double[rows * Columns];
        for (int i = 0; i < values.Length; i++)
        {
            points[2 * i] = left + ((right - left) * ((i % Columns) + 0.5) / Columns);
            points[(2 * i) + 1] = top - ((top - bottom) * ((i / Columns) + 0.5) / rows);
        }

        model.Predict(points, values);
        return new PlaneMap(title, (left, right, bottom, top), [.. values.Chunk(Columns)]);
    }
}

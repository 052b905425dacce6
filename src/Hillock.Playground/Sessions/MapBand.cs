using Hillock.Activations;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Sessions;

/// <summary>The maps of one layer's units: values on the grid made into bytes, at full size for outputs, at half for all others.</summary>
internal sealed class MapBand(int layer, int units, Activation? activation, double largest, MapPlan plan, bool isFull)
{
    /// <summary>The number of the inputs, which are no layer.</summary>
    public const int Inputs = -1;

    private const int Most = 127;

    private readonly int stride = isFull ? 1 : 2;
    private readonly int width = isFull ? plan.Width : Math.Max(1, plan.Width / 2);
    private readonly int height = isFull ? plan.Height : Math.Max(1, plan.Height / 2);

    public int Layer => layer;

    public int Units => units;

    public int Bytes => units * width * height;

    /// <summary>Writes each unit's offset and scale, and its map.</summary>
    /// <param name="values">[places, units].</param>
    /// <param name="scales">Two numbers for each unit.</param>
    /// <param name="bytes">[units, places].</param>
    public void Draw(ReadOnlySpan<float> values, Span<float> scales, Span<sbyte> bytes)
    {
        for (int unit = 0; unit < units; unit++)
        {
            (float offset, float scale) = Range(values, unit);
            (scales[2 * unit], scales[(2 * unit) + 1]) = (offset, scale);
            float factor = Most / scale;
            Span<sbyte> map = bytes.Slice(unit * width * height, width * height);
            for (int y = 0; y < height; y++)
            {
                int row = y * stride * plan.Width;
                if (plan.Height == 1) row = 0;
                for (int x = 0; x < width; x++)
                    map[(y * width) + x] = (sbyte)Math.Clamp(MathF.Round((values[((row + (x * stride)) * units) + unit] - offset) * factor), -Most, Most);
            }
        }
    }

    // Where an activation's range has two ends, its middle is pale; else 0 is.
    private (float Offset, float Scale) Range(ReadOnlySpan<float> values, int unit)
    {
        if (activation is { IsScalar: true } or Softmax && double.IsFinite(activation.Range.Minimum) && double.IsFinite(activation.Range.Maximum))
            return ((float)((activation.Range.Minimum + activation.Range.Maximum) / 2), (float)((activation.Range.Maximum - activation.Range.Minimum) / 2));
        if (largest > 0) return (0, (float)largest);
        float most = 0;
        for (int i = unit; i < values.Length; i += units) most = Math.Max(most, Math.Abs(values[i]));
        return (0, most > 0 && float.IsFinite(most) ? most : 1);
    }
}

using Hillock.Data;
using Hillock.Tracing;

namespace Hillock.Playground.Digits;

/// <summary>The images that a model knows, as its last hidden layer sees them: those nearest to a glyph are why it answers as it does.</summary>
internal sealed class Likenesses
{
    private const int AtOnce = 100;

    private readonly IReadOnlyList<GlyphSample> known;
    private readonly float[][] seen;

    public Likenesses(ReadingModel model)
    {
        known = model.Known;
        ImageDataset images = model.Dataset(known);
        seen = new float[known.Count][];
        for (int first = 0; first < known.Count; first += AtOnce)
        {
            int count = Math.Min(AtOnce, known.Count - first);
            var samples = TraceSamples.Of(model.Network, images, [.. Enumerable.Range(first, count)]);
            var hidden = Trace.Run(model.Network, samples).Layers[^1].Input;
            for (int i = 0; i < count; i++) seen[first + i] = Array.ConvertAll(hidden.Row(i).ToArray(), value => (float)value);
        }
    }

    /// <summary>The nearest to a glyph by Euclidean distance, nearest first.</summary>
    /// <param name="passes">The glyph's way through the model's network.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<(GlyphSample Image, double Distance)> Nearest(Trace passes, int count)
    {
        ReadOnlySpan<double> hidden = passes.Layers[^1].Input.Row(0);
        var distances = new (double Distance, int Image)[seen.Length];
        for (int i = 0; i < seen.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < hidden.Length; j++) sum += (hidden[j] - seen[i][j]) * (hidden[j] - seen[i][j]);
            distances[i] = (Math.Sqrt(sum), i);
        }

        return distances.Order().Take(count).Select(near => (known[near.Image], near.Distance));
    }
}

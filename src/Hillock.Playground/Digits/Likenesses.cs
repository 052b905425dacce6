using Hillock.Models;
using Hillock.Playground.Messages;
using Hillock.Tracing;

namespace Hillock.Playground.Digits;

/// <summary>The images that a model knows, as its last hidden layer sees them: those nearest to a glyph are why it answers as it does.</summary>
internal sealed class Likenesses
{
    private const int AtOnce = 100;

    private readonly Model network;
    private readonly IReadOnlyList<GlyphSample> known;
    private readonly float[][] seen;

    public Likenesses(ReadingModel model)
    {
        (network, known) = (model.Network, model.Known);
        seen = new float[known.Count][];
        for (int first = 0; first < known.Count; first += AtOnce)
        {
            int count = Math.Min(AtOnce, known.Count - first);
            var samples = TraceSamples.Of(model.Network, model.Dataset(known), [.. Enumerable.Range(first, count)]);
            var hidden = Trace.Run(model.Network, samples).Layers[^1].Input;
            for (int i = 0; i < count; i++) seen[first + i] = Array.ConvertAll(hidden.Row(i).ToArray(), value => (float)value);
        }
    }

    /// <summary>The nearest to a glyph by Euclidean distance, nearest first.</summary>
    /// <param name="glyph">[28, 28] normalized.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<(GlyphSample Image, double Distance)> Nearest(ReadOnlySpan<byte> glyph, int count)
    {
        double[] pixels = new double[glyph.Length];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = glyph[i];
        ReadOnlySpan<double> hidden = Trace.Run(network, TraceSamples.Encode(network, pixels)).Layers[^1].Input.Row(0);
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

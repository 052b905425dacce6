using System.Numerics;
using Hillock.Activations;
using Hillock.Layers;
using Hillock.Models;

namespace Hillock.Construction;

/// <summary>The step units of a model over inputs of 0 and 1, computed 64 rows at a time, a bit for each.</summary>
/// <remarks>
/// With weights of ±1 and a whole bias a unit fires where at least k of its signals are 1, those of weight −1 negated. All of them is an
/// AND, one an OR; otherwise they are counted in binary, a word for each digit. No sum is computed: it shares nothing with the engine.
/// </remarks>
internal sealed class BitNetwork : INetworkEvaluator
{
    private readonly int inputs;
    private readonly Unit[][] layers;
    private readonly int widest;

    /// <summary>Takes the layers of a model.</summary>
    /// <exception cref="ArgumentException">A layer has other units.</exception>
    public BitNetwork(Model model)
    {
        inputs = model.Definition.Input.Size;
        int width = inputs;
        List<Unit[]> found = [];
        foreach ((Layer layer, string name) in model.Definition.Layers.Zip(model.Definition.LayerNames))
        {
            if (layer is not Dense { Activation: Step step, HasBias: true } dense) throw new ArgumentException($"Layer '{name}' has no step units with a bias.");
            double[] weights = model.Parameter($"{name}.weights"), bias = model.Parameter($"{name}.bias");
            found.Add([.. Enumerable.Range(0, dense.Units).Select(unit => Read(Enumerable.Range(0, width).Select(i => weights[(i * dense.Units) + unit]), bias[unit] - step.Threshold))]);
            width = dense.Units;
        }

        layers = [.. found];
        widest = Math.Max(inputs, layers.Max(layer => layer.Length));
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> samples, Span<double> outputs)
    {
        int rows = samples.Length / inputs, last = layers[^1].Length;
        ulong[] from = new ulong[widest], to = new ulong[widest];
        for (int first = 0; first < rows; first += 64)
        {
            int count = Math.Min(64, rows - first);
            Pack(samples.Slice(first * inputs, count * inputs), from.AsSpan(0, inputs));
            foreach (Unit[] layer in layers)
            {
                for (int unit = 0; unit < layer.Length; unit++) to[unit] = layer[unit].Fire(from);
                (from, to) = (to, from);
            }

            for (int i = 0; i < count * last; i++) outputs[(first * last) + i] = from[i % last] >> (i / last) & 1;
        }
    }

    /// <summary>Up to 64 rows of 0 and 1 as a word for each input.</summary>
    /// <param name="samples">[rows, inputs].</param>
    /// <param name="words">[inputs] row r is bit r.</param>
    public static void Pack(ReadOnlySpan<double> samples, Span<ulong> words)
    {
        words.Clear();
        for (int row = 0; row * words.Length < samples.Length; row++)
        {
            ReadOnlySpan<double> input = samples.Slice(row * words.Length, words.Length);
            for (int i = 0; i < words.Length; i++) words[i] |= (ulong)input[i] << row;
        }
    }

    // Σ₊x − Σ₋x + b ≥ 0, with x = 1 − x̄ for the negated ones: Σ₊x + Σ₋x̄ ≥ (number of negated ones) − b.
    private static Unit Read(IEnumerable<double> weights, double bias)
    {
        (int Source, double Weight)[] wires = [.. weights.Index().Where(wire => wire.Item != 0)];
        if (!double.IsInteger(bias) || !Array.TrueForAll(wires, wire => Math.Abs(wire.Weight) == 1)) throw new ArgumentException("A unit has other weights than 1 and -1.");
        int negated = wires.Count(wire => wire.Weight < 0);
        return new Unit([.. wires.Select(wire => wire.Source)], [.. wires.Select(wire => wire.Weight < 0 ? ulong.MaxValue : 0)], (int)Math.Clamp(negated - bias, 0, wires.Length + 1));
    }

    /// <summary>Fires where at least k of its signals are 1.</summary>
    /// <param name="sources">The signals.</param>
    /// <param name="turned">All ones for a signal that is negated.</param>
    /// <param name="k">How many must be 1.</param>
    private sealed class Unit(int[] sources, ulong[] turned, int k)
    {
        public ulong Fire(ulong[] from)
        {
            if (k == sources.Length) return All(from);
            return k == 1 ? Any(from) : Count(from);
        }

        private ulong All(ulong[] from)
        {
            ulong all = ulong.MaxValue;
            for (int i = 0; i < sources.Length; i++) all &= from[sources[i]] ^ turned[i];
            return all;
        }

        private ulong Any(ulong[] from)
        {
            ulong any = 0;
            for (int i = 0; i < sources.Length; i++) any |= from[sources[i]] ^ turned[i];
            return any;
        }

        private ulong Count(ulong[] from)
        {
            Span<ulong> digits = stackalloc ulong[BitOperations.Log2((uint)sources.Length + 1) + 1];
            digits.Clear();
            for (int i = 0; i < sources.Length; i++)
            {
                ulong carry = from[sources[i]] ^ turned[i];
                for (int digit = 0; carry != 0; digit++) (digits[digit], carry) = (digits[digit] ^ carry, digits[digit] & carry);
            }

            // From the highest digit down: larger as soon as a digit is 1 where k's is 0.
            ulong larger = 0, equal = ulong.MaxValue;
            for (int digit = digits.Length - 1; digit >= 0; digit--)
            {
                ulong wanted = (k >> digit & 1) != 0 ? ulong.MaxValue : 0;
                larger |= equal & digits[digit] & ~wanted;
                equal &= ~(digits[digit] ^ wanted);
            }

            return larger | equal;
        }
    }
}

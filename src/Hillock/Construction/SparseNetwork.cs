using System.Buffers;
using System.Runtime.CompilerServices;
using Hillock.Activations;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;

namespace Hillock.Construction;

/// <summary>The dense layers of a model, computed without what does not matter: weights of 0, and steps that are the same for all rows at hand.</summary>
/// <remarks>
/// Rows that lie close together are on the same side of nearly all lines. For each step the smallest and the largest z over the ranges of
/// its signals are bounded first, rounding included; only where the threshold lies between the two is z computed row by row. Those
/// sums have the order of the engine's, bias first, each product added by one fused multiply-add, and a product with 0 adds nothing: the
/// bits are the engine's.
/// </remarks>
internal sealed class SparseNetwork : INetworkEvaluator
{
    private readonly int inputs;
    private readonly int widest;
    private readonly SparseLayer[] layers;

    /// <summary>Takes the layers of a model that computes in double precision.</summary>
    public SparseNetwork(Model model)
    {
        inputs = model.Definition.Input.Size;
        int width = inputs;
        List<SparseLayer> found = [];
        foreach ((Layer layer, string name) in model.Definition.Layers.Zip(model.Definition.LayerNames))
        {
            var dense = (Dense)layer;
            found.Add(new SparseLayer(dense, model.Parameter($"{name}.weights"), dense.HasBias ? model.Parameter($"{name}.bias") : new double[dense.Units], width));
            width = dense.Units;
        }

        layers = [.. found];
        widest = Math.Max(inputs, layers.Max(layer => layer.Units));
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> samples, Span<double> outputs)
    {
        int rows = samples.Length / inputs, last = layers[^1].Units;
        var from = new Signals(widest, rows);
        var to = new Signals(widest, rows);
        using IMemoryOwner<double> memory = MemoryPool<double>.Shared.Rent(2 * widest * rows);
        from.Values = memory.Memory[..(widest * rows)];
        to.Values = memory.Memory.Slice(widest * rows, widest * rows);
        for (int i = 0; i < inputs; i++)
        {
            Span<double> x = from.Fresh(i);
            for (int row = 0; row < rows; row++) x[row] = samples[(row * inputs) + i];
            from.Measure(i);
        }

        foreach (SparseLayer layer in layers)
        {
            layer.Run(from, to);
            (from, to) = (to, from);
        }

        for (int output = 0; output < last; output++)
        {
            ReadOnlySpan<double> a = from.Of(output);
            for (int row = 0; row < rows; row++) outputs[(row * last) + output] = a[row];
        }
    }

    /// <summary>The values of a layer's signals for some rows, and between which two numbers they lie.</summary>
    private sealed class Signals(int count, int rows)
    {
        private readonly bool[] isWritten = new bool[count];

        /// <summary>[signals, rows].</summary>
        public Memory<double> Values { private get; set; }

        public double[] Low { get; } = new double[count];

        public double[] High { get; } = new double[count];

        public bool IsConstant(int signal) => Low[signal] == High[signal];

        /// <summary>The same value in all rows. It is written down only if somebody asks.</summary>
        public void Set(int signal, double value) => (Low[signal], High[signal], isWritten[signal]) = (value, value, false);

        /// <summary>Room for values that are to be written.</summary>
        public Span<double> Fresh(int signal)
        {
            isWritten[signal] = true;
            return Values.Span.Slice(signal * rows, rows);
        }

        /// <summary>Finds out between which numbers the values written lie.</summary>
        public void Measure(int signal)
        {
            (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (double value in Values.Span.Slice(signal * rows, rows)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
            (Low[signal], High[signal]) = (low, high);
        }

        public ReadOnlySpan<double> Of(int signal)
        {
            if (isWritten[signal]) return Values.Span.Slice(signal * rows, rows);
            Span<double> values = Fresh(signal);
            values.Fill(Low[signal]);
            return values;
        }
    }

    private sealed class SparseLayer
    {
        private readonly Connection[][] wires;
        private readonly double[] bias;
        private readonly ActivationKernel<double> activation;
        private readonly double? threshold;

        public SparseLayer(Dense dense, double[] weights, double[] bias, int inputs)
        {
            this.bias = bias;
            wires = new Connection[dense.Units][];
            for (int unit = 0; unit < wires.Length; unit++)
                wires[unit] = [.. Enumerable.Range(0, inputs).Select(i => new Connection(i, weights[(i * dense.Units) + unit])).Where(wire => wire.Weight != 0)];
            activation = dense.Activation.Kernel<double>();
            threshold = (dense.Activation as Step)?.Threshold;
        }

        public int Units => wires.Length;

        public void Run(Signals from, Signals to)
        {
            for (int unit = 0; unit < wires.Length; unit++)
            {
                if (threshold is { } least && Decided(unit, least, from) is { } same)
                {
                    to.Set(unit, same);
                    continue;
                }

                Span<double> z = to.Fresh(unit);
                Sum(unit, from, z);
                activation.Forward(z, z, z.Length);
                to.Measure(unit);
            }
        }

        // What the step is for all rows; null if that is not sure.
        private double? Decided(int unit, double least, Signals from)
        {
            double low = bias[unit], high = low, size = Math.Abs(low);
            foreach (Connection wire in wires[unit])
            {
                double a = wire.Weight * from.Low[wire.Source], b = wire.Weight * from.High[wire.Source];
                low += Math.Min(a, b);
                high += Math.Max(a, b);
                size += Math.Max(Math.Abs(a), Math.Abs(b));
            }

            // n roundings, each of at most 2⁻⁵³ of a partial sum, here and in the sum itself.
            double rounding = (wires[unit].Length + 2) * size * 2.3e-16;
            return low - rounding >= least ? 1 : high + rounding < least ? 0 : null;
        }

        private void Sum(int unit, Signals from, Span<double> z)
        {
            // As long as all signals are the same for all rows, so is the sum: those that are 0 or 1 are added once for all.
            double common = bias[unit];
            int next = 0;
            Connection[] all = wires[unit];
            for (; next < all.Length && from.IsConstant(all[next].Source) && from.Low[all[next].Source] is 0 or 1; next++)
                common += from.Low[all[next].Source] * all[next].Weight;

            z.Fill(common);
            for (; next < all.Length; next++)
            {
                int source = all[next].Source;
                if (from.IsConstant(source) && from.Low[source] == 0) continue;
                Elementwise.Map(new AddScaled(all[next].Weight), from.Of(source), z, z);
            }
        }
    }

    // z ← w·x + z.
    private readonly struct AddScaled(double w) : IBinaryOperator<double>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x, V z)
            where V : struct, ISimd<V, double> => V.MultiplyAdd(x, V.Broadcast(w), z);
    }
}

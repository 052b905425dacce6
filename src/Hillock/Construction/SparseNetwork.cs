using System.Buffers;
using System.Runtime.CompilerServices;
using Hillock.Activations;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Models;

namespace Hillock.Construction;

/// <summary>The dense layers of a model, computed without the weights that are 0: of a built network that is nearly all.</summary>
/// <remarks>
/// The sums have the order of the engine's, bias first and then the inputs, each by one fused multiply-add, and a product with 0 adds
/// nothing: the bits are the engine's. Activations lie signal by signal, [signals, rows], so that each wire is one pass over the rows.
/// </remarks>
internal sealed class SparseNetwork : INetworkEvaluator
{
    private readonly int inputs;
    private readonly SparseLayer[] layers;

    /// <summary>Takes the layers of a model that computes in double precision.</summary>
    public SparseNetwork(Model model)
    {
        inputs = model.Definition.Input.Size;
        int width = inputs;
        var found = new List<SparseLayer>();
        foreach ((Layer layer, string name) in model.Definition.Layers.Zip(model.Definition.LayerNames))
        {
            var dense = (Dense)layer;
            found.Add(new SparseLayer(dense, model.Parameter($"{name}.weights"), dense.HasBias ? model.Parameter($"{name}.bias") : new double[dense.Units], width));
            width = dense.Units;
        }

        layers = [.. found];
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> samples, Span<double> outputs)
    {
        int rows = samples.Length / inputs, last = layers[^1].Units, size = rows * Math.Max(inputs, layers.Max(layer => layer.Units));
        using IMemoryOwner<double> memory = MemoryPool<double>.Shared.Rent(2 * size);
        Span<double> from = memory.Memory.Span[..size], to = memory.Memory.Span.Slice(size, size);
        for (int i = 0; i < samples.Length; i++) from[(i % inputs * rows) + (i / inputs)] = samples[i];
        foreach (SparseLayer layer in layers)
        {
            layer.Run(rows, from, to);
            Span<double> read = from;
            from = to;
            to = read;
        }

        for (int i = 0; i < outputs.Length; i++) outputs[i] = from[(i % last * rows) + (i / last)];
    }

    private sealed class SparseLayer
    {
        private readonly Connection[][] wires;
        private readonly double[] bias;
        private readonly ActivationKernel<double>? activation;

        public SparseLayer(Dense dense, double[] weights, double[] bias, int inputs)
        {
            this.bias = bias;
            wires = new Connection[dense.Units][];
            for (int unit = 0; unit < wires.Length; unit++)
                wires[unit] = [.. Enumerable.Range(0, inputs).Select(i => new Connection(i, weights[(i * dense.Units) + unit])).Where(wire => wire.Weight != 0)];
            activation = dense.Activation is Linear ? null : dense.Activation.Kernel<double>();
        }

        public int Units => wires.Length;

        public void Run(int rows, ReadOnlySpan<double> from, Span<double> to)
        {
            for (int unit = 0; unit < wires.Length; unit++)
            {
                Span<double> z = to.Slice(unit * rows, rows);
                z.Fill(bias[unit]);
                foreach (Connection wire in wires[unit]) Elementwise.Map(new AddScaled(wire.Weight), from.Slice(wire.Source * rows, rows), z, z);
                activation?.Forward(z, z, rows);
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

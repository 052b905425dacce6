using System.Numerics;
using Hillock.Layers;
using Hillock.Tensors;

namespace Hillock.Training;

/// <summary>The one dense layer of a network without hidden layers, and its samples in double: what training without gradients works on.</summary>
internal sealed class SingleLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrainingTask<T> task;
    private readonly ParameterSlice weights;
    private readonly ParameterSlice bias;
    private readonly T[] input;
    private readonly T[] target;

    /// <summary>Finds the layer.</summary>
    /// <param name="task">The training's task.</param>
    /// <param name="needs">What the optimizer needs, for the message: <c>one dense layer of step units</c>.</param>
    /// <param name="fits">Whether the layer's activation is the right one.</param>
    /// <exception cref="HillockException">The network has another form.</exception>
    public SingleLayer(TrainingTask<T> task, string needs, Func<Dense, bool> fits)
    {
        this.task = task;
        Dense[] dense = [.. task.Definition.Layers.OfType<Dense>()];
        bool others = task.Definition.Layers.Any(layer => layer is not (Dense or Flatten));
        if (dense.Length != 1 || others || !fits(dense[0]) || !dense[0].HasBias || dense[0].Frozen || dense[0].BiasFrozen)
        {
            throw new HillockException(
                $"The optimizer '{task.Experiment.Optimizer.Name}' trains {needs}, with a bias and nothing before or after it; this network is {task.Definition}.");
        }

        Layer = dense[0];
        (weights, bias) = (task.Definition.Parameters[0], task.Definition.Parameters[1]);
        input = new T[task.Samples.InputWidth];
        target = new T[task.Samples.TargetWidth];
        Input = new double[input.Length];
        Target = new double[target.Length];
    }

    /// <summary>The layer.</summary>
    public Dense Layer { get; }

    /// <summary>Inputs of the sample that was read last.</summary>
    public double[] Input { get; }

    /// <summary>Targets of the sample that was read last.</summary>
    public double[] Target { get; }

    /// <summary>Reads a sample into <see cref="Input"/> and <see cref="Target"/>.</summary>
    public void Read(int sample)
    {
        Span<int> row = [sample];
        task.Samples.CopyInputs(row, input);
        task.Samples.CopyTargets(row, target);
        for (int i = 0; i < input.Length; i++) Input[i] = double.CreateTruncating(input[i]);
        for (int i = 0; i < target.Length; i++) Target[i] = double.CreateTruncating(target[i]);
    }

    /// <summary>The layer's parameters now.</summary>
    public (double[] Weights, double[] Bias) Parameters() =>
        ([.. weights.Of<T>(task.Parameters).ToArray().Select(double.CreateTruncating)], [.. bias.Of<T>(task.Parameters).ToArray().Select(double.CreateTruncating)]);

    /// <summary>Sets the layer's parameters.</summary>
    public void Set(ReadOnlySpan<double> w, ReadOnlySpan<double> b)
    {
        Span<T> own = weights.Of(task.Parameters.AsSpan());
        for (int i = 0; i < own.Length; i++) own[i] = T.CreateTruncating(w[i]);
        own = bias.Of(task.Parameters.AsSpan());
        for (int i = 0; i < own.Length; i++) own[i] = T.CreateTruncating(b[i]);
    }
}

using System.Numerics;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Files;
using Hillock.Kernels;
using Hillock.Tensors;

namespace Hillock.Models;

/// <summary>What a network makes of samples whose targets are known.</summary>
/// <param name="Outputs">[samples, outputs] probabilities, or numbers in the target's own units.</param>
/// <param name="Loss">The mean of the samples' losses.</param>
/// <param name="Classes">[samples] true classes; empty for regression.</param>
/// <param name="Targets">[samples, outputs] true numbers, exactly as the data have them; empty for classes.</param>
internal sealed record Examined(double[] Outputs, double Loss, int[] Classes, double[] Targets);

/// <summary>A model's parameters in one precision, and what computes with them.</summary>
internal abstract class ModelCore
{
    public abstract Precision Precision { get; }

    /// <summary>Raw rows to outputs in the target's units, on the caller's thread; allocates nothing once as many threads have called.</summary>
    public abstract void Predict<TRaw>(Preprocessing preprocessing, ReadOnlySpan<TRaw> raw, Span<TRaw> outputs)
        where TRaw : unmanaged, IBinaryFloatingPointIeee754<TRaw>;

    /// <summary>The outputs for an image whose pixels are only to be divided, on the caller's thread; allocates nothing once as many threads have called.</summary>
    public abstract void PredictPixels(ReadOnlySpan<byte> pixels, double divisor, Span<double> outputs);

    /// <summary>The network's outputs for all samples, [samples, outputs].</summary>
    public abstract double[] Outputs(Preprocessing preprocessing, Dataset dataset, int threads);

    /// <inheritdoc cref="Outputs(Preprocessing, Dataset, int)"/>
    public abstract double[] Outputs(Preprocessing preprocessing, Table table, int threads);

    /// <summary>The network's outputs beside what they should be.</summary>
    public abstract Examined Evaluate(Preprocessing preprocessing, Dataset dataset, int threads, ReadOnlySpan<double> weights);

    /// <summary>Copies the parameters of a slice out.</summary>
    public abstract void CopyTo(ParameterSlice slice, Span<double> destination);

    /// <summary>The slice as it goes into a file.</summary>
    public abstract NamedTensor Tensor(ParameterSlice slice);

    /// <summary>A core over these parameters, rounded to the precision.</summary>
    public static ModelCore Create(ModelDefinition definition, Precision precision, ReadOnlySpan<double> parameters)
    {
        if (precision == Precision.Double) return new ModelCore<double>(definition, Convert<double>(parameters));
        return new ModelCore<float>(definition, Convert<float>(parameters));
    }

    /// <summary>A parameter vector with the slack that kernels need behind it.</summary>
    public static T[] Convert<T>(ReadOnlySpan<double> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var vector = new T[parameters.Length + Simd.Slack];
        for (int i = 0; i < parameters.Length; i++) vector[i] = T.CreateTruncating(parameters[i]);
        return vector;
    }
}

/// <inheritdoc cref="ModelCore"/>
internal sealed class ModelCore<T>(ModelDefinition definition, T[] parameters) : ModelCore
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lazy<Plan<T>> plan = new(() => Plan<T>.Compile(definition));

    // Memory for calls from several threads at once: a call takes one and puts it back.
    private readonly Workspace<T>?[] idle = new Workspace<T>?[Environment.ProcessorCount];

    public override Precision Precision => typeof(T) == typeof(double) ? Precision.Double : Precision.Single;

    /// <summary>The parameter vector, with slack behind it. Nobody writes to it.</summary>
    public T[] Parameters => parameters;

    public override void Predict<TRaw>(Preprocessing preprocessing, ReadOnlySpan<TRaw> raw, Span<TRaw> outputs)
    {
        int inputs = preprocessing.InputNames.Count;
        int width = plan.Value.OutputWidth;
        int rows = raw.Length / inputs;
        if (rows * inputs != raw.Length) throw new ArgumentException($"The model takes {inputs} numbers a row; {raw.Length} are not whole rows.");
        if (outputs.Length != rows * width) throw new ArgumentException($"{rows} rows have {rows * width} outputs; there is room for {outputs.Length}.");

        Workspace<T> workspace = Rent();
        try
        {
            for (int first = 0; first < rows; first += workspace.MaximumRows)
            {
                int count = Math.Min(workspace.MaximumRows, rows - first);
                Predict(workspace, preprocessing, raw.Slice(first * inputs, count * inputs), outputs.Slice(first * width, count * width), count);
            }
        }
        finally
        {
            Return(workspace);
        }
    }

    public override void PredictPixels(ReadOnlySpan<byte> pixels, double divisor, Span<double> outputs)
    {
        Workspace<T> workspace = Rent();
        try
        {
            Bytes.Divide(pixels, T.CreateTruncating(divisor), workspace.Inputs(1));
            workspace.Predict(parameters, 1);
            ReadOnlySpan<T> results = workspace.Outputs(1);
            for (int i = 0; i < results.Length; i++) outputs[i] = double.CreateTruncating(results[i]);
        }
        finally
        {
            Return(workspace);
        }
    }

    private void Predict<TRaw>(Workspace<T> workspace, Preprocessing preprocessing, ReadOnlySpan<TRaw> raw, Span<TRaw> outputs, int rows)
        where TRaw : unmanaged, IBinaryFloatingPointIeee754<TRaw>
    {
        int inputs = raw.Length / rows, width = plan.Value.InputWidth;
        Span<T> encoded = workspace.Inputs(rows);
        for (int i = 0; i < rows; i++) preprocessing.EncodeRow(raw.Slice(i * inputs, inputs), encoded.Slice(i * width, width));

        workspace.Predict(parameters, rows);
        ReadOnlySpan<T> results = workspace.Outputs(rows);
        for (int i = 0; i < results.Length; i++) outputs[i] = TRaw.CreateTruncating(results[i]);
        preprocessing.Decode(outputs);
    }

    public override double[] Outputs(Preprocessing preprocessing, Dataset dataset, int threads) =>
        Outputs(preprocessing.EncodeInputs<T>(dataset), threads);

    public override double[] Outputs(Preprocessing preprocessing, Table table, int threads) =>
        Outputs(preprocessing.EncodeInputs<T>(table), threads);

    public override Examined Evaluate(Preprocessing preprocessing, Dataset dataset, int threads, ReadOnlySpan<double> weights)
    {
        Samples<T> samples = preprocessing.Encode<T>(dataset);
        var evaluator = new Evaluator<T>(plan.Value, samples, WorkerPool.Shared(threads));
        double loss = evaluator.Loss(parameters, weights);
        preprocessing.Decode(evaluator.Outputs.AsSpan());

        // Not the targets that the engine was given: standardized in single precision, they would come back rounded.
        return new Examined(evaluator.Outputs, loss, samples.Classes.ToArray(), dataset.Numbers());
    }

    public override void CopyTo(ParameterSlice slice, Span<double> destination)
    {
        ReadOnlySpan<T> values = slice.Of<T>(parameters);
        for (int i = 0; i < values.Length; i++) destination[i] = double.CreateTruncating(values[i]);
    }

    public override NamedTensor Tensor(ParameterSlice slice) =>
        NamedTensor.Over<T>(slice.Name, [.. slice.Shape], parameters.AsMemory(slice.Offset, slice.Length));

    private double[] Outputs(Samples<T> samples, int threads)
    {
        var evaluator = new Evaluator<T>(plan.Value, samples, WorkerPool.Shared(threads));
        evaluator.Predict(parameters);
        return evaluator.Outputs;
    }

    private Workspace<T> Rent()
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (Interlocked.Exchange(ref idle[i], null) is { } workspace) return workspace;
        }

        return new Workspace<T>(plan.Value, plan.Value.RowsAtOnce(64), WorkspaceUse.Prediction, WorkerPool.Shared(1), zeros: true);
    }

    private void Return(Workspace<T> workspace)
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref idle[i], workspace, null) is null) return;
        }
    }
}

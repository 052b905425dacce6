using System.Numerics;
using System.Runtime.InteropServices;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;

namespace Hillock.Tracing;

/// <summary>What every unit of a network answers at many points: a grid over the plane, a line, rows of a table. For pictures of parameters that move.</summary>
/// <remarks>
/// The points are encoded once; from then on nothing is allocated. It computes on the caller's thread and belongs to one thread at a time, beside
/// the trainer whose parameters were copied. What <see cref="Layer"/> gives is overwritten by the next <see cref="Compute(ReadOnlySpan{float})"/>.
/// </remarks>
public abstract class UnitMaps
{
    private protected UnitMaps(ModelDefinition definition, int rows) => (Definition, Rows) = (definition, rows);

    /// <summary>The network.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>Number of points.</summary>
    public int Rows { get; }

    /// <summary>What the first layer gets, after preprocessing: [rows, inputs] row-major.</summary>
    public abstract ReadOnlySpan<float> Inputs { get; }

    /// <summary>What the network answers after the last <see cref="Compute(ReadOnlySpan{float})"/>: [rows, outputs] probabilities, or numbers in the target's own units.</summary>
    public abstract ReadOnlySpan<float> Answers { get; }

    /// <summary>Prepares maps over points of raw numbers.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="preprocessing">How samples are encoded.</param>
    /// <param name="points">[rows, columns] row-major: one raw number for each of <see cref="Preprocessing.InputNames"/>; NaN is a missing number.</param>
    /// <param name="precision">The numbers to compute with.</param>
    /// <exception cref="ArgumentException">There is no point, or the numbers are not whole rows, or the preprocessing gives what the network does not take.</exception>
    /// <exception cref="HillockException">A number cannot be encoded, or all points with all units do not fit into memory at once.</exception>
    public static UnitMaps Create(ModelDefinition definition, Preprocessing preprocessing, ReadOnlySpan<double> points, Precision precision = Precision.Single)
    {
        int columns = preprocessing.InputNames.Count;
        if (points.IsEmpty || points.Length % columns != 0)
            throw new ArgumentException($"A point has {columns:N0} numbers; {points.Length:N0} are no points, or not whole ones.");
        return precision == Precision.Double ? Make<double>(points) : Make<float>(points);

        UnitMaps<T> Make<T>(ReadOnlySpan<double> points)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var maps = new UnitMaps<T>(definition, preprocessing, points.Length / columns);
            for (int row = 0; row < maps.Rows; row++)
                preprocessing.EncodeRow(points.Slice(row * columns, columns), maps.Encoded.Slice(row * definition.Input.Size, definition.Input.Size));
            return maps.Begin();
        }
    }

    /// <summary>Prepares maps over the rows of a table; columns are found by name, others are ignored.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="preprocessing">How samples are encoded.</param>
    /// <param name="rows">The rows, at least one.</param>
    /// <param name="precision">The numbers to compute with.</param>
    /// <exception cref="ArgumentException">There is no row, or the preprocessing gives what the network does not take.</exception>
    /// <exception cref="HillockException">A column is missing, or a cell cannot be encoded, or all rows with all units do not fit into memory at once.</exception>
    public static UnitMaps Create(ModelDefinition definition, Preprocessing preprocessing, Table rows, Precision precision = Precision.Single)
    {
        return precision == Precision.Double ? Make<double>() : Make<float>();

        UnitMaps<T> Make<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var maps = new UnitMaps<T>(definition, preprocessing, rows.RowCount);
            preprocessing.EncodeInputs<T>(rows).CopyInputs([.. Enumerable.Range(0, rows.RowCount)], maps.Encoded);
            return maps.Begin();
        }
    }

    /// <summary>Runs all points through the network.</summary>
    /// <param name="parameters">One number for each of <see cref="ModelDefinition.ParameterCount"/>, in the order of <see cref="ModelDefinition.Parameters"/>.</param>
    /// <exception cref="ArgumentException">There are more parameters or fewer.</exception>
    public abstract void Compute(ReadOnlySpan<float> parameters);

    /// <inheritdoc cref="Compute(ReadOnlySpan{float})"/>
    public abstract void Compute(ReadOnlySpan<double> parameters);

    /// <summary>What the units of a layer gave at the last <see cref="Compute(ReadOnlySpan{float})"/>, after its activation: [rows, units] row-major.</summary>
    /// <param name="index">Its place among the network's layers, from 0. The last gives the network's outputs, before they are turned into the target's units.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public abstract ReadOnlySpan<float> Layer(int index);
}

/// <inheritdoc/>
internal sealed class UnitMaps<T> : UnitMaps
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Preprocessing preprocessing;
    private readonly Plan<T> plan;
    private readonly Workspace<T> workspace;
    private readonly T[] parameters;
    private readonly float[] answers;

    // The inputs, then each layer's outputs, in single precision; none where they are that already.
    private readonly float[][] rounded;

    /// <summary>Allocates all memory; the inputs are still to be written to <see cref="Encoded"/>.</summary>
    public UnitMaps(ModelDefinition definition, Preprocessing preprocessing, int rows)
        : base(definition, rows)
    {
        if (rows == 0) throw new ArgumentException("There is no point to compute at.");
        definition.RequireFit(preprocessing);
        this.preprocessing = preprocessing;
        plan = Plan<T>.Compile(definition);
        int most = plan.RowsAtOnce(rows);
        if (rows > most) throw new HillockException($"{rows:N0} points with all units of {definition} do not fit into memory at once: take {most:N0} at most.");
        workspace = new Workspace<T>(plan, rows, WorkspaceUse.Prediction, WorkerPool.Shared(1));
        parameters = new T[definition.ParameterCount + Simd.Slack];
        answers = preprocessing.Task == LearningTask.Regression ? new float[rows * definition.Output.Size] : [];
        rounded = typeof(T) == typeof(float) ? [] : [new float[rows * definition.Input.Size], .. definition.OutputShapes.Select(shape => new float[rows * shape.Size])];
    }

    public override ReadOnlySpan<float> Inputs => Single(0);

    public override ReadOnlySpan<float> Answers => answers.Length > 0 ? answers : Layer(Definition.Layers.Count - 1);

    /// <summary>The inputs in the engine's precision: [rows, inputs].</summary>
    public Span<T> Encoded => workspace.Inputs(Rows);

    /// <summary>The inputs are written.</summary>
    public UnitMaps<T> Begin()
    {
        if (rounded.Length > 0) Rounding.Copy(Values(0), rounded[0].AsSpan());
        return this;
    }

    public override void Compute(ReadOnlySpan<float> parameters) => Run(parameters);

    public override void Compute(ReadOnlySpan<double> parameters) => Run(parameters);

    public override ReadOnlySpan<float> Layer(int index) => index >= 0 && index < Definition.Layers.Count
        ? Single(index + 1)
        : throw new ArgumentOutOfRangeException(nameof(index), $"There is no layer {index} among {Definition.Layers.Count}.");

    private void Run<TFrom>(ReadOnlySpan<TFrom> given)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
    {
        Definition.RequireParameters(given.Length);
        Rounding.Copy(given, parameters);
        workspace.Predict(parameters, Rows);
        for (int i = 1; i < rounded.Length; i++) Rounding.Copy(Values(i), rounded[i].AsSpan());
        if (answers.Length == 0) return;
        Layer(Definition.Layers.Count - 1).CopyTo(answers);
        preprocessing.Decode(answers.AsSpan());
    }

    private ReadOnlySpan<float> Single(int place) => rounded.Length > 0 ? rounded[place] : MemoryMarshal.Cast<T, float>(Values(place));

    // Place 0 are the inputs, place i + 1 what layer i gives.
    private ReadOnlySpan<T> Values(int place)
    {
        if (place == 0) return workspace.Inputs(Rows);
        if (place == plan.Steps.Count) return workspace.Outputs(Rows);
        return workspace.Buffers[place - 1].Output.AsSpan(0, Rows * plan.Steps[place - 1].Site.Output.Size);
    }
}

using System.Numerics;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Metrics;
using Hillock.Models;

namespace Hillock.Training;

/// <summary>The loss and the score of a network on one data set, again and again for parameters that move.</summary>
/// <remarks>
/// The samples are encoded once; from then on nothing is allocated. It computes on the caller's thread and belongs to one thread at a time; any
/// number of them may run beside the trainer whose parameters were copied.
/// </remarks>
public abstract class Scorer
{
    private protected Scorer()
    {
    }

    /// <summary>Prepares to score parameters.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="preprocessing">How samples are encoded.</param>
    /// <param name="dataset">Samples with targets.</param>
    /// <param name="precision">The numbers to compute with.</param>
    /// <exception cref="ArgumentException">The preprocessing gives what the network does not take.</exception>
    /// <exception cref="HillockException">There are no samples, or they do not fit.</exception>
    public static Scorer Create(ModelDefinition definition, Preprocessing preprocessing, Dataset dataset, Precision precision = Precision.Single)
    {
        definition.RequireFit(preprocessing);
        if (dataset.Count == 0) throw new HillockException("There are no samples to evaluate on.");
        return precision == Precision.Double ? Make<double>() : Make<float>();

        Scorer<T> Make<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            new(Plan<T>.Compile(definition), preprocessing.Encode<T>(dataset), WorkerPool.Shared(1), []);
    }

    /// <summary>Scores parameters.</summary>
    /// <param name="parameters">One number for each of <see cref="ModelDefinition.ParameterCount"/>, in the order of <see cref="ModelDefinition.Parameters"/>.</param>
    /// <returns>
    /// The mean loss, each sample counting the same; and accuracy for classes, at the loss's own threshold, or R² for numbers, 0 for a single one.
    /// </returns>
    /// <exception cref="ArgumentException">There are more parameters or fewer.</exception>
    public abstract (double Loss, double Score) Evaluate(ReadOnlySpan<float> parameters);

    /// <inheritdoc cref="Evaluate(ReadOnlySpan{float})"/>
    public abstract (double Loss, double Score) Evaluate(ReadOnlySpan<double> parameters);
}

/// <inheritdoc/>
internal sealed class Scorer<T> : Scorer
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ModelDefinition definition;
    private readonly Evaluator<T> evaluator;
    private readonly int[] classes;
    private readonly double[] targets;
    private readonly double[] weights;
    private readonly T[] own;

    /// <summary>Prepares to score parameters on encoded samples.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="samples">At least one.</param>
    /// <param name="pool">The threads.</param>
    /// <param name="weights">[samples] what each counts in the loss; empty: all the same.</param>
    public Scorer(Plan<T> plan, Samples<T> samples, WorkerPool pool, double[] weights)
    {
        (definition, this.weights) = (plan.Definition, weights);
        evaluator = new Evaluator<T>(plan, samples, pool);
        classes = samples.Classes.ToArray();
        targets = samples.RegressionTargets();
        own = new T[definition.ParameterCount + Simd.Slack];
    }

    public override (double Loss, double Score) Evaluate(ReadOnlySpan<float> parameters) => Rounded(parameters);

    public override (double Loss, double Score) Evaluate(ReadOnlySpan<double> parameters) => Rounded(parameters);

    /// <summary>Scores a parameter vector with slack behind it.</summary>
    public (double Loss, double Score) Evaluate(T[] vector)
    {
        double loss = evaluator.Loss(vector, weights);
        return (loss, classes.Length > 0 ? Accuracy() : Determination());
    }

    private (double Loss, double Score) Rounded<TFrom>(ReadOnlySpan<TFrom> parameters)
        where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
    {
        definition.RequireParameters(parameters.Length);
        Rounding.Copy(parameters, own);
        return Evaluate(own);
    }

    private double Accuracy()
    {
        int width = definition.Output.Size, right = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            ReadOnlySpan<double> row = evaluator.Outputs.AsSpan(i * width, width);
            int answer = width == 1 ? row[0] >= definition.Loss.DecisionBoundary ? 1 : 0 : Model.ArgMax(row);
            if (answer == classes[i]) right++;
        }

        return (double)right / classes.Length;
    }

    // Scaling of the targets leaves it as it is.
    private double Determination() => targets.Length > definition.Output.Size
        ? RegressionEvaluation.Determination(targets, evaluator.Outputs, definition.Output.Size)
        : 0;
}

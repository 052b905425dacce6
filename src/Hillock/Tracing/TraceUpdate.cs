using System.Numerics;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Tracing;

/// <summary>What an optimizer makes of traced samples: steps of training on just these, by training's own code, and the passes after them.</summary>
public sealed class TraceUpdate
{
    private TraceUpdate(Trace before, Optimizer optimizer, double[] losses, Model model, string? finished)
    {
        (Before, Optimizer, Losses, Model, Finished) = (before, optimizer, [.. losses], model, finished);
        After = Trace.Run(model, before.Samples);
    }

    /// <summary>The passes that the first step starts from.</summary>
    public Trace Before { get; }

    /// <summary>What moved the parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>[steps] what each step reports: for optimizers that follow the gradient, the loss before it.</summary>
    public ValueList<double> Losses { get; }

    /// <summary>How many steps there were.</summary>
    public int Steps => Losses.Count;

    /// <summary>Why there were fewer steps than asked for, in a sentence; null if there were not.</summary>
    public string? Finished { get; }

    /// <summary>The model with the parameters after the last step.</summary>
    public Model Model { get; }

    /// <summary>The passes of the same samples after the last step, without dropout.</summary>
    public Trace After { get; }

    /// <summary>Takes steps. Penalties, dropout, limits and what is frozen are those of the model's own training; the rate is the optimizer's.</summary>
    /// <param name="before">The traced samples, with targets; all of them are in every step.</param>
    /// <param name="optimizer">What moves the parameters.</param>
    /// <param name="steps">How many steps, at least 1.</param>
    /// <param name="cancellationToken">Stops it between steps.</param>
    /// <exception cref="HillockException">The targets are unknown, the optimizer does not go with the network, or a number is no longer finite.</exception>
    public static TraceUpdate Run(Trace before, Optimizer optimizer, int steps = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (!before.HasTargets) throw new HillockException("Without a target there is no loss, and nothing to learn: give one.");
        return before.Precision == Precision.Double ? Run<double>(before, optimizer, steps, cancellationToken) : Run<float>(before, optimizer, steps, cancellationToken);
    }

    private static TraceUpdate Run<T>(Trace before, Optimizer optimizer, int steps, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Model model = before.Model;
        Experiment experiment = Experiment.Of(model) with { Optimizer = optimizer, Schedule = Schedule.Constant, BatchSize = 0 };
        Matrix inputs = before.Samples.Inputs, targets = before.Samples.Targets!;
        T[] x = new T[inputs.Values.Length], y = new T[targets.Values.Length];
        inputs.CopyTo<T>(x);
        targets.CopyTo<T>(y);
        Samples<T> samples = new Samples<T>(inputs.Rows, x, inputs.Columns).WithTargets(targets.Columns, [], y, []);
        T[] parameters = [.. ((ModelCore<T>)model.Core).Parameters];
        var task = new TrainingTask<T>(experiment, model.Definition, Plan<T>.Compile(model.Definition), parameters, samples, [], WorkerPool.Shared(1));
        var method = TrainingMethod<T>.Create(task);

        List<double> losses = [];
        double rate = (optimizer as GradientOptimizer)?.LearningRate ?? 0;
        while (losses.Count < steps && (losses.Count == 0 || method.Finished is null))
        {
            cancellationToken.ThrowIfCancellationRequested();

            // In the order of the trace, which a training run would shuffle: dropout's mask depends on a sample's place in the batch.
            losses.Add(method is MiniBatches<T> batches ? batches.Step(x, y, rate) : method.Step(losses.Count, 0, rate).Loss);
        }

        foreach (T value in parameters)
        {
            if (!T.IsFinite(value)) throw new HillockException($"After step {losses.Count:N0} a parameter is {value}: the learning rate {rate} is too high.");
        }

        var after = new Model(model.Definition, new ModelCore<T>(model.Definition, parameters), model.Preprocessing, model.ExperimentJson, model.Training, model.DecisionThreshold)
        {
            Source = model.Source,
        };
        return new TraceUpdate(before, optimizer, [.. losses], after, losses.Count < steps ? method.Finished : null);
    }
}

using Hillock.Definitions;
using Hillock.Models;

namespace Hillock.Tracing;

/// <summary>Every number of one forward and one backward pass: what the engine computes for a few samples, opened.</summary>
/// <remarks>
/// The engine's own steps run here one by one, in the model's precision, and what each leaves behind is kept; training and prediction
/// have no part in it. The loss of several samples is the mean of theirs, and gradients are those of that mean.
/// </remarks>
public sealed class Trace
{
    internal Trace(Model model, TraceSamples samples, bool training) => (Model, Samples, IsTraining) = (model, samples, training);

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The samples, as the first layer and the loss get them.</summary>
    public TraceSamples Samples { get; }

    /// <summary>Whether dropout drops, as in a step of training; otherwise the model is traced as it is used.</summary>
    public bool IsTraining { get; }

    /// <summary>The numbers computed with.</summary>
    public Precision Precision => Model.Precision;

    /// <summary>The layers, first to last.</summary>
    public required IReadOnlyList<LayerTrace> Layers { get; init; }

    /// <summary>ŷ: what the network answers, [samples, out], before it is turned back into the target's units.</summary>
    public Matrix Output => Layers[^1].Output;

    /// <summary>Whether the targets are known, and so the loss and its gradients.</summary>
    public bool HasTargets => Samples.Targets is not null;

    /// <summary>The mean of the samples' losses, without the penalty; null without targets.</summary>
    public double? Loss { get; init; }

    /// <summary>[samples] each sample's own loss; empty without targets.</summary>
    public ValueList<double> Losses { get; init; } = [];

    /// <summary>∂L/∂ŷ, [samples, out].</summary>
    public Matrix? LossGradient { get; init; }

    /// <summary>∂L/∂x, [samples, in].</summary>
    public Matrix? InputGradient { get; init; }

    /// <summary>l1 of the penalty l1·Σ|w| + l2/2·Σw² that the model was trained with.</summary>
    public double L1 { get; init; }

    /// <summary>l2 of that penalty.</summary>
    public double L2 { get; init; }

    /// <summary>γ(w): the penalty's value; 0 without one.</summary>
    public double Penalty { get; init; }

    /// <summary>Opens the passes of a few samples.</summary>
    /// <param name="model">The model, in the precision to compute with.</param>
    /// <param name="samples">The samples, encoded for this model.</param>
    /// <param name="training">Whether dropout drops, as in the first step of training.</param>
    /// <exception cref="ArgumentException">The samples are those of another model.</exception>
    public static Trace Run(Model model, TraceSamples samples, bool training = false)
    {
        samples.RequireFit(model.Definition);
        return model.Precision == Precision.Double ? new Tracer<double>(model, samples, training).Run() : new Tracer<float>(model, samples, training).Run();
    }

    /// <summary>The place of a layer among <see cref="Layers"/>.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the nearest is offered.</exception>
    public int IndexOf(string layer)
    {
        for (int i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].Name == layer) return i;
        }

        throw new ArgumentException(NearestName.Sentence("layer", layer, [.. Layers.Select(candidate => candidate.Name)]));
    }
}

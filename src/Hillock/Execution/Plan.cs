using System.Numerics;
using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Losses;

namespace Hillock.Execution;

/// <summary>A definition compiled once for one precision: steps in order. Immutable, shared by all workspaces and threads.</summary>
internal sealed class Plan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Elements of a workspace for prediction, whatever the width and number of layers: 64 MiB of single precision.
    private const long ElementsAtOnce = 1 << 24;

    private readonly long elementsPerRow;

    private Plan(ModelDefinition definition, IReadOnlyList<Step<T>> steps)
    {
        Definition = definition;
        Steps = steps;
        Loss = definition.Loss.Kernel<T>(definition.LossIsFused);
        OutputActivation = definition.LossIsFused ? definition.OutputActivation.Kernel<T>() : null;
        FirstTrainable = Enumerable.Range(0, steps.Count).FirstOrDefault(i => steps[i].IsTrainable, steps.Count);
        OperationsPerRow = steps.Sum(step => step.OperationsPerRow);
        FirstInput = steps.TakeWhile(step => step.IsView).Count();
        elementsPerRow = definition.Input.Size + steps.Sum(step => (long)step.Site.Output.Size);
    }

    public ModelDefinition Definition { get; }

    public IReadOnlyList<Step<T>> Steps { get; }

    /// <summary>The loss, of the last step's output: logits where the output activation is fused with it.</summary>
    public LossKernel<T> Loss { get; }

    /// <summary>What turns the last step's logits into outputs; null where the steps end with the output itself.</summary>
    public ActivationKernel<T>? OutputActivation { get; }

    /// <summary>The first step that training changes: the backward pass ends there.</summary>
    public int FirstTrainable { get; }

    public long OperationsPerRow { get; }

    /// <summary>The step that the inputs come to, past those that only see them in another shape.</summary>
    public int FirstInput { get; }

    /// <summary>Whether zeros among the inputs are worth looking for.</summary>
    public bool LeavesOutZeros => FirstInput < Steps.Count && Steps[FirstInput].LeavesOutZeros;

    /// <summary>Elements of scratch that a thread needs to run any of the steps.</summary>
    public int ScratchLength => MatrixProduct.ScratchLength(Steps.Max(step => Math.Max(step.Site.Input.Size, step.Site.Output.Size)));

    public int InputWidth => Definition.Input.Size;

    public int OutputWidth => Definition.Output.Size;

    /// <summary>Width of the output's last axis, along which softmax acts.</summary>
    public int OutputRowWidth => Definition.Output[Definition.Output.Rank - 1];

    /// <summary>As many rows as are worth predicting at once: as asked for, or fewer where a row is very large.</summary>
    public int RowsAtOnce(int asked) => (int)Math.Clamp(ElementsAtOnce / elementsPerRow, 1, asked);

    /// <summary>Compiles a definition.</summary>
    /// <param name="definition">The network.</param>
    /// <param name="tracing">Whether every z is kept.</param>
    public static Plan<T> Compile(ModelDefinition definition, bool tracing = false)
    {
        var steps = new List<Step<T>>();
        foreach (LayerPlace place in definition.Layout.Places)
        {
            bool isLast = steps.Count == definition.Layers.Count - 1;
            Layer layer = isLast && definition.LossIsFused ? place.Layer.WithoutOutputActivation() : place.Layer;
            steps.Add(layer.Compile<T>(place.Site with { KeepsPreActivation = tracing }));
        }

        return new Plan<T>(definition, steps);
    }
}

using System.Numerics;
using Hillock.Activations;
using Hillock.Execution;
using Hillock.Optimizers;

namespace Hillock.Training;

/// <summary>Least squares by QR: one pass over the samples gives the best linear layer there is.</summary>
internal sealed class ClosedForm<T> : TrainingMethod<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SingleLayer<T> layer;
    private readonly Evaluator<T> evaluator;
    private bool solved;

    public ClosedForm(TrainingTask<T> task)
        : base(task)
    {
        layer = new SingleLayer<T>(task, "one dense layer of linear units", dense => dense.Activation is Linear);
        if (task.Experiment.L1 > 0 || task.Experiment.L2 > 0)
            throw new HillockException("The closed form has no penalties: leave out --l1 and --l2, or use the optimizer lbfgs.");
        evaluator = new Evaluator<T>(task.Plan, task.Samples, task.Pool);
    }

    public override int StepsPerEpoch => 1;

    public override string? Finished => solved ? "The closed form needs one pass: these are the best weights a linear layer can have." : null;

    public override (double Loss, int Samples) Step(int epoch, int index, double rate)
    {
        var solver = new LeastSquaresSolver(layer.Input.Length, layer.Target.Length);
        for (int sample = 0; sample < Task.Samples.Count; sample++)
        {
            layer.Read(sample);
            solver.Add(layer.Input, layer.Target, Task.SampleWeights.Length > 0 ? Task.SampleWeights[sample] : 1);
        }

        (double[] weights, double[] bias) = layer.Parameters();
        solver.Solve(weights, bias);
        layer.Set(weights, bias);
        solved = true;
        return (evaluator.Loss(Task.Parameters), Task.Samples.Count);
    }
}

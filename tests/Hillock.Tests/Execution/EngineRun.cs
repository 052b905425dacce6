using System.Numerics;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;

namespace Hillock.Tests.Execution;

/// <summary>A network on the engine itself, with one batch of made-up numbers in its workspace.</summary>
internal sealed class EngineRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RandomStream random;
    private int drawn;

    public EngineRun(
        ModelDefinition definition, int rows, WorkspaceUse use = WorkspaceUse.Training, int threads = 1, int seed = 1, int? maximumRows = null, bool zeros = false)
    {
        random = new RandomStream(seed, RandomPurpose.Generation);
        Definition = definition;
        Pass = new Pass(rows, Training: true, Seed: 5, Number: 3);
        Plan = Plan<T>.Compile(definition, use == WorkspaceUse.Tracing);
        Workspace = new Workspace<T>(Plan, maximumRows ?? rows, use, WorkerPool.Shared(threads), zeros);
        Parameters = new T[definition.ParameterCount + Simd.Slack];
        Gradients = new T[Parameters.Length];
        Fill(Parameters.AsSpan(0, definition.ParameterCount), 0.6);
        Fill(Workspace.Inputs(rows), 1);
        Fill(Workspace.Targets(rows), 1);
        Workspace.Scale(rows).Fill(T.One / T.CreateChecked(rows));
    }

    public ModelDefinition Definition { get; }

    public Pass Pass { get; }

    public Plan<T> Plan { get; }

    public Workspace<T> Workspace { get; }

    public T[] Parameters { get; }

    public T[] Gradients { get; }

    public int Rows => Pass.Rows;

    /// <summary>∂L/∂input after <see cref="Backpropagate"/>, of a workspace for tracing.</summary>
    public Span<T> InputGradient => Workspace.Buffers[0].InputGradient.AsSpan(0, Rows * Plan.InputWidth);

    /// <summary>The batch's loss as in training, dropout and all.</summary>
    public double Loss() => Workspace.ForwardBackward(Parameters, Pass);

    /// <summary>The loss, and every gradient in its place.</summary>
    public double Backpropagate()
    {
        double loss = Loss();
        Workspace.ParameterGradient(Gradients, Pass);
        return loss;
    }

    /// <summary>The outputs as in use, without dropout.</summary>
    public T[] Outputs()
    {
        Workspace.Predict(Parameters, Rows);
        return Workspace.Outputs(Rows).ToArray();
    }

    /// <summary>Numbers ~ N(0, deviation²), each call others.</summary>
    public void Fill(Span<T> values, double deviation)
    {
        for (int i = 0; i < values.Length; i++) values[i] = T.CreateTruncating(deviation * random.Normal(drawn++));
    }
}

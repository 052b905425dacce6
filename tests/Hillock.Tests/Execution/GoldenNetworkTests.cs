using System.Numerics;
using System.Text.Json;
using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Tensors;
using Hillock.Training;

namespace Hillock.Tests.Execution;

/// <summary>Forward values, loss and every gradient of dense networks, as PyTorch computes them in float64.</summary>
public sealed class GoldenNetworkTests
{
    private static readonly JsonElement[] Networks = [.. GoldenFile.Read("networks.json").EnumerateArray()];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Networks.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void Double_precision_agrees_with_the_reference(int index) => Examine<double>(Networks[index]);

    [Theory]
    [MemberData(nameof(All))]
    public void Single_precision_agrees_with_the_reference(int index) => Examine<float>(Networks[index]);

    private static void Examine<T>(JsonElement golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ModelDefinition definition = Define(golden);
        T[] parameters = Parameters<T>(golden, definition);
        var plan = Plan<T>.Compile(definition, tracing: true);
        int rows = golden.GetProperty("x").GetArrayLength();
        var workspace = new Workspace<T>(plan, rows, WorkspaceUse.Tracing, WorkerPool.Shared(2));
        Fill(golden.GetProperty("x"), workspace.Inputs(rows));
        Fill(golden.GetProperty("target"), workspace.Targets(rows));
        workspace.Scale(rows).Fill(T.One / T.CreateChecked(rows));
        var gradients = new T[parameters.Length];

        double loss = workspace.ForwardBackward(parameters, new Pass(rows));
        workspace.ParameterGradient(gradients, new Pass(rows));
        Close(golden.GetProperty("loss_value").GetDouble(), loss, "loss");

        var penalty = new Penalty(L1: 0, golden.GetProperty("l2").GetDouble());
        Close(golden.GetProperty("penalised_loss_value").GetDouble(), loss + penalty.Value<T>(parameters, definition.Parameters), "penalised loss");
        foreach (ParameterSlice weights in definition.Parameters.Where(slice => slice.Role == ParameterRole.Weight))
            penalty.AddGradient(weights.Of<T>(parameters), weights.Of(gradients.AsSpan()));

        int last = definition.Layers.Count - 1;
        for (int layer = 0; layer <= last; layer++)
        {
            StepBuffers<T> buffers = workspace.Buffers[layer];
            T[] z = buffers.Kept.Length > 0 ? buffers.Kept : buffers.Output;
            All(golden.GetProperty("z")[layer], z, $"z of layer {layer}");
            All(golden.GetProperty("delta")[layer], buffers.OutputGradient, $"delta of layer {layer}");
            All(golden.GetProperty("dW")[layer], definition.Parameters.Single(p => p.Name == $"dense_{layer + 1}.weights").Of(gradients.AsSpan()), $"dW of layer {layer}");
            if (golden.GetProperty("b").ValueKind != JsonValueKind.Null)
                All(golden.GetProperty("db")[layer], definition.Parameters.Single(p => p.Name == $"dense_{layer + 1}.bias").Of(gradients.AsSpan()), $"db of layer {layer}");
        }

        All(golden.GetProperty("dx"), workspace.Buffers[0].InputGradient, "dx");
        workspace.Predict(parameters, rows);
        All(golden.GetProperty("a")[last], workspace.Outputs(rows), "output");

        // The engine's arrays have slack behind what they hold.
        static void All(JsonElement expected, ReadOnlySpan<T> actual, string what)
        {
            double[] numbers = expected.Numbers<double>();
            GoldenFile.AssertClose(numbers, actual[..numbers.Length], what);
        }

        static void Close(double expected, double actual, string what) => GoldenFile.AssertClose(expected, T.CreateChecked(actual), what);
    }

    private static ModelDefinition Define(JsonElement golden)
    {
        int[] sizes = [.. golden.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32())];
        bool hasBias = golden.GetProperty("b").ValueKind != JsonValueKind.Null;
        var layers = new List<Layer>();
        for (int i = 1; i < sizes.Length; i++)
        {
            string activation = golden.GetProperty(i == sizes.Length - 1 ? "output" : "hidden").GetString()!;
            layers.Add(new Dense(sizes[i], Activation.Parse(activation)) { HasBias = hasBias });
        }

        return new ModelDefinition(new Shape(sizes[0]), layers, Loss.Parse(golden.GetProperty("loss").GetString()!));
    }

    private static T[] Parameters<T>(JsonElement golden, ModelDefinition definition)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[definition.ParameterCount + Simd.Slack];
        for (int layer = 0; layer < definition.Layers.Count; layer++)
        {
            Fill(golden.GetProperty("W")[layer], definition.Parameters.Single(p => p.Name == $"dense_{layer + 1}.weights").Of(parameters.AsSpan()));
            if (golden.GetProperty("b").ValueKind != JsonValueKind.Null)
                Fill(golden.GetProperty("b")[layer], definition.Parameters.Single(p => p.Name == $"dense_{layer + 1}.bias").Of(parameters.AsSpan()));
        }

        return parameters;
    }

    private static void Fill<T>(JsonElement values, Span<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => values.Numbers<T>().CopyTo(target);
}

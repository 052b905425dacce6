using System.Text.Json;
using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Tests.Layers;
using Hillock.Tests.Models;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Tests.Tracing;

/// <summary>What a trace shows is what the engine computes, and what other libraries compute.</summary>
public class TraceTests
{
    private static readonly JsonElement[] Golden = [.. GoldenFile.Read("networks.json").EnumerateArray()];

    public static TheoryData<int> Networks => [.. Enumerable.Range(0, Golden.Length)];

    public static TheoryData<string, string> LayersAndActivations => GradientChecks.GradientTests.LayersAndActivations;

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_golden_networks_are_traced_in_both_precisions(int index)
    {
        JsonElement golden = Golden[index];
        Model model = Traced.Read(Json(golden));
        Examine<double>(golden, model);
        Examine<float>(golden, model.WithPrecision(Precision.Single));
    }

    [Fact]
    public void The_lectures_worked_example_gives_the_lectures_numbers()
    {
        Model model = Traced.Read(Traced.Lecture);
        Trace trace = Trace.Run(model, TraceSamples.Encode(model, [0.50, 0.51], 0.10));
        LayerTrace layer = trace.Layers[0];

        Close(0.379, layer.PreActivation[0, 0]);
        Close(0.5936318924705234, layer.Output[0, 0]);
        Close(0.1218362226320152, trace.Loss!.Value);
        Close(0.4936318924705234, trace.LossGradient![0, 0]);
        Close(0.24123306871238834, layer.ActivationDerivative![0, 0]);
        Close(0.059540168117484034, layer.WeightGradients![0, 0]);
        Close(0.060730971479833716, layer.WeightGradients[1, 0]);
        Assert.Null(layer.Bias);
        Assert.Null(layer.BiasGradients);
    }

    [Theory]
    [MemberData(nameof(LayersAndActivations))]
    public void Every_number_is_the_engines_to_the_bit(string layer, string activation)
    {
        foreach (ModelDefinition definition in Traced.Networks(layer, activation))
        {
            foreach (bool training in (bool[])[false, true]) Examine(Traced.Random(definition, Precision.Single), training);
        }

        static void Examine(Model model, bool training)
        {
            const int rows = 3;
            TraceSamples samples = Traced.Samples(model, rows);
            Trace trace = Trace.Run(model, samples, training);

            var plan = Plan<float>.Compile(model.Definition);
            var workspace = new Workspace<float>(plan, rows, WorkspaceUse.Training, WorkerPool.Shared(1));
            float[] parameters = [.. model.AllParameters().Select(value => (float)value), .. new float[Simd.Slack]], gradients = new float[parameters.Length];
            Fill(samples.Inputs, workspace.Inputs(rows));
            Fill(samples.Targets!, workspace.Targets(rows));
            workspace.Scale(rows).Fill(1f / rows);
            var pass = new Pass(rows, training, Seed: 1);
            workspace.ForwardBackward(parameters, pass);
            workspace.ParameterGradient(gradients, pass);

            Assert.Equal(workspace.Losses(rows).ToArray(), trace.Losses);
            foreach ((LayerPlace place, LayerTrace traced) in model.Definition.Layout.Places.Zip(trace.Layers))
            {
                if (traced.Weights is null) continue;
                Assert.Equal(Wide(place.Site.Parameters[0].Of<float>(parameters)), traced.Weights.Values.ToArray());
                Assert.Equal(Wide(place.Site.Parameters[0].Of<float>(gradients)), traced.WeightGradients!.Values.ToArray());
                Assert.Equal(Wide(place.Site.Parameters[1].Of<float>(gradients)), traced.BiasGradients!.Values.ToArray());
            }

            if (training) return;
            workspace.Predict(parameters, rows);
            Assert.Equal(Wide(workspace.Outputs(rows)), trace.Output.Values.ToArray());
        }
    }

    // δ is a layer's derivative, diagonal or not, times the gradient of what it gives.
    [Theory]
    [MemberData(nameof(LayersAndActivations))]
    public void Delta_is_the_transposed_Jacobian_times_the_output_gradient(string layer, string activation)
    {
        foreach (ModelDefinition definition in Traced.Networks(layer, activation))
        {
            Model model = Traced.Random(definition);
            Trace trace = Trace.Run(model, Traced.Samples(model, rows: 2), training: true);
            foreach (LayerTrace traced in trace.Layers)
            {
                for (int sample = 0; sample < 2; sample++)
                {
                    Matrix jacobian = traced.Jacobian(sample);
                    for (int j = 0; j < jacobian.Columns; j++)
                    {
                        double delta = 0;
                        for (int i = 0; i < jacobian.Rows; i++) delta += traced.OutputGradient![sample, i] * jacobian[i, j];
                        Assert.Equal(delta, traced.Delta![sample, j], 1e-12);
                    }
                }
            }
        }
    }

    [Fact]
    public void Softmax_has_the_Jacobian_of_the_lectures()
    {
        Model model = Traced.Random(new ModelDefinition(Traced.Vector(3), [new Dense(4, Activation.Softmax)], Loss.CrossEntropy));
        LayerTrace layer = Trace.Run(model, Traced.Samples(model)).Layers[0];
        Matrix jacobian = layer.Jacobian(0);

        Assert.Null(layer.ActivationDerivative);
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                (double yi, double yj) = (layer.Output[0, i], layer.Output[0, j]);
                Assert.Equal(i == j ? yi * (1 - yi) : -yi * yj, jacobian[i, j], 1e-15);
            }
        }
    }

    [Fact]
    public void What_is_frozen_has_a_gradient_and_without_a_target_nothing_has()
    {
        Layer[] free = [new Dense(4, Activation.Tanh), new Dense(2)], frozen = [new Dense(4, Activation.Tanh) { Frozen = true }, new Dense(2) { BiasFrozen = true }];
        Trace a = Run(free), b = Run(frozen);

        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(a.Layers[i].WeightGradients!.Values.ToArray(), b.Layers[i].WeightGradients!.Values.ToArray());
            Assert.Equal(a.Layers[i].BiasGradients!.Values.ToArray(), b.Layers[i].BiasGradients!.Values.ToArray());
        }

        Assert.Equal([true, true, false, true], b.Layers.SelectMany(layer => (bool[])[layer.WeightsFrozen, layer.BiasFrozen]));
        Trace without = Trace.Run(a.Model, TraceSamples.Encode(a.Model, [1, 2, 3]));
        Assert.False(without.HasTargets);
        Assert.True(without is { Loss: null, LossGradient: null, InputGradient: null, Losses.Count: 0 });
        Assert.All(without.Layers, layer => Assert.True(layer is { Delta: null, OutputGradient: null, WeightGradients: null, BiasGradients: null }));

        static Trace Run(Layer[] layers)
        {
            Model model = Traced.Random(new ModelDefinition(Traced.Vector(3), layers));
            return Trace.Run(model, Traced.Samples(model));
        }
    }

    [Fact]
    public void A_trained_models_penalty_is_shown_apart_from_the_loss()
    {
        TableDataset data = Specimens.Columns;
        var experiment = new Experiment(new Dense(1)) { Epochs = 1, Validation = 0, L1 = 0.25, L2 = 0.5, Precision = Precision.Double };
        Model model = new Trainer(experiment, data).CreateModel();
        Trace trace = Trace.Run(model, TraceSamples.Of(model, data, 2));
        double[] w = trace.Layers[0].Weights!.Values.ToArray();

        Assert.Equal(w.Sum(value => (0.25 * Math.Abs(value)) + (0.25 * value * value)), trace.Penalty, 1e-12);
        Assert.Equal(w.Select(value => (0.25 * Math.Sign(value)) + (0.5 * value)), trace.Layers[0].PenaltyGradients!.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    // Central differences of the model's own loss, without the tracer: networks, weights and inputs by chance.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Weight_gradients_agree_with_differences_for_networks_by_chance(int seed)
    {
        const double h = 1e-6;
        var random = new RandomStream(seed, RandomPurpose.Generation);
        int drawn = 0;
        string[] smooth = ["sigmoid", "tanh", "gelu", "silu", "softplus", "softsign", "mish", "linear"];
        for (int network = 0; network < 20; network++)
        {
            Layer[] hidden = [.. Enumerable.Range(0, Draw(0, 4)).Select(_ => (Layer)new Dense(Draw(1, 6), Activation.Parse(smooth[Draw(0, smooth.Length)])))];
            (Activation output, Loss loss) = Draw(0, 3) switch
            {
                0 => (Activation.Softmax, Loss.CrossEntropy),
                1 => (Activation.Sigmoid, Loss.BinaryCrossEntropy),
                _ => (Activation.Tanh, Loss.HalfSquaredError),
            };
            var definition = new ModelDefinition(Traced.Vector(Draw(1, 5)), [.. hidden, new Dense(Draw(2, 4), output)], loss);
            Model model = Traced.Random(definition, seed: drawn);
            TraceSamples samples = Traced.Samples(model, rows: Draw(1, 4), seed: drawn);
            Trace trace = Trace.Run(model, samples);
            double[] parameters = model.AllParameters(), analytic = [.. trace.Layers.SelectMany(layer => (double[])[.. layer.WeightGradients!.Values, .. layer.BiasGradients!.Values])];
            for (int i = 0; i < parameters.Length; i++)
            {
                double difference = (LossAt(i, h) - LossAt(i, -h)) / (2 * h);
                Assert.True(Math.Abs(difference - analytic[i]) < 1e-8, $"{definition}: parameter {i} has {analytic[i]}, the difference is {difference}");
            }

            double LossAt(int index, double by)
            {
                double[] moved = [.. parameters];
                moved[index] += by;
                return Trace.Run(new Model(definition, moved, model.Preprocessing), samples).Loss!.Value;
            }
        }

        int Draw(int from, int below) => from + random.Below(drawn++, below - from);
    }

    private static void Examine<T>(JsonElement golden, Model model)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        double[] x = golden.GetProperty("x").Numbers<double>(), y = golden.GetProperty("target").Numbers<double>();
        double l2 = golden.GetProperty("l2").GetDouble();
        Trace trace = Trace.Run(model, Traced.Samples(model, x, y));

        GoldenFile.AssertClose(golden.GetProperty("loss_value").GetDouble(), T.CreateChecked(trace.Loss!.Value), "loss");
        All("dx", null, trace.InputGradient!);
        for (int i = 0; i < trace.Layers.Count; i++)
        {
            LayerTrace layer = trace.Layers[i];
            All("z", i, layer.PreActivation);
            All("a", i, layer.Output);
            All("delta", i, layer.Delta!);
            double[] penalized = [.. layer.WeightGradients!.Values.ToArray().Zip(layer.Weights!.Values.ToArray(), (g, w) => g + (l2 * w))];
            All("dW", i, new Matrix(layer.Weights.Rows, layer.Weights.Columns, penalized));
            if (layer.Bias is not null) All("db", i, layer.BiasGradients!);
        }

        void All(string name, int? layer, Matrix actual)
        {
            JsonElement expected = layer is { } i ? golden.GetProperty(name)[i] : golden.GetProperty(name);
            T[] values = [.. actual.Values.ToArray().Select(value => T.CreateChecked(value))];
            GoldenFile.AssertClose<T>(expected.Numbers<double>(), values, $"{name}[{layer}]");
        }
    }

    private static string Json(JsonElement golden)
    {
        JsonElement sizes = golden.GetProperty("sizes");
        bool hasBias = golden.GetProperty("b").ValueKind != JsonValueKind.Null;
        int last = sizes.GetArrayLength() - 1;
        IEnumerable<string> layers = Enumerable.Range(0, last).Select(i =>
            $$"""
            {"type":"dense","units":{{sizes[i + 1]}},"activation":"{{golden.GetProperty(i == last - 1 ? "output" : "hidden")}}","weights":{{golden.GetProperty("W")[i].GetRawText()}},"bias":{{(hasBias ? golden.GetProperty("b")[i].GetRawText() : "null")}}}
            """);
        return $$"""{"hillock":1,"input":{{sizes[0]}},"loss":"{{golden.GetProperty("loss").GetString()}}","layers":[{{string.Join(',', layers)}}]}""";
    }

    private static void Fill(Matrix values, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = (float)values.Values[i];
    }

    private static double[] Wide(ReadOnlySpan<float> values) => [.. values.ToArray().Select(value => (double)value)];

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-12);
}

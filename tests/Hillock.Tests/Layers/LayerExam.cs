using System.Numerics;
using System.Text.Json;
using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Files;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Tensors;
using Hillock.Tests.Execution;

namespace Hillock.Tests.Layers;

/// <summary>What every kind of layer must do; a new one is examined by its row in <see cref="LayerSpecimens"/>. Gradients: GradientChecks.</summary>
public class LayerExam
{
    public static TheoryData<string> Types => [.. Layer.Types];

    [Fact]
    public void Every_kind_of_layer_is_examined() => Assert.Equal(Layer.Types.Order(), LayerSpecimens.All.Keys.Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void It_is_an_immutable_value_equal_by_its_settings(string type)
    {
        Layer[] variants = LayerSpecimens.All[type].Variants;
        foreach ((Layer layer, int i) in variants.Select((layer, i) => (layer, i)))
        {
            Layer copy = layer with { };
            Assert.NotSame(layer, copy);
            Assert.Equal(layer, copy);
            Assert.Equal(layer.GetHashCode(), copy.GetHashCode());
            Assert.NotEqual(layer, layer with { Name = "other" });
            Assert.NotEqual(layer, layer with { Frozen = !layer.Frozen });
            Assert.All(variants.Where((_, j) => j != i), other => Assert.NotEqual(layer, other));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void It_comes_back_from_its_JSON_and_refuses_what_it_does_not_know(string type)
    {
        foreach (Layer layer in LayerSpecimens.All[type].Variants)
        {
            string json = layer.ToJson().ToJsonString();
            Assert.Equal(type, layer.Type);
            Assert.Equal(layer, Read(json));
            string message = Assert.Throws<HillockException>(() => Read(json[..^1] + ",\"frozenn\":true}")).Message;
            Assert.Equal("layer: 'frozenn' is not known here; did you mean 'frozen'?", message);
        }

        static Layer Read(string json)
        {
            var fields = new JsonFields(JsonDocument.Parse(json).RootElement, "layer");
            Layer layer = Layer.FromJson(fields);
            fields.End();
            return layer;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_shape_that_does_not_fit_is_refused_with_the_layer_and_the_shapes(string type)
    {
        LayerSpecimens specimens = LayerSpecimens.All[type];
        foreach (Layer layer in specimens.Variants)
        {
            foreach (Shape input in specimens.Inputs) _ = new ModelDefinition(input, [layer]);
            if (specimens.Refused is not { } refused) continue;
            string message = Assert.Throws<ArgumentException>(() => new ModelDefinition(refused, [new Dropout(0.1), layer])).Message;
            Assert.Contains($"'{layer.Name ?? type + "_1"}'", message, StringComparison.Ordinal);
            Assert.Contains("'dropout_1'", message, StringComparison.Ordinal);
            Assert.Contains($"{refused}", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_batch_is_its_rows_one_by_one_to_the_bit(string type)
    {
        ForEach(type, Examine<float>);
        ForEach(type, Examine<double>);

        static void Examine<T>(ModelDefinition definition)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var batch = new EngineRun<T>(definition, rows: 33);
            T[] outputs = batch.Outputs();
            var single = new EngineRun<T>(definition, rows: 1);
            int width = batch.Plan.OutputWidth, inputs = batch.Plan.InputWidth;
            for (int row = 0; row < 33; row++)
            {
                batch.Workspace.Inputs(33).Slice(row * inputs, inputs).CopyTo(single.Workspace.Inputs(1));
                single.Workspace.Predict(batch.Parameters, 1);
                Assert.Equal(outputs.AsSpan(row * width, width).ToArray(), single.Workspace.Outputs(1).ToArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Any_number_of_rows_up_to_the_maximum_gives_what_a_workspace_of_that_size_gives(string type) =>
        ForEach(type, definition =>
        {
            var large = new EngineRun<float>(definition, rows: 13, maximumRows: 40);
            var exact = new EngineRun<float>(definition, rows: 13);

            Assert.Equal(exact.Backpropagate(), large.Backpropagate());
            Assert.Equal(exact.Gradients, large.Gradients);
            Assert.Equal(exact.Outputs(), large.Outputs());
            Assert.Throws<ArgumentException>(() => large.Workspace.Predict(large.Parameters, 41));
        });

    [Theory]
    [MemberData(nameof(Types))]
    public void Training_and_tracing_give_the_same_bits_and_prediction_the_same_outputs(string type) =>
        ForEach(type, definition =>
        {
            EngineRun<float>[] runs = [.. Enum.GetValues<WorkspaceUse>().Select(use => new EngineRun<float>(definition, rows: 9, use))];

            Assert.Equal(runs[1].Backpropagate(), runs[2].Backpropagate());
            Assert.Equal(runs[1].Gradients, runs[2].Gradients);
            Assert.Equal(runs[0].Outputs(), runs[1].Outputs());
            Assert.Equal(runs[0].Outputs(), runs[2].Outputs());
        });

    [Theory]
    [MemberData(nameof(Types))]
    public void Any_number_of_threads_gives_the_same_bits(string type)
    {
        // Wide enough for every thread to get its share of rows and of gradient tiles.
        foreach (Layer layer in LayerSpecimens.All[type].Variants.Take(5))
        {
            Layer[] around = [new Dense(260, Activation.Tanh), new Dropout(0.3), layer, new Dense(10, Activation.Softmax)];
            var definition = new ModelDefinition(new Shape(300), around, Loss.CrossEntropy);
            (double loss, float[] gradients, float[] outputs) = Bits(1);
            foreach (int threads in (int[])[2, 3, 7])
            {
                (double sameLoss, float[] sameGradients, float[] sameOutputs) = Bits(threads);
                Assert.Equal(loss, sameLoss);
                Assert.Equal(gradients, sameGradients);
                Assert.Equal(outputs, sameOutputs);
            }

            (double, float[], float[]) Bits(int threads)
            {
                var run = new EngineRun<float>(definition, rows: 61, threads: threads);
                return (run.Backpropagate(), run.Gradients, run.Outputs());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Nothing_is_allocated(string type) =>
        ForEach(type, definition =>
        {
            var run = new EngineRun<float>(definition, rows: 5);
            long allocated = 0;
            for (int call = 0; call < 3; call++) // the first ones compile
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                run.Backpropagate();
                run.Workspace.Predict(run.Parameters, 5);
                run.Workspace.Loss(run.Parameters, 5);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.Equal(0, allocated);
        });

    private static void ForEach(string type, Action<ModelDefinition> examine)
    {
        foreach (Layer layer in LayerSpecimens.All[type].Variants)
        {
            foreach (Shape input in LayerSpecimens.All[type].Inputs) examine(new ModelDefinition(input, [layer]));
        }
    }
}

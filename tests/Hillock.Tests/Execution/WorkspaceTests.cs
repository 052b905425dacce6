using Hillock.Activations;
using Hillock.Data;
using Hillock.Definitions;
using Hillock.Execution;
using Hillock.Kernels;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Tensors;

namespace Hillock.Tests.Execution;

public class WorkspaceTests
{
    // Dropout, an activation of its own, views and several widths, with enough arithmetic that threads are used.
    private static readonly ModelDefinition Mixed = new(
        new Shape(1, 16, 16),
        [
            new Dropout(0.2),
            new Flatten(),
            new Dense(301, Activation.GELU),
            new Dropout(0.5),
            new Dense(150) { HasBias = false },
            new ActivationLayer(Activation.Tanh),
            new Flatten(),
            new Dense(10, Activation.Softmax),
        ],
        Loss.CrossEntropy);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(97)]
    public void Threads_change_no_bit_of_losses_gradients_and_outputs(int rows)
    {
        EngineRun<double>[] runs = [.. ((int[])[1, 2, 3, 7]).Select(threads => new EngineRun<double>(Mixed, rows, threads: threads))];
        double[] losses = [.. runs.Select(run => run.Backpropagate())];

        Assert.All(losses, loss => Assert.Equal(losses[0], loss));
        Assert.All(runs, run => Assert.Equal(runs[0].Gradients, run.Gradients));
        Assert.All(runs, run => Assert.Equal(runs[0].Workspace.Losses(rows).ToArray(), run.Workspace.Losses(rows).ToArray()));
        double[] outputs = runs[0].Outputs();
        Assert.All(runs, run => Assert.Equal(outputs, run.Outputs()));
    }

    [Fact]
    public void A_batch_is_its_rows_one_by_one_to_the_bit()
    {
        var batch = new EngineRun<float>(Mixed, rows: 70, threads: 2);
        var single = new EngineRun<float>(Mixed, rows: 1);
        float[] outputs = batch.Outputs();
        for (int row = 0; row < 70; row++)
        {
            batch.Workspace.Inputs(70).Slice(row * 256, 256).CopyTo(single.Workspace.Inputs(1));
            single.Workspace.Predict(batch.Parameters, 1);
            Assert.Equal(outputs.AsSpan(row * 10, 10).ToArray(), single.Workspace.Outputs(1).ToArray());
        }
    }

    [Fact]
    public void A_workspace_that_has_seen_other_batches_gives_the_same_bits()
    {
        var fresh = new EngineRun<float>(Mixed, rows: 20, maximumRows: 50);
        var used = new EngineRun<float>(Mixed, rows: 20, maximumRows: 50);
        float[] inputs = used.Workspace.Inputs(20).ToArray(), targets = used.Workspace.Targets(20).ToArray();
        used.Workspace.Inputs(50).Fill(float.NaN);
        used.Workspace.Targets(50).Fill(float.NaN);
        used.Workspace.Scale(50).Fill(0.02f);
        used.Workspace.ForwardBackward(used.Parameters, new Pass(50, Training: true));
        used.Workspace.ParameterGradient(used.Gradients, new Pass(50, Training: true));
        inputs.CopyTo(used.Workspace.Inputs(20));
        targets.CopyTo(used.Workspace.Targets(20));
        used.Workspace.Scale(20).Fill(fresh.Workspace.Scale(20)[0]);

        Assert.Equal(fresh.Backpropagate(), used.Backpropagate());
        Assert.Equal(fresh.Gradients, used.Gradients);
    }

    [Fact]
    public void Zeros_that_are_left_out_change_no_bit()
    {
        var definition = new ModelDefinition(new Shape(1, 16, 16), [.. Mixed.Layers.Skip(1)], Mixed.Loss);
        var all = new EngineRun<float>(definition, rows: 70, threads: 2);
        var some = new EngineRun<float>(definition, rows: 70, threads: 3, zeros: true);
        var random = new RandomStream(1, RandomPurpose.Generation, 7);
        Span<float> inputs = all.Workspace.Inputs(70);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (random.Uniform(i) < 0.9) inputs[i] = 0;
        }

        inputs.CopyTo(some.Workspace.Inputs(70));

        Assert.Equal(all.Backpropagate(), some.Backpropagate());
        Assert.Equal(all.Gradients, some.Gradients);
        Assert.Equal(all.Outputs(), some.Outputs());
        Assert.Contains(some.Workspace.Buffers, buffers => buffers.RowNonZeros is not null);
    }

    [Fact]
    public void Nothing_is_allocated_on_any_thread()
    {
        var run = new EngineRun<float>(Mixed, rows: 32, threads: 2);
        for (int i = 0; i < 50; i++) Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++) Pass();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Pass()
        {
            run.Backpropagate();
            run.Workspace.Predict(run.Parameters, 32);
        }
    }

    [Fact]
    public void Dropout_drops_its_share_in_training_scales_the_rest_and_does_nothing_in_use()
    {
        var run = new EngineRun<double>(new ModelDefinition(new Shape(1000), [new Dropout(0.25)]), rows: 20);
        run.Workspace.Inputs(20).Fill(3);
        run.Loss();
        double[] dropped = run.Workspace.Buffers[0].Output[..20000];
        Assert.All(dropped, a => Assert.True(a is 0 or 4));

        // Four standard deviations of a binomial with n = 20,000 and p = 0.25 are 245.
        Assert.InRange(dropped.Count(a => a == 0), 4755, 5245);
        Assert.All(run.Outputs(), a => Assert.Equal(3, a));
    }

    [Fact]
    public void Each_step_each_layer_and_each_seed_drops_by_a_mask_of_its_own()
    {
        var definition = new ModelDefinition(new Shape(200), [new Dropout(0.5), new Dropout(0.5)]);
        var run = new EngineRun<double>(definition, rows: 3);
        run.Workspace.Inputs(3).Fill(1);
        string[] masks = [.. from seed in (long[])[1, 2, -1] from number in (long[])[0, 1, 1L << 31] from layer in (int[])[0, 1] select Mask(seed, number, layer)];

        Assert.Equal(masks.Length, masks.Distinct().Count());
        Assert.Equal(masks[0], Mask(1, 0, 0));

        string Mask(long seed, long number, int layer)
        {
            run.Workspace.ForwardBackward(run.Parameters, new Pass(3, Training: true, seed, number));
            return string.Concat(run.Workspace.Buffers[layer].Kept[..600].Select(m => m == 0 ? '0' : '1'));
        }
    }

    [Fact]
    public void Softmax_and_cross_entropy_stay_exact_for_logits_of_a_thousand()
    {
        var definition = new ModelDefinition(new Shape(2), [new Dense(2, Activation.Softmax) { HasBias = false }], Loss.CrossEntropy);
        var run = new EngineRun<float>(definition, rows: 2);
        float[] identity = [1, 0, 0, 1];
        identity.CopyTo(run.Parameters.AsSpan());
        ((float[])[1000, -1000, -1000, 1000]).CopyTo(run.Workspace.Inputs(2));
        ((float[])[0, 1, 0, 1]).CopyTo(run.Workspace.Targets(2));

        Assert.Equal(1000, run.Backpropagate());
        Assert.Equal([2000, 0], run.Workspace.Losses(2).ToArray());
        Assert.Equal([1f, 0f, 0f, 1f], run.Outputs());
        Assert.All(run.Gradients, g => Assert.True(float.IsFinite(g)));
    }

    [Fact]
    public void Deep_linear_networks_collapse_to_one_linear_map()
    {
        // y = ((x·W₁ + b₁)·W₂ + b₂)·W₃ + b₃ = x·W + b; the second is the lecture's, one input into four units into one.
        foreach ((Shape input, Layer[] layers) in ((Shape, Layer[])[])
            [(new Shape(5), [new Dense(9), new Dense(7), new Dense(3)]), (new Shape(1), [new Dense(4), new Dense(1)])])
        {
            var run = new EngineRun<double>(new ModelDefinition(input, layers), rows: 30);
            double[] deep = run.Outputs();
            (double[] w, double[] b) = Collapse(run);
            int width = run.Plan.OutputWidth;
            for (int i = 0; i < deep.Length; i++)
            {
                double y = b[i % width];
                for (int k = 0; k < input.Size; k++) y += run.Workspace.Inputs(30)[(i / width * input.Size) + k] * w[(k * width) + (i % width)];
                Assert.Equal(y, deep[i], 1e-12);
            }
        }
    }

    [Fact]
    public void Memory_that_no_array_can_hold_is_refused_in_a_sentence()
    {
        var plan = Plan<float>.Compile(new ModelDefinition(new Shape(1 << 28), [new ActivationLayer(Activation.Tanh)]));
        string message = Assert.Throws<HillockException>(() => new Workspace<float>(plan, 64, WorkspaceUse.Prediction, WorkerPool.Shared(1))).Message;
        Assert.Contains("64 rows of 268,435,456 numbers", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_evaluator_gives_the_mean_loss_and_all_outputs_whatever_the_chunks()
    {
        // 600 samples are three chunks, the last of them part full.
        var definition = new ModelDefinition(new Shape(3), [new Dense(4, Activation.Tanh), new Dense(2)], Loss.SquaredError);
        var whole = new EngineRun<double>(definition, rows: 600);
        double[] targets = whole.Workspace.Targets(600).ToArray();
        Samples<double> samples = new Samples<double>(600, whole.Workspace.Inputs(600).ToArray(), 3).WithTargets(2, [], targets, []);
        var evaluator = new Evaluator<double>(whole.Plan, samples, WorkerPool.Shared(2));

        Assert.Equal(whole.Workspace.Loss(whole.Parameters, 600), evaluator.Loss(whole.Parameters), 1e-12);
        Assert.Equal(whole.Outputs(), evaluator.Outputs);
        evaluator.Predict(whole.Parameters);
        Assert.Equal(whole.Outputs(), evaluator.Outputs);
    }

    private static (double[] Weights, double[] Bias) Collapse(EngineRun<double> run)
    {
        (double[] w, double[] b) = ([], []);
        foreach (LayerPlace place in run.Definition.Layout.Places)
        {
            (int inputs, int units) = (place.Site.Input.Size, place.Site.Output.Size);
            double[] own = place.Site.Parameters[0].Of<double>(run.Parameters).ToArray(), bias = place.Site.Parameters[1].Of<double>(run.Parameters).ToArray();
            (w, b) = w.Length == 0 ? (own, bias) : (Multiply(w, own), [.. Multiply(b, own).Zip(bias, (x, y) => x + y)]);

            double[] Multiply(double[] left, double[] right)
            {
                double[] product = new double[left.Length / inputs * units];
                for (int i = 0; i < product.Length; i++)
                {
                    for (int k = 0; k < inputs; k++) product[i] += left[(i / units * inputs) + k] * right[(k * units) + (i % units)];
                }

                return product;
            }
        }

        return (w, b);
    }
}

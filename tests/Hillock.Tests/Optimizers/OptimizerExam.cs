using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Kernels;
using Hillock.Optimizers;

namespace Hillock.Tests.Optimizers;

/// <summary>What every gradient optimizer must do; a new one is examined by being registered.</summary>
public class OptimizerExam
{
    public static TheoryData<string> Candidates => [.. Optimizer.Names.Where(name => Optimizer.Parse(name) is GradientOptimizer)];

    [Theory]
    [MemberData(nameof(Candidates))]
    public void It_descends_a_quadratic(string name)
    {
        // L = ½Σ cᵢwᵢ² from w = 1 with curvatures c from 0.1 to 1: no default step is too large for that.
        double[] curvature = [0.1, 0.3, 0.5, 0.8, 1];
        var run = new OptimizerRun<double>(Find(name), [1, -1, 1, -1, 1]);
        double Loss() => run.Weights.Zip(curvature, (w, c) => c * w * w / 2).Sum();

        double before = Loss();
        for (int step = 0; step < 3000; step++)
            run.Step([.. run.Weights.Zip(curvature, (w, c) => c * w)]);

        Assert.True(Loss() < before / 10, $"{name}: {before} became {Loss()}");
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_zero_gradient_moves_nothing_and_leaves_finite_values(string name)
    {
        float[] start = [1, -2, 0, 3e30f, 1e-30f];
        var run = new OptimizerRun<float>(Find(name), start);

        for (int step = 0; step < 50; step++) run.Step(new float[start.Length], decays: false);

        Assert.Equal(start, run.Weights);
        Assert.All(run.Everything, value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Cutting_the_range_anywhere_gives_the_same_bits(string name)
    {
        var whole = new OptimizerRun<float>(Find(name), Random<float>(0, 101));
        var cut = new OptimizerRun<float>(Find(name), Random<float>(0, 101));

        for (int step = 1; step <= 20; step++)
        {
            whole.Step(Random<float>(step, 101));
            cut.Step(Random<float>(step, 101), cuts: [1, 2, 5, 5, 40, 73, 100]);
        }

        Assert.Equal(whole.Everything, cut.Everything);
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Every_vector_width_gives_the_same_bits(string name)
    {
        Compare<float>();
        Compare<double>();

        void Compare<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            OptimizerRun<T>[] runs = [.. new[] { 128, 256, 512 }.Select(width =>
            {
                var run = new OptimizerRun<T>(Find(name), Random<T>(0, 77));
                for (int step = 1; step <= 20; step++) run.Step(Random<T>(step, 77), width: width);
                return run;
            })];
            Assert.Equal(runs[0].Everything, runs[1].Everything);
            Assert.Equal(runs[0].Everything, runs[2].Everything);
        }
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_step_allocates_nothing(string name)
    {
        float[] gradient = Random<float>(1, 1000);
        var run = new OptimizerRun<float>(Find(name), Random<float>(0, 1000));
        run.Step(gradient);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++) run.Step(gradient);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Weight_decay_shrinks_weights_and_spares_biases(string name)
    {
        GradientOptimizer optimizer = Find(name) with { WeightDecay = 0.5, LearningRate = 0.1 };
        var weights = new OptimizerRun<double>(optimizer, [2]);
        var biases = new OptimizerRun<double>(optimizer, [2]);

        weights.Step([0], decays: true);
        biases.Step([0], decays: false);

        Assert.Equal(2 * (1 - (0.1 * 0.5)), weights.Weights[0], 1e-12);
        Assert.Equal(2, biases.Weights[0]);
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void A_rate_of_zero_stands_still(string name)
    {
        if (name == "rprop") return; // its step sizes are its own
        OptimizerKernel<float> kernel = Find(name).Kernel<float>();
        float[] w = [1, 2, 3], g = [1, -1, 0], a = new float[3], b = new float[3], c = new float[3];

        kernel.BeginStep(1, 0, new double[Find(name).Scalars]);
        kernel.Update(w, g, a, b, c, true);

        Assert.Equal([1f, 2f, 3f], w);
    }

    [Theory]
    [MemberData(nameof(Candidates))]
    public void Impossible_settings_are_refused(string name)
    {
        foreach (double rate in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentException>(() => Find(name) with { LearningRate = rate });
        Assert.Throws<ArgumentException>(() => Find(name) with { WeightDecay = -0.1 });

        var settings = (JsonObject)Find(name).ToJson();
        foreach (string setting in settings.Select(pair => pair.Key).Where(key => key != "type"))
        {
            var wrong = (JsonObject)settings.DeepClone();
            wrong[setting] = -1.0;
            string message = Assert.Throws<ArgumentException>(() => Optimizer.FromJson(wrong)).Message;
            Assert.Contains($"'{name}'", message, StringComparison.Ordinal);
        }
    }

    private static GradientOptimizer Find(string name) => (GradientOptimizer)Optimizer.Parse(name);

    private static T[] Random<T>(int instance, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomStream(1, RandomPurpose.Generation, instance);
        return [.. Enumerable.Range(0, count).Select(i => T.CreateChecked(random.Normal(i)))];
    }
}

using BenchmarkDotNet.Attributes;
using Hillock.Kernels;
using Hillock.Optimizers;

namespace Hillock.Benchmarks;

/// <summary>One update of the parameters of 784-128-64-10.</summary>
/// <remarks>Oracle: the rule element by element in single precision; terms may be rounded in another order.</remarks>
public class OptimizerBenchmarks
{
    private const int Count = (784 * 128) + 128 + (128 * 64) + 64 + (64 * 10) + 10;
    private const double Tolerance = 1e-6;
    private const float Rate = 0.01f, Beta1 = 0.9f, Beta2 = 0.999f, Epsilon = 1e-8f;

    private readonly float[] g = Oracle.Numbers(Count, -1, 1, Simd.Slack);
    private float[] w = [], first = [], second = [];
    private OptimizerKernel<float> kernel = new Sgd().Kernel<float>();

    [Params("sgd", "momentum", "adam")]
    public string Optimizer { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        GradientOptimizer optimizer = Optimizer switch { "sgd" => new Sgd(Rate), "momentum" => new MomentumSgd(Rate), _ => new Adam(Rate) };
        kernel = optimizer.Kernel<float>();
        Begin();
        Naive();
        float[] expected = w[..Count];
        Begin();
        Kernel();
        Oracle.Agree(expected, w.AsSpan(0, Count), Tolerance);
    }

    [Benchmark(Baseline = true)]
    public void Naive()
    {
        for (int i = 0; i < Count; i++)
        {
            switch (Optimizer)
            {
                case "sgd":
                    w[i] -= Rate * g[i];
                    break;
                case "momentum":
                    first[i] = (0.9f * first[i]) + g[i];
                    w[i] -= Rate * first[i];
                    break;
                default:
                    first[i] = (Beta1 * first[i]) + ((1 - Beta1) * g[i]);
                    second[i] = (Beta2 * second[i]) + ((1 - Beta2) * g[i] * g[i]);
                    w[i] -= Rate * (first[i] / (1 - Beta1)) / (MathF.Sqrt(second[i] / (1 - Beta2)) + Epsilon);
                    break;
            }
        }
    }

    [Benchmark]
    public void Kernel() =>
        kernel.Update(w.AsSpan(0, Count), g.AsSpan(0, Count), first.AsSpan(0, Count), second.AsSpan(0, Count), [], decays: false);

    // The first step of all, from the same weights.
    private void Begin()
    {
        w = Oracle.Numbers(Count, -1, 1, Simd.Slack);
        first = new float[w.Length];
        second = new float[w.Length];
        kernel.BeginStep(1, Rate, []);
    }
}

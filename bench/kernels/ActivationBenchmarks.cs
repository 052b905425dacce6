using BenchmarkDotNet.Attributes;
using Hillock.Activations;

namespace Hillock.Benchmarks;

/// <summary>Activations over a batch of 64 rows of 128, one after the other in the first-level cache.</summary>
/// <remarks>Oracle: the formula in double precision, rounded. The tolerance is a few units in the last place of a float.</remarks>
public class ActivationBenchmarks
{
    private const int Rows = 64, Width = 128;
    private const double Tolerance = 4e-7;

    private readonly float[] z = Oracle.Numbers(Rows * Width, -8, 8);
    private readonly float[] a = new float[Rows * Width];
    private ActivationKernel<float> kernel = Activations.Activation.ReLU.Kernel<float>();

    [Params("relu", "sigmoid", "tanh", "exponential", "gelu_tanh", "softmax")]
    public string Activation { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        kernel = Activations.Activation.Parse(Activation).Kernel<float>();
        Naive();
        float[] expected = [.. a];
        Kernel();
        Oracle.Agree(expected, a, Tolerance);
    }

    [Benchmark(Baseline = true)]
    public void Naive()
    {
        if (Activation == "softmax")
        {
            for (int row = 0; row < Rows; row++) Softmax(z.AsSpan(row * Width, Width), a.AsSpan(row * Width, Width));
            return;
        }

        for (int i = 0; i < z.Length; i++)
        {
            double x = z[i];
            a[i] = (float)(Activation switch
            {
                "relu" => Math.Max(x, 0),
                "sigmoid" => 1 / (1 + Math.Exp(-x)),
                "tanh" => Math.Tanh(x),
                "exponential" => Math.Exp(x),
                _ => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
            });
        }
    }

    [Benchmark]
    public void Kernel() => kernel.Forward(z, a, Width);

    private static void Softmax(ReadOnlySpan<float> z, Span<float> a)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (float x in z) largest = Math.Max(largest, x);
        foreach (float x in z) sum += Math.Exp(x - largest);
        for (int i = 0; i < z.Length; i++) a[i] = (float)(Math.Exp(z[i] - largest) / sum);
    }
}

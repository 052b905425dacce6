using BenchmarkDotNet.Attributes;
using Hillock.Kernels;

namespace Hillock.Benchmarks;

/// <summary>The three products of a dense layer at shapes of the networks in docs/performance.md, on one thread.</summary>
/// <remarks>Oracle: each element one chain of fused multiply-adds c ← a·b + c over ascending k. Every bit must agree.</remarks>
public class MatrixProductBenchmarks
{
    private float[] a = [], b = [], c = [], scratch = [];
    private int m, n, k;

    /// <summary>X·W, Xᵀ·δ or δ·Wᵀ, and m×n×k.</summary>
    [Params(
        "X·W 1×128×784", "X·W 1×8×2", "X·W 10×30×784", "Xᵀ·δ 784×30×10", "X·W 64×128×784", "Xᵀ·δ 784×128×64", "δ·Wᵀ 64×128×64",
        "X·W 128×512×512", "Xᵀ·δ 512×512×128", "δ·Wᵀ 128×512×512")]
    public string Product { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        int[] shape = [.. Product.Split(' ')[1].Split('×').Select(int.Parse)];
        (m, n, k) = (shape[0], shape[1], shape[2]);
        a = Oracle.Numbers(m * k, -1, 1, Simd.Slack);
        b = Oracle.Numbers(k * n, -1, 1, Simd.Slack);
        c = new float[(m * n) + Simd.Slack];
        scratch = new float[MatrixProduct.ScratchLength(n)];
        Naive();
        float[] expected = [.. c];
        Kernel();
        Oracle.Agree(expected.AsSpan(0, m * n), c.AsSpan(0, m * n), tolerance: 0);
    }

    [Benchmark(Baseline = true)]
    public void Naive()
    {
        bool transposesA = Product[0] == 'X' && Product[1] == 'ᵀ', transposesB = Product[0] == 'δ';
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                float sum = 0;
                for (int p = 0; p < k; p++)
                {
                    float left = a[transposesA ? (p * m) + i : (i * k) + p], right = b[transposesB ? (j * k) + p : (p * n) + j];
                    sum = Simd.HasFusedMultiplyAdd ? MathF.FusedMultiplyAdd(left, right, sum) : (left * right) + sum;
                }

                c[(i * n) + j] = sum;
            }
        }
    }

    [Benchmark]
    public void Kernel()
    {
        Matrix<float> left = Product.StartsWith("Xᵀ", StringComparison.Ordinal) ? new Matrix<float>(a, m).Transposed : new Matrix<float>(a, k);
        Matrix<float> right = Product[0] == 'δ' ? new Matrix<float>(b, k).Transposed : new Matrix<float>(b, n);
        MatrixProduct.Multiply(m, n, k, left, right, c, [], scratch);
    }
}

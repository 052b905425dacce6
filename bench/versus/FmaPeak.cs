using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hillock.Kernels;

namespace Hillock.Versus;

/// <summary>How many floating-point operations a second the cores can do at most: fused multiply-adds that never leave their registers.</summary>
/// <remarks>Twelve chains c ← x·c + y that do not wait for each other: more than the latency of an FMA (4 cycles) times the units (2).</remarks>
internal static class FmaPeak
{
    private const int Chains = 12;
    private const int Steps = 20_000; // of a chain between two looks at the clock
    private const double Seconds = 0.05;

    /// <summary>Operations (a multiplication and an addition are two) per second of so many threads at once, at the width in use.</summary>
    public static double Measure(int threads) => Measure(threads, Simd.Width);

    /// <inheritdoc cref="Measure(int)"/>
    public static double Measure(int threads, int width)
    {
        double[] rates = new double[threads];
        using var start = new Barrier(threads);
        Thread[] all = [.. Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            rates[i] = width == 512 ? Rate<Simd512<float>>() : width == 256 ? Rate<Simd256<float>>() : Rate<Simd128<float>>();
        }))];
        foreach (Thread thread in all) thread.Start();
        foreach (Thread thread in all) thread.Join();
        return rates.Sum();
    }

    private static double Rate<V>()
        where V : struct, ISimd<V, float>
    {
        float[] sums = new float[V.Count];
        Run<V>(Steps, ref sums[0]);
        return Server.For(Seconds, () =>
        {
            Run<V>(Steps, ref sums[0]);
            return 2.0 * Steps * Chains * V.Count;
        }).Rate;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V>(int steps, ref float sums)
        where V : struct, ISimd<V, float>
    {
        V x = V.Broadcast(0.5f), y = V.Broadcast(0.5f);
        V a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int step = 0; step < steps; step++)
        {
            a = V.MultiplyAdd(x, a, y);
            b = V.MultiplyAdd(x, b, y);
            c = V.MultiplyAdd(x, c, y);
            d = V.MultiplyAdd(x, d, y);
            e = V.MultiplyAdd(x, e, y);
            f = V.MultiplyAdd(x, f, y);
            g = V.MultiplyAdd(x, g, y);
            h = V.MultiplyAdd(x, h, y);
            i = V.MultiplyAdd(x, i, y);
            j = V.MultiplyAdd(x, j, y);
            k = V.MultiplyAdd(x, k, y);
            l = V.MultiplyAdd(x, l, y);
        }

        // The sum is kept, or there would be nothing to compute.
        (a + b + c + d + e + f + g + h + i + j + k + l).Store(ref sums, 0);
    }
}

using Hillock.Kernels;
using Hillock.Models;

namespace Hillock.Construction;

/// <summary>Compares a built network with its specification, sample by sample, on all threads.</summary>
internal sealed class Verifier : ITiledWork
{
    private const int RowsAtOnce = 256;

    private readonly INetworkEvaluator network;
    private readonly Specification specification;
    private readonly int[] compared;
    private readonly int[] wrong;
    private readonly double[] largest;

    private Verifier(Model model, Specification specification, int threads)
    {
        this.specification = specification;
        network = specification.IsBinary ? new BitNetwork(model) : new SparseNetwork(model);
        (compared, wrong, largest) = (new int[threads], new int[threads], new double[threads]);
    }

    /// <summary>Compares all samples.</summary>
    public static Verification Run(Model model, Specification specification)
    {
        WorkerPool pool = WorkerPool.Shared(Environment.ProcessorCount);
        var verifier = new Verifier(model, specification, pool.ThreadCount);
        SampleSpace samples = specification.Samples;
        pool.Run(verifier, (samples.Count + RowsAtOnce - 1) / RowsAtOnce);
        int count = verifier.compared.Sum();
        return specification.IsNumber
            ? new Verification(count, samples.IsWhole, null, verifier.largest.Max(), specification.Bound)
            : new Verification(count, samples.IsWhole, verifier.wrong.Sum(), null, null);
    }

    /// <inheritdoc/>
    public void Run(int tile, int worker)
    {
        int first = tile * RowsAtOnce, rows = Math.Min(RowsAtOnce, specification.Samples.Count - first);
        int inputs = specification.Inputs.Count;
        double[] samples = new double[rows * inputs], outputs = new double[rows], truths = new double[rows];
        for (int row = 0; row < rows; row++) specification.Samples.Fill(first + row, samples.AsSpan(row * inputs, inputs));
        network.Predict(samples, outputs);
        specification.Truth(samples, truths);
        for (int row = 0; row < rows; row++)
        {
            if (double.IsNaN(truths[row])) continue;
            compared[worker]++;
            if (outputs[row] != truths[row]) wrong[worker]++;
            largest[worker] = Math.Max(largest[worker], Math.Abs(outputs[row] - truths[row]));
        }
    }
}

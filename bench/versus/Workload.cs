namespace Hillock.Versus;

/// <summary>One piece of work, given to every peer in the same words: a row of a table.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Words">
/// <c>train SET SIZES ACTIVATION LOSS BATCH OPTIMIZER RATE</c>: samples per second;
/// <c>predict SET SIZES</c>: one sample at a time, per second, with ReLU and softmax;
/// <c>reach SET SIZES BATCH RATE EPOCHS</c>: trainings per second, with ReLU, cross-entropy and Adam, its rate falling in half a cosine wave;
/// <c>multiply KIND M N K</c>: floating-point operations per second, C[m, n] = A·B, nn for X·W, tn for Xᵀ·δ, nt for δ·Wᵀ.
/// </param>
internal sealed record Workload(string Name, string Words)
{
    /// <summary>How long one measurement is.</summary>
    public double Seconds { get; init; } = 0.25;

    /// <summary>How many threads it is for; null: whatever number is each peer's best.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Floating-point operations behind one unit of the rate, none of which can be left out: so that operations in a second over the
    /// machine's peak are a share of it. Null where zeros in the data may save some of them.
    /// </summary>
    public double? Operations { get; init; }

    /// <summary>What warms a peer up; null: the work itself.</summary>
    public string? WarmUp { get; init; }

    /// <summary>Training on a set.</summary>
    /// <param name="set"><c>mnist</c>; <c>dense</c>: its images without a zero; <c>plane</c>: points with two coordinates.</param>
    /// <param name="name">Its name.</param>
    /// <param name="network">SIZES … RATE.</param>
    public static Workload Train(string set, string name, string network)
    {
        int[] sizes = [.. network.Split(' ')[0].Split(',').Select(int.Parse)];
        double products = sizes.Zip(sizes[1..], (m, n) => (double)m * n).Sum();
        return new Workload(name, $"train {set} {network}")
        {
            // Forward, ∂L/∂W and ∂L/∂x are a multiplication and an addition for each weight; nobody needs the first layer's ∂L/∂x.
            Operations = set == "mnist" ? null : 2 * ((3 * products) - ((double)sizes[0] * sizes[1])),
            Seconds = products > 1_000_000 ? 0.7 : 0.25,
        };
    }

    /// <summary>A matrix product alone.</summary>
    public static Workload Multiply(string kind, int m, int n, int k, int threads) => new(
        $"{m}×{n}×{k}{kind switch { "nn" => "", "tn" => " Xᵀ·δ", _ => " δ·Wᵀ" }}{(threads > 1 ? $", {threads} threads" : "")}",
        $"multiply {kind} {m} {n} {k}")
    {
        Threads = threads,
        Operations = 1,
        Seconds = 0.08,
    };
}

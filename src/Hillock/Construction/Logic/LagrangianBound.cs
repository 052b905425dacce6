namespace Hillock.Construction.Logic;

/// <summary>How few columns can cover the rows at least, and a cover that is nearly as small.</summary>
/// <remarks>
/// With a price uᵣ ≥ 0 for each row, no cover has fewer columns than L(u) = Σ uᵣ + Σ_c min(0, 1 − Σ_{r∈c} uᵣ). Prices are moved along the
/// subgradient 1 − (how many columns of negative reduced cost 1 − Σu cover the row) by steps that shrink (Held &amp; Karp 1971).
/// </remarks>
internal sealed class LagrangianBound
{
    private readonly CoverProblem problem;
    private readonly int entries;
    private readonly double[] prices;
    private readonly double[] reduced;

    /// <summary>Improves the bound until it proves that no cover is smaller than <paramref name="target"/>, or for so many rounds.</summary>
    /// <param name="problem">At least one row is left.</param>
    /// <param name="target">The number of columns that is to be beaten.</param>
    /// <param name="rounds">How often the prices are moved.</param>
    /// <param name="mostWork">How many entries of the problem may be looked at, if it takes long.</param>
    public LagrangianBound(CoverProblem problem, int target, int rounds, long mostWork)
    {
        this.problem = problem;
        reduced = new double[problem.Columns.Length];
        entries = problem.Rows.Sum(columns => columns.Length);
        prices = problem.Prices ?? [.. problem.Rows.Select(columns => 1.0 / columns.Max(column => problem.Columns[column].Length))];
        double[] best = prices;
        double largest = double.NegativeInfinity, scale = 1;
        int since = 0;
        for (int round = 0; round < rounds; round++)
        {
            double value = Price();
            if (value > largest + 1e-9) (largest, best, since) = (value, (double[])prices.Clone(), 0);
            else if (++since == 10) (scale, since) = (scale / 2, 0);
            if (round % 10 == 0) Offer(Greedy());
            AtLeast = (int)Math.Ceiling(largest - 1e-6);
            if (AtLeast >= Math.Min(target, Cover.Count) || Work > mostWork) break;
            Move(scale * ((1.02 * Math.Min(target, Cover.Count)) - value));
        }

        best.CopyTo(prices, 0);
        Price();
        Offer(Greedy());
        Value = largest;
    }

    /// <summary>No cover has fewer columns.</summary>
    public int AtLeast { get; private set; }

    /// <summary>[rows] u.</summary>
    public IReadOnlyList<double> Prices => prices;

    /// <summary>L(u).</summary>
    public double Value { get; }

    /// <summary>[columns] 1 − Σ u over the rows of each: how much a cover with it exceeds the bound at least.</summary>
    public IReadOnlyList<double> ReducedCosts => reduced;

    /// <summary>What it took: entries of the problem looked at.</summary>
    public long Work { get; private set; }

    /// <summary>A cover: columns of the problem.</summary>
    public IReadOnlyList<int> Cover { get; private set; } = [];

    private double Price()
    {
        double value = 0;
        Work += 2L * entries;
        foreach (double price in prices) value += price;
        for (int column = 0; column < reduced.Length; column++)
        {
            double cost = 1;
            foreach (int row in problem.Columns[column]) cost -= prices[row];
            reduced[column] = cost;
            value += Math.Min(0, cost);
        }

        return value;
    }

    private void Move(double length)
    {
        int[] slope = new int[prices.Length];
        int norm = 0;
        for (int row = 0; row < slope.Length; row++)
        {
            slope[row] = 1;
            foreach (int column in problem.Rows[row]) slope[row] -= reduced[column] < 0 ? 1 : 0;
            norm += slope[row] * slope[row];
        }

        if (norm == 0) return;
        for (int row = 0; row < slope.Length; row++) prices[row] = Math.Max(0, prices[row] + (length / norm * slope[row]));
    }

    private void Offer(List<int> cover)
    {
        if (Cover.Count == 0 || cover.Count < Cover.Count) Cover = cover;
    }

    // Column by column the one that costs least for each row it newly covers; then whatever became needless goes again.
    private List<int> Greedy()
    {
        int[] timesCovered = new int[problem.RowCount];
        int open = problem.RowCount;
        List<int> cover = [];
        while (open > 0)
        {
            Work += entries;
            int next = -1;
            double least = double.PositiveInfinity;
            for (int column = 0; column < reduced.Length; column++)
            {
                int gain = 0;
                foreach (int row in problem.Columns[column]) gain += timesCovered[row] == 0 ? 1 : 0;
                if (gain == 0) continue;
                double cost = reduced[column] <= 0 ? reduced[column] * gain : reduced[column] / gain;
                if (cost < least) (least, next) = (cost, column);
            }

            cover.Add(next);
            foreach (int row in problem.Columns[next]) open -= timesCovered[row]++ == 0 ? 1 : 0;
        }

        for (int i = cover.Count - 1; i >= 0; i--)
        {
            if (problem.Columns[cover[i]].Any(row => timesCovered[row] == 1)) continue;
            foreach (int row in problem.Columns[cover[i]]) timesCovered[row]--;
            cover.RemoveAt(i);
        }

        return cover;
    }
}

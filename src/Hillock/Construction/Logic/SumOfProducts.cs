namespace Hillock.Construction.Logic;

/// <summary>A truth table as an OR of ANDs, as few as can be found.</summary>
/// <param name="Products">Each is 1 only where the table is 1 or open; together they are 1 wherever it is 1.</param>
/// <param name="AtLeast">No sum of products of this table has fewer; 0: that is not known.</param>
internal sealed record SumOfProducts(IReadOnlyList<Cube> Products, int AtLeast)
{
    // Some seconds for the hardest tables, dense ones of nine and ten variables without any pattern; the rest takes a few nodes.
    private const long MostWork = 1_000_000_000;

    /// <summary>Minimizes a table: exactly up to <see cref="PrimeImplicants.MaximumVariables"/> variables, by ESPRESSO's loop beyond.</summary>
    public static SumOfProducts Of(TruthTable table)
    {
        if (table.Variables > PrimeImplicants.MaximumVariables) return new SumOfProducts(Espresso.Minimize(table), 0);
        uint[] rows = [.. table.OnRows()];
        if (rows.Length == 0) return new SumOfProducts([], 0);
        // Of products that cover the same, the shorter one is preferred.
        Cube[] primes = [.. PrimeImplicants.Of(table).OrderBy(prime => prime.Literals)];
        int[][] covered = [.. primes.Select(prime => Enumerable.Range(0, rows.Length).Where(i => prime.Covers(rows[i])).ToArray())];
        (int[] chosen, int atLeast) = MinimumCover.Solve(rows.Length, covered, MostWork);
        return new SumOfProducts([.. chosen.Select(index => primes[index])], atLeast);
    }
}

using FsCheck;
using FsCheck.Fluent;
using Hillock.Construction.Logic;

namespace Hillock.Tests.Construction.Logic;

public class MinimumCoverTests
{
    [Fact]
    public void No_cover_is_smaller() =>
        Prop.ForAll(Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 10).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (rows, columns, seed) =>
        {
            int[][] sets = Problem(rows, columns, seed);
            (int[] chosen, int atLeast) = MinimumCover.Solve(rows, sets, mostWork: 1_000_000_000);

            Assert.Equal(rows, chosen.SelectMany(column => sets[column]).Distinct().Count());
            int fewest = Enumerable.Range(0, 1 << sets.Length).Where(choice => Covers(sets, choice, rows)).Min(choice => System.Numerics.BitOperations.PopCount((uint)choice));
            Assert.Equal((fewest, fewest), (chosen.Length, atLeast));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cut_short_it_still_gives_a_cover_and_a_bound_below_it() =>
        Prop.ForAll(Gen.Choose(5, 12).ToArbitrary(), Gen.Choose(5, 10).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (rows, columns, seed) =>
        {
            int[][] sets = Problem(rows, columns, seed);
            (int[] chosen, int atLeast) = MinimumCover.Solve(rows, sets, mostWork: 0);

            Assert.Equal(rows, chosen.SelectMany(column => sets[column]).Distinct().Count());
            Assert.InRange(MinimumCover.Solve(rows, sets, mostWork: 1_000_000_000).Chosen.Length, atLeast, chosen.Length);
        }).QuickCheckThrowOnFailure();

    // Rows by chance in two or three columns each, the hard kind; every row is in one at least.
    private static int[][] Problem(int rows, int columns, int seed)
    {
        var random = new Hillock.Kernels.RandomStream(seed, Hillock.Kernels.RandomPurpose.Generation);
        List<int>[] sets = [.. Enumerable.Range(0, columns).Select(_ => new List<int>())];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < 3; i++)
            {
                List<int> set = sets[random.Below((3 * row) + i, columns)];
                if (!set.Contains(row)) set.Add(row);
            }
        }

        return [.. sets.Select(set => set.ToArray())];
    }

    private static bool Covers(int[][] sets, int choice, int rows) =>
        Enumerable.Range(0, sets.Length).Where(column => (choice >> column & 1) == 1).SelectMany(column => sets[column]).Distinct().Count() == rows;
}

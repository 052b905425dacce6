namespace Hillock.Construction.Logic;

/// <summary>The fewest columns that cover every row, by branch and bound.</summary>
/// <remarks>
/// Each node is reduced (<see cref="CoverProblem"/>), falls apart into blocks without a common row where it can, and is given up where
/// its bound (<see cref="LagrangianBound"/>) shows that it holds nothing smaller. The problem is NP-hard: after so much work the best
/// cover found is returned, with what is known of the smallest.
/// </remarks>
internal sealed class MinimumCover
{
    private const int RootRounds = 600;
    private const int Rounds = 30;

    private long work;

    private MinimumCover(long mostWork) => work = mostWork;

    /// <summary>Finds a cover.</summary>
    /// <param name="rowCount">How many rows there are, each in some column.</param>
    /// <param name="columns">The rows of each column, ascending, the columns to prefer first.</param>
    /// <param name="mostWork">How much may be looked at, in entries of the problem.</param>
    /// <returns>Columns, ascending, and how many any cover has at least.</returns>
    public static (int[] Chosen, int AtLeast) Solve(int rowCount, IReadOnlyList<int[]> columns, long mostWork)
    {
        var search = new MinimumCover(mostWork);
        var root = new CoverProblem(rowCount, columns, [.. Enumerable.Range(0, columns.Count)]);
        (List<int> chosen, int atLeast) = search.Best(root, int.MaxValue);
        chosen.Sort();
        return ([.. chosen], atLeast);
    }

    /// <summary>A cover of fewer than <paramref name="limit"/> columns if there is one; and how many any cover has at least, as far as the limit.</summary>
    private (List<int> Chosen, int AtLeast) Best(CoverProblem problem, int limit)
    {
        List<int> chosen = [.. problem.Chosen];
        int atLeast = chosen.Count;
        if (!problem.HasCover || atLeast >= limit) return (chosen, limit);
        List<CoverProblem> blocks = Blocks(problem);
        foreach (CoverProblem block in blocks)
        {
            (List<int> part, int least) = BestOfBlock(block, blocks.Count == 1 && limit < int.MaxValue ? limit - atLeast : int.MaxValue);
            chosen.AddRange(part);
            atLeast += least;
        }

        return (chosen, atLeast);
    }

    private (List<int> Chosen, int AtLeast) BestOfBlock(CoverProblem problem, int limit)
    {
        var bound = new LagrangianBound(problem, limit, problem.Prices is null ? RootRounds : Rounds, work);
        List<int> best = [.. bound.Cover.Select(column => problem.Names[column])];
        int target = Math.Min(limit, best.Count);
        work -= bound.Work;
        if (bound.AtLeast >= target || work <= 0) return (best, Math.Min(bound.AtLeast, target));

        // Columns that would bring the bound up to the target cannot be part of anything better.
        bool[] isOut = [.. bound.ReducedCosts.Select(cost => bound.Value + cost > target - 1 + 1e-6)];
        int row = Enumerable.Range(0, problem.RowCount).MinBy(row => problem.Rows[row].Count(column => !isOut[column]));
        int atLeast = target;
        foreach (int column in problem.Rows[row].Where(column => !isOut[column]).OrderBy(column => bound.ReducedCosts[column]))
        {
            // With this column; without those tried before.
            CoverProblem rest = With(problem, column, isOut, bound.Prices);
            (List<int> part, int least) = Best(rest, target - 1);
            if (rest.HasCover && part.Count + 1 < target)
            {
                best = [problem.Names[column], .. part];
                target = best.Count;
            }

            atLeast = Math.Min(atLeast, least + 1);
            isOut[column] = true;
        }

        return (best, Math.Min(Math.Max(atLeast, bound.AtLeast), target));
    }

    // The rows that a column leaves, and the columns that are not out.
    private static CoverProblem With(CoverProblem problem, int chosen, bool[] isOut, IReadOnlyList<double> prices)
    {
        int[] place = new int[problem.RowCount];
        foreach (int row in problem.Columns[chosen]) place[row] = -1;
        int rows = 0;
        for (int row = 0; row < place.Length; row++) place[row] = place[row] < 0 ? -1 : rows++;
        int[] kept = [.. Enumerable.Range(0, problem.Columns.Length).Where(column => column != chosen && !isOut[column])];
        return new CoverProblem(rows, [.. kept.Select(column => problem.Columns[column].Select(row => place[row]).Where(row => row >= 0).ToArray())], [.. kept.Select(column => problem.Names[column])], [.. prices.Where((_, row) => place[row] >= 0)]);
    }

    // Rows that share a column belong to one block.
    private static List<CoverProblem> Blocks(CoverProblem problem)
    {
        int[] block = new int[problem.RowCount];
        Array.Fill(block, -1);
        int count = 0;
        for (int start = 0; start < block.Length; start++)
        {
            if (block[start] >= 0) continue;
            var open = new Stack<int>([start]);
            block[start] = count;
            while (open.TryPop(out int row))
            {
                foreach (int other in problem.Rows[row].SelectMany(column => problem.Columns[column]))
                {
                    if (block[other] >= 0) continue;
                    block[other] = count;
                    open.Push(other);
                }
            }

            count++;
        }

        if (count == 1) return [problem];
        List<CoverProblem> parts = [];
        for (int part = 0; part < count; part++)
        {
            int rows = 0;
            int[] place = [.. block.Select(number => number == part ? rows++ : -1)];
            int[] columns = [.. Enumerable.Range(0, problem.Columns.Length).Where(column => block[problem.Columns[column][0]] == part)];
            parts.Add(new CoverProblem(rows, [.. columns.Select(column => problem.Columns[column].Select(row => place[row]).ToArray())], [.. columns.Select(column => problem.Names[column])], problem.Prices is { } prices ? [.. prices.Where((_, row) => place[row] >= 0)] : null));
        }

        return parts;
    }
}

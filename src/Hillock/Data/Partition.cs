using Hillock.Kernels;

namespace Hillock.Data;

/// <summary>Divides samples by chance: for classes each class on its own, so that every part has them in the same proportion.</summary>
internal static class Partition
{
    /// <summary>A share of each class; where the shares are no whole numbers, the largest remainders get one more.</summary>
    public static (int[] Train, int[] Test) Split(Dataset dataset, double test, long seed)
    {
        if (!(test is >= 0 and < 1)) throw new ArgumentException($"The test part is a share from 0 to less than 1, not {test}.");
        int[][] groups = Groups(dataset, seed);
        int wanted = Math.Min((int)Math.Round(test * dataset.Count, MidpointRounding.AwayFromZero), groups.Sum(Spare));
        if (wanted == 0 && test > 0) wanted = Math.Min(1, groups.Sum(Spare));

        int[] taken = [.. groups.Select(group => Math.Min((int)(test * group.Length), Spare(group)))];
        int[] order = [.. Enumerable.Range(0, groups.Length).OrderByDescending(i => test * groups[i].Length - taken[i])];
        for (int i = 0, missing = wanted - taken.Sum(); missing > 0; i = (i + 1) % order.Length)
        {
            if (taken[order[i]] == Spare(groups[order[i]])) continue;
            taken[order[i]]++;
            missing--;
        }

        return (Sorted(groups.SelectMany((group, i) => group.Skip(taken[i]))), Sorted(groups.SelectMany((group, i) => group.Take(taken[i]))));
    }

    /// <summary>Each class dealt out like cards, one class going on where the last one ended.</summary>
    public static IEnumerable<(int[] Train, int[] Test)> Folds(Dataset dataset, int count, long seed)
    {
        if (count < 2) throw new ArgumentException($"There are at least 2 folds, not {count}.");
        if (count > dataset.Count) throw new HillockException($"{count} folds need at least as many samples; here are {dataset.Count}.");
        int[] foldOf = new int[dataset.Count];
        int dealt = 0;
        foreach (int sample in Groups(dataset, seed).SelectMany(group => group)) foldOf[sample] = dealt++ % count;
        return Enumerable.Range(0, count).Select(fold => (Where(foldOf, other => other != fold), Where(foldOf, other => other == fold)));
    }

    /// <summary>A group keeps one sample in the first part.</summary>
    private static int Spare(int[] group) => Math.Max(group.Length - 1, 0);

    /// <summary>The samples of each class, or all in one group, each group in an order of its own by chance.</summary>
    private static int[][] Groups(Dataset dataset, long seed)
    {
        IEnumerable<int> all = Enumerable.Range(0, dataset.Count);
        int[][] groups = dataset.Task == LearningTask.Regression
            ? [[.. all]]
            : [.. all.GroupBy(dataset.Class).OrderBy(group => group.Key).Select(group => group.ToArray())];
        for (int i = 0; i < groups.Length; i++) new RandomStream(seed, RandomPurpose.Split, i).Shuffle(groups[i]);
        return groups;
    }

    private static int[] Sorted(IEnumerable<int> samples)
    {
        int[] sorted = [.. samples];
        Array.Sort(sorted);
        return sorted;
    }

    private static int[] Where(int[] foldOf, Func<int, bool> chosen) => [.. Enumerable.Range(0, foldOf.Length).Where(sample => chosen(foldOf[sample]))];
}

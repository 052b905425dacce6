using Hillock.Kernels;

namespace Hillock.Data;

/// <summary>Divides samples by chance: for classes each class on its own, so that every part has them in the same proportion.</summary>
internal static class Partition
{
    /// <summary>A share of each class, rounded down or up so that all are as near the share as can be; one sample of each stays behind.</summary>
    public static (int[] Train, int[] Test) Split(Dataset dataset, double test, long seed)
    {
        if (!(test is >= 0 and < 1)) throw new ArgumentException($"The test part is a share from 0 to less than 1, not {test}.");
        int[][] groups = Groups(dataset, seed);
        int[] taken = [.. groups.Select(group => Math.Min((int)(test * group.Length), group.Length - 1))];
        int[] most = [.. groups.Select(group => Math.Min((int)Math.Ceiling(test * group.Length), group.Length - 1))];
        int wanted = Math.Max((int)Math.Round(test * dataset.Count, MidpointRounding.AwayFromZero), test > 0 ? 1 : 0);
        foreach (int i in Enumerable.Range(0, groups.Length).OrderByDescending(i => test * groups[i].Length - taken[i]))
        {
            if (taken.Sum() < wanted && taken[i] < most[i]) taken[i]++;
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

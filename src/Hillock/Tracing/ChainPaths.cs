using System.Numerics;

namespace Hillock.Tracing;

/// <summary>The paths along which one name changes another: counted all, shown a few.</summary>
internal sealed record ChainPaths(BigInteger Count, IReadOnlyList<ChainPath> Shown)
{
    private const int MostShown = 8;

    /// <summary>Finds them.</summary>
    /// <param name="factors">Only such as lie on a path, those of later links first.</param>
    /// <param name="from">Where the paths begin: what is differentiated.</param>
    /// <param name="to">Where they end.</param>
    public static ChainPaths Find(IReadOnlyList<ChainFactor> factors, string from, string to)
    {
        // Each name has as many paths as the names that it uses have together: never are they followed one by one.
        var counts = new Dictionary<string, BigInteger>(StringComparer.Ordinal) { [to] = 1 };
        for (int i = factors.Count - 1; i >= 0; i--)
            counts[factors[i].Of] = counts.GetValueOrDefault(factors[i].Of) + counts.GetValueOrDefault(factors[i].By);
        ILookup<string, ChainFactor> factorsOf = factors.ToLookup(factor => factor.Of, StringComparer.Ordinal);
        List<ChainPath> shown = [];
        var path = new Stack<ChainFactor>();
        Follow(from);
        return new ChainPaths(counts.GetValueOrDefault(from), shown);

        // Every factor lies on a path, so that no step is in vain.
        void Follow(string name)
        {
            if (name == to)
            {
                shown.Add(new ChainPath([.. path.Reverse()]));
                return;
            }

            foreach (ChainFactor factor in factorsOf[name])
            {
                if (shown.Count == MostShown) return;
                path.Push(factor);
                Follow(factor.By);
                path.Pop();
            }
        }
    }
}

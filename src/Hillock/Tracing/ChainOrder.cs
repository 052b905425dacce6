using Hillock.Expressions;

namespace Hillock.Tracing;

/// <summary>The order of a chain's links: each has a name of its own and uses only variables and links before it.</summary>
internal static class ChainOrder
{
    /// <summary>Refuses names that are defined twice, used before they are defined, or defined by themselves.</summary>
    /// <exception cref="ArgumentException">The message shows the place.</exception>
    public static void Check(ExpressionText text, IReadOnlyList<FormulaDefinition> definitions)
    {
        if (definitions.Count > Chain.MaximumLinks)
            throw text.Error(definitions[Chain.MaximumLinks].Defined.Position, $"This is one link too many: a chain has at most {Chain.MaximumLinks:N0}.");
        var linkOf = new Dictionary<int, int>();
        for (int i = 0; i < definitions.Count; i++)
        {
            if (!linkOf.TryAdd(definitions[i].Index, i)) throw text.Error(definitions[i].Defined.Position, $"'{definitions[i].Name}' is defined twice.");
        }

        for (int i = 0; i < definitions.Count; i++)
        {
            foreach (FormulaName use in definitions[i].Uses)
            {
                if (!linkOf.TryGetValue(use.Index, out int link) || link < i) continue;
                throw text.Error(use.Position, Circle(definitions, linkOf, i, link) is { } circle
                    ? $"'{definitions[i].Name}' is defined by itself: {circle}."
                    : $"'{use.Name}' is used before it is defined: let '{use.Name} = …' come before '{definitions[i].Name} = …'.");
            }
        }
    }

    // The way from a link over the names it uses back to where it began: y uses z, z uses y; null if there is none.
    private static string? Circle(IReadOnlyList<FormulaDefinition> definitions, Dictionary<int, int> linkOf, int start, int next)
    {
        var cameFrom = new Dictionary<int, int> { [next] = start };
        var waiting = new Queue<int>([next]);
        while (waiting.TryDequeue(out int link))
        {
            if (link == start)
            {
                List<string> steps = [];
                int at = start;
                do
                {
                    steps.Insert(0, $"{definitions[cameFrom[at]].Name} uses {definitions[at].Name}");
                    at = cameFrom[at];
                }
                while (at != start);
                return string.Join(", ", steps);
            }

            foreach (FormulaName use in definitions[link].Uses)
            {
                if (linkOf.TryGetValue(use.Index, out int used) && cameFrom.TryAdd(used, link)) waiting.Enqueue(used);
            }
        }

        return null;
    }
}

namespace Hillock;

/// <summary>Finds what a mistyped name was meant to be.</summary>
public static class NearestName
{
    /// <summary>
    /// The known name that takes the fewest edits (a letter inserted, dropped, replaced, or two neighbors swapped) to reach, null if
    /// every one takes more than half of the letters, or all of them. Case and the separators <c>_</c>, <c>-</c> and space do not count.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string letters = Letters(name);
        string? nearest = null;
        int fewest = Math.Max(1, letters.Length / 2) + 1;
        foreach (string candidate in known)
        {
            int edits = Edits(letters, Letters(candidate));
            if (edits >= fewest || edits == letters.Length) continue; // every letter replaced is another name
            fewest = edits;
            nearest = candidate;
        }

        return nearest;
    }

    /// <summary>
    /// The sentence for an unknown name: <c>There is no activation 'rleu'. Did you mean 'relu'?</c>, or all names when none is near.
    /// </summary>
    public static string Sentence(string kind, string name, IReadOnlyCollection<string> known) =>
        Find(name, known) is string nearest
            ? $"There is no {kind} '{name}'. Did you mean '{nearest}'?"
            : $"There is no {kind} '{name}'. There are: {string.Join(", ", known)}.";

    private static string Letters(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-' or ' '))).ToLowerInvariant();

    /// <summary>The Damerau–Levenshtein distance (optimal alignment), three rows of its table at a time.</summary>
    private static int Edits(string a, string b)
    {
        int[] beforePrevious = new int[b.Length + 1], previous = new int[b.Length + 1], current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) previous[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(previous[j], current[j - 1]));
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (swapped) current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }
}

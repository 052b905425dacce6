namespace Hillock.Construction.Logic;

/// <summary>A sum of products from which none can be left out (Minato 1992, Morreale 1970).</summary>
/// <remarks>
/// f between a lower bound L (the rows that are 1) and an upper bound U (those that are not 0), split at a variable x: products with ¬x
/// cover what is only possible there, L₀ ∧ ¬U₁; products with x cover L₁ ∧ ¬U₀; products without x cover what is left of both.
/// </remarks>
internal static class IrredundantCover
{
    public static List<Cube> Of(TruthTable table)
    {
        List<Cube> cover = [];
        ulong[] upper = new ulong[table.On.Length];
        for (int i = 0; i < upper.Length; i++) upper[i] = ~table.Off[i];
        // Fewer than 6 variables: the word is filled with copies of the table.
        if (table.Variables >= 6)
        {
            Cover(table.On, upper, table.Variables, default, cover);
            return cover;
        }

        ulong on = table.On[0], open = upper[0];
        for (int i = table.Variables; i < 6; i++)
        {
            int size = 1 << i;
            (on, open) = (on | (on << size), (open & ((1UL << size) - 1)) | (open << size));
        }

        Cover([on], [open], table.Variables, default, cover);
        return cover;
    }

    // Adds products within `within` that cover L and nothing beyond U, and returns the rows that they cover.
    private static ulong[] Cover(ReadOnlySpan<ulong> lower, ReadOnlySpan<ulong> upper, int variables, Cube within, List<Cube> cover)
    {
        ulong[] covered = new ulong[lower.Length];
        if (!lower.ContainsAnyExcept(0UL)) return covered;
        if (!upper.ContainsAnyExcept(ulong.MaxValue))
        {
            cover.Add(within);
            Array.Fill(covered, ulong.MaxValue);
            return covered;
        }

        int variable = variables - 1;
        (ulong[] lower0, ulong[] lower1) = Halves(lower, variable);
        (ulong[] upper0, ulong[] upper1) = Halves(upper, variable);
        uint bit = 1u << variable;
        ulong[] only0 = Cover(Without(lower0, upper1), upper0, variable, new Cube(within.Mask | bit, within.Value), cover);
        ulong[] only1 = Cover(Without(lower1, upper0), upper1, variable, new Cube(within.Mask | bit, within.Value | bit), cover);
        ulong[] rest = new ulong[lower0.Length], both = new ulong[lower0.Length];
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = (lower0[i] & ~only0[i]) | (lower1[i] & ~only1[i]);
            both[i] = upper0[i] & upper1[i];
        }

        ulong[] shared = Cover(rest, both, variable, within, cover);
        Join(covered, Or(only0, shared), Or(only1, shared), variable);
        return covered;
    }

    // The tables with x = 0 and x = 1. Within a word both halves are doubled, so that a word is always full.
    private static (ulong[] Zero, ulong[] One) Halves(ReadOnlySpan<ulong> words, int variable)
    {
        if (variable >= 6)
        {
            int half = words.Length / 2;
            return (words[..half].ToArray(), words[half..].ToArray());
        }

        int size = 1 << variable;
        ulong ones = TruthTable.Within(new Cube(1u << variable, 1u << variable));
        ulong zero = words[0] & ~ones, one = words[0] & ones;
        return ([zero | (zero << size)], [one | (one >> size)]);
    }

    private static void Join(ulong[] whole, ulong[] zero, ulong[] one, int variable)
    {
        if (variable >= 6)
        {
            zero.CopyTo(whole, 0);
            one.CopyTo(whole, zero.Length);
            return;
        }

        ulong ones = TruthTable.Within(new Cube(1u << variable, 1u << variable));
        whole[0] = (zero[0] & ~ones) | (one[0] & ones);
    }

    private static ulong[] Without(ulong[] a, ulong[] b) => [.. a.Zip(b, (left, right) => left & ~right)];

    private static ulong[] Or(ulong[] a, ulong[] b) => [.. a.Zip(b, (left, right) => left | right)];
}

namespace Hillock.Construction.Logic;

/// <summary>A small sum of products by the loop of ESPRESSO (Brayton, Hachtel, McMullen &amp; Sangiovanni-Vincentelli 1984), for many variables.</summary>
/// <remarks>
/// From an irredundant cover (<see cref="IrredundantCover"/>) on: REDUCE each product to what it alone covers, EXPAND it in another
/// direction as far as no 0 is hit, drop what others cover, so that the rest is IRREDUNDANT; until products get no fewer. A local minimum, not
/// proven to be the smallest.
/// </remarks>
internal sealed class Espresso
{
    private const int Patience = 3;

    private readonly TruthTable table;
    private readonly int[] timesCovered;
    private List<Cube> cover;

    private Espresso(TruthTable table)
    {
        this.table = table;
        timesCovered = new int[table.Rows];
        cover = IrredundantCover.Of(table);
        foreach (Cube cube in cover) Count(cube, 1);
    }

    /// <summary>The products.</summary>
    public static List<Cube> Minimize(TruthTable table)
    {
        var loop = new Espresso(table);
        loop.Expand(0);
        loop.DropRedundant();
        List<Cube> smallest = loop.cover;
        // Each round expands into other directions first: what is stuck in one may get on in the next.
        for (int round = 1, futile = 0; futile < Patience; round++)
        {
            loop.Reduce();
            loop.Expand(round);
            loop.DropRedundant();
            futile = loop.cover.Count < smallest.Count ? 0 : futile + 1;
            if (futile == 0) smallest = loop.cover;
        }

        return smallest;
    }

    // Literals are left out as long as no row that is 0 is hit, first those whose absence covers most rows that nothing else does.
    private void Expand(int round)
    {
        for (int i = 0; i < cover.Count; i++)
        {
            Cube cube = cover[i];
            Count(cube, -1);
            while (true)
            {
                int best = -1, most = -1;
                for (int step = 0; step < table.Variables; step++)
                {
                    int variable = (step + round) % table.Variables;
                    if ((cube.Mask >> variable & 1) == 0 || !table.Allows(cube.Flipped(variable))) continue;
                    int gain = NewlyCovered(cube.Flipped(variable));
                    if (gain > most) (best, most) = (variable, gain);
                }

                if (best < 0) break;
                cube = cube.Without(best);
            }

            cover[i] = cube;
            Count(cube, 1);
        }
    }

    // Products with the fewest rows of their own go first.
    private void DropRedundant()
    {
        var kept = new List<Cube>(cover.Count);
        foreach (Cube cube in cover.OrderByDescending(cube => cube.Literals).ThenBy(Alone))
        {
            if (Alone(cube) > 0) kept.Add(cube);
            else Count(cube, -1);
        }

        cover = kept;
    }

    // To the smallest product that still covers what no other does; the largest products first.
    private void Reduce()
    {
        cover = [.. cover.OrderBy(cube => cube.Literals)];
        for (int i = 0; i < cover.Count; i++)
        {
            Cube? smallest = null;
            uint all = (1u << table.Variables) - 1;
            foreach (uint row in RowsOf(cover[i]))
            {
                if (timesCovered[row] != 1 || table[row] != true) continue;
                var single = new Cube(all, row);
                smallest = smallest is { } joined ? Cube.Join(joined, single) : single;
            }

            Count(cover[i], -1);
            cover[i] = smallest!.Value;
            Count(cover[i], 1);
        }
    }

    private int Alone(Cube cube) => RowsOf(cube).Count(row => timesCovered[row] == 1 && table[row] == true);

    private int NewlyCovered(Cube cube) => RowsOf(cube).Count(row => timesCovered[row] == 0 && table[row] == true);

    private void Count(Cube cube, int change)
    {
        foreach (uint row in RowsOf(cube)) timesCovered[row] += change;
    }

    private IEnumerable<uint> RowsOf(Cube cube)
    {
        uint free = ((1u << table.Variables) - 1) & ~cube.Mask, part = 0;
        do
        {
            yield return part | cube.Value;
            part = (part - free) & free; // the next larger subset of the free bits
        }
        while (part != 0);
    }
}

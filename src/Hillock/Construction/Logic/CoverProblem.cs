using System.Numerics;

namespace Hillock.Construction.Logic;

/// <summary>Rows that must be covered and columns that cover some of them, without what can be decided at once.</summary>
/// <remarks>
/// Until nothing changes (McCluskey 1956): a row with a single column makes that column essential; a row whose columns include all those
/// of another is covered with it; a column whose rows are all in another is not needed.
/// </remarks>
internal sealed class CoverProblem
{
    private readonly List<int> chosen = [];

    /// <summary>Takes a problem and decides what can be decided.</summary>
    /// <param name="rowCount">How many rows there are.</param>
    /// <param name="columns">The rows of each column, ascending; of equal columns the first is kept.</param>
    /// <param name="names">What each column is called outside.</param>
    /// <param name="prices">[rows] what is known of the rows' prices; null: nothing.</param>
    public CoverProblem(int rowCount, IReadOnlyList<int[]> columns, IReadOnlyList<int> names, double[]? prices = null)
    {
        ulong[][] rowsOf = [.. columns.Select(rows => Set(rowCount, rows))];
        ulong[][] columnsOf = [.. Enumerable.Range(0, rowCount).Select(_ => new ulong[(columns.Count + 63) / 64])];
        for (int column = 0; column < rowsOf.Length; column++)
        {
            foreach (int row in columns[column]) Add(columnsOf[row], column);
        }

        bool[] rowLives = [.. Enumerable.Repeat(true, rowCount)], columnLives = [.. Enumerable.Repeat(true, rowsOf.Length)];
        while (TakeEssential() | DropRows() | DropColumns())
        {
        }

        HasCover = !Enumerable.Range(0, rowCount).Any(row => rowLives[row] && Count(columnsOf[row]) == 0);

        int[] row2 = Compact(rowLives), column2 = Compact(columnLives);
        if (prices is not null) Prices = [.. prices.Where((_, row) => rowLives[row])];
        RowCount = rowLives.Count(lives => lives);
        Columns = [.. Enumerable.Range(0, rowsOf.Length).Where(column => columnLives[column]).Select(column => Members(rowsOf[column]).Select(row => row2[row]).ToArray())];
        Rows = [.. Enumerable.Range(0, rowCount).Where(row => rowLives[row]).Select(row => Members(columnsOf[row]).Select(column => column2[column]).ToArray())];
        Names = [.. Enumerable.Range(0, rowsOf.Length).Where(column => columnLives[column]).Select(column => names[column])];

        bool TakeEssential()
        {
            bool any = false;
            for (int row = 0; row < rowCount; row++)
            {
                if (!rowLives[row] || Count(columnsOf[row]) != 1) continue;
                int column = Members(columnsOf[row]).First();
                chosen.Add(names[column]);
                foreach (int covered in Members(rowsOf[column]).ToArray()) RemoveRow(covered);
                RemoveColumn(column);
                any = true;
            }

            return any;
        }

        // A row is covered with another all of whose columns it has; such rows are in that one's column of fewest rows.
        bool DropRows() => Drop(rowLives, columnsOf, rowsOf, RemoveRow, supersetGoes: true);

        bool DropColumns() => Drop(columnLives, rowsOf, columnsOf, RemoveColumn, supersetGoes: false);

        void RemoveRow(int row)
        {
            rowLives[row] = false;
            foreach (int column in Members(columnsOf[row])) Remove(rowsOf[column], row);
        }

        void RemoveColumn(int column)
        {
            columnLives[column] = false;
            foreach (int row in Members(rowsOf[column])) Remove(columnsOf[row], column);
        }
    }

    /// <summary>Whether every row is in a column.</summary>
    public bool HasCover { get; }

    /// <summary>Names of the columns that any cover of fewest columns may as well have.</summary>
    public IReadOnlyList<int> Chosen => chosen;

    /// <summary>[rows left] prices from which to start bounding; null: none are known.</summary>
    public double[]? Prices { get; }

    /// <summary>Rows that are left.</summary>
    public int RowCount { get; }

    /// <summary>[rows left] the columns that cover each.</summary>
    public int[][] Rows { get; }

    /// <summary>[columns left] the rows that each covers.</summary>
    public int[][] Columns { get; }

    /// <summary>[columns left] what they are called outside.</summary>
    public int[] Names { get; }

    // Looks for pairs of sets of which one holds the other; of equal ones the first stays.
    private static bool Drop(bool[] lives, ulong[][] sets, ulong[][] holders, Action<int> remove, bool supersetGoes)
    {
        bool any = false;
        for (int inner = 0; inner < sets.Length; inner++)
        {
            if (!lives[inner]) continue;
            if (Count(sets[inner]) == 0)
            {
                if (!supersetGoes) remove(inner); // a column without rows
                continue;
            }

            foreach (int outer in Members(holders[Members(sets[inner]).MinBy(member => Count(holders[member]))]).ToArray())
            {
                if (outer == inner || !lives[outer] || !IsSubset(sets[inner], sets[outer])) continue;
                bool equal = IsSubset(sets[outer], sets[inner]);
                int needless = equal ? Math.Max(inner, outer) : supersetGoes ? outer : inner;
                remove(needless);
                any = true;
                if (needless == inner) break;
            }
        }

        return any;
    }

    private static ulong[] Set(int size, int[] members)
    {
        ulong[] set = new ulong[(size + 63) / 64];
        foreach (int member in members) Add(set, member);
        return set;
    }

    private static void Add(ulong[] set, int member) => set[member >> 6] |= 1UL << (member & 63);

    private static void Remove(ulong[] set, int member) => set[member >> 6] &= ~(1UL << (member & 63));

    private static int Count(ulong[] set) => set.Sum(BitOperations.PopCount);

    private static bool IsSubset(ulong[] inner, ulong[] outer)
    {
        for (int i = 0; i < inner.Length; i++)
        {
            if ((inner[i] & ~outer[i]) != 0) return false;
        }

        return true;
    }

    private static IEnumerable<int> Members(ulong[] set)
    {
        for (int word = 0; word < set.Length; word++)
        {
            for (ulong left = set[word]; left != 0; left &= left - 1) yield return (word << 6) | BitOperations.TrailingZeroCount(left);
        }
    }

    private static int[] Compact(bool[] lives)
    {
        int next = 0;
        return [.. lives.Select(alive => alive ? next++ : -1)];
    }
}

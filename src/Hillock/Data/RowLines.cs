namespace Hillock.Data;

/// <summary>The line of its file that each row begins on: kept where it is not the one after the last row's.</summary>
internal sealed class RowLines
{
    private readonly List<int> firstRows = [];
    private readonly List<int> firstLines = [];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The line of a row.</summary>
    public int this[int row]
    {
        get
        {
            int found = firstRows.BinarySearch(row);
            int run = found < 0 ? ~found - 1 : found;
            return firstLines[run] + row - firstRows[run];
        }
    }

    public void Add(int line)
    {
        if (Count == 0 || line - firstLines[^1] != Count - firstRows[^1])
        {
            firstRows.Add(Count);
            firstLines.Add(line);
        }

        Count++;
    }
}

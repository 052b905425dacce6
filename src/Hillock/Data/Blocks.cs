namespace Hillock.Data;

/// <summary>Values added one by one and then taken as one array. What is there is not copied to make room, so that a long column does not take three times its size.</summary>
internal sealed class Blocks<T>
{
    private const int LargestBlock = 1 << 15;

    private readonly List<T[]> full = [];
    private T[] block = [];
    private int used;
    private int before;

    public int Count => before + used;

    public void Add(T value)
    {
        if (used == block.Length) Grow();
        block[used++] = value;
    }

    /// <summary>All values, and none are left.</summary>
    public T[] Take()
    {
        T[] all = GC.AllocateUninitializedArray<T>(Count);
        int start = 0;
        foreach (T[] values in full)
        {
            values.CopyTo(all, start);
            start += values.Length;
        }

        block.AsSpan(0, used).CopyTo(all.AsSpan(start));
        Clear();
        return all;
    }

    /// <summary>Leaves no values, but room for some.</summary>
    public void Clear()
    {
        full.Clear();
        (used, before) = (0, 0);
    }

    private void Grow()
    {
        if (used > 0) full.Add(block);
        before += used;
        (block, used) = (new T[Math.Clamp(2 * before, 16, LargestBlock)], 0);
    }
}

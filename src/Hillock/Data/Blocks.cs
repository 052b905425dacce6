namespace Hillock.Data;

/// <summary>A long list that grows without moving: from the second block on, values stay where they were written.</summary>
/// <remarks>A list that doubles would take up to three times its size while it grows.</remarks>
internal sealed class Blocks<T>
{
    private const int Shift = 15;
    private const int BlockSize = 1 << Shift;

    private readonly List<T[]> blocks;
    private T[] last;
    private int used;

    /// <summary>A list of these values.</summary>
    public Blocks(params T[] values)
    {
        blocks = values.Length <= BlockSize ? [values] : [.. values.Chunk(BlockSize)];
        last = blocks[^1];
        used = last.Length;
    }

    /// <summary>Number of values.</summary>
    public int Count => ((blocks.Count - 1) << Shift) + used;

    /// <summary>The value at a place, from 0.</summary>
    public ref T this[int index] => ref blocks[index >> Shift][index & (BlockSize - 1)];

    public void Add(T value)
    {
        if (used == last.Length) AddRoom();
        last[used++] = value;
    }

    /// <summary>Gives back the room for more.</summary>
    public void Trim() => Resize(used);

    private void AddRoom()
    {
        if (used < BlockSize)
        {
            Resize(Math.Max(2 * used, 16));
            return;
        }

        (last, used) = (new T[BlockSize], 0);
        blocks.Add(last);
    }

    private void Resize(int size)
    {
        Array.Resize(ref last, size);
        blocks[^1] = last;
    }
}

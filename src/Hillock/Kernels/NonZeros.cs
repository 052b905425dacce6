using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hillock.Kernels;

/// <summary>Where the left factor of a product may differ from zero: for each tile of its rows, the columns in which any row does.</summary>
/// <remarks>
/// Four fifths of MNIST's pixels are 0. A chain c ← a·b + c that leaves out the links with a = 0 has the same bits, whatever else shares
/// the tile: c + 0·b = c for every finite b, up to the sign of a zero. Whether a tile's columns are listed depends on that tile alone, not on
/// what is computed with it by the same thread. Columns are listed within panels of <see cref="MatrixProduct.PanelDepth"/>. Memory is
/// allocated once; finding allocates nothing. Oracle: <c>NonZerosTests</c> compares the lists with the definition, and the products with dense ones.
/// </remarks>
/// <param name="tiles">Tiles of <see cref="MatrixProduct.TileRows"/> rows, at most.</param>
/// <param name="columns">Columns, at most.</param>
internal sealed class NonZeros(int tiles, int columns)
{
    // For each byte the places of its bits that are set, lowest first, a byte each.
    private static readonly ulong[] PlacesOfBits = [.. Enumerable.Range(0, 256).Select(bits =>
    {
        ulong places = 0;
        for (int place = 7; place >= 0; place--) places = (bits >> place & 1) == 0 ? places : (places << 8) | (uint)place;
        return places;
    })];

    /// <summary>The share of columns up to which listing them is faster than computing with all.</summary>
    public const double MostWorthListing = 0.7;

    private readonly int panels = Panels(columns);
    private readonly bool[] isListed = new bool[tiles];
    private readonly int stride = columns + 8; // 8 entries are written at once: none of them into the next tile's list, which another thread may fill
    private readonly int[] listed = new int[tiles * (columns + 8)];
    private readonly int[] ends = new int[tiles * Panels(columns)];

    /// <summary>Whether a tile has so many zeros that it is computed from its lists.</summary>
    public bool IsListed(int tile) => isListed[tile];

    /// <summary>The columns that a tile needs of a panel, counted from the panel's first, ascending.</summary>
    public ReadOnlySpan<int> Of(int tile, int panel)
    {
        int at = (tile * panels) + panel, begin = panel == 0 ? 0 : ends[at - 1];
        return listed.AsSpan((tile * stride) + begin, ends[at] - begin);
    }

    /// <summary>Lists the columns of X in which rows differ from zero, tile by tile of its rows.</summary>
    /// <param name="x">[rows, width] row-major, with <see cref="Simd.Slack"/> elements behind it.</param>
    /// <param name="rows">Rows of X.</param>
    /// <param name="width">Columns of X.</param>
    /// <param name="firstTile">The number of the first tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindInRows<T>(ReadOnlySpan<T> x, int rows, int width, int firstTile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int row = 0; row < rows; row += MatrixProduct.TileRows)
        {
            int tile = firstTile + (row / MatrixProduct.TileRows), count = 0, height = Math.Min(MatrixProduct.TileRows, rows - row);
            ref T source = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), (nint)row * width);
            ref int list = ref MemoryMarshal.GetReference(listed.AsSpan(tile * stride, stride));
            ref ulong table = ref MemoryMarshal.GetArrayDataReference(PlacesOfBits);
            for (int start = 0; start < width; start += MatrixProduct.PanelDepth)
            {
                int end = Math.Min(start + MatrixProduct.PanelDepth, width);
                for (int i = start; i < end; i += 8)
                {
                    uint bits = Different(ref source, i, width, height);
                    if (Vector256<T>.Count < 8) bits |= Different(ref source, i + Vector256<T>.Count, width, height) << Vector256<T>.Count;
                    if (i + 8 > end) bits &= (1u << (end - i)) - 1;

                    // All 8 places are written, only those of set bits are kept: a loop over the bits would be a gamble for the processor.
                    Vector128<byte> places = Vector128.CreateScalar(Unsafe.Add(ref table, bits)).AsByte();
                    (Vector128<ushort> pair, _) = Vector128.Widen(places);
                    Vector256<int> eight = Vector256.WidenLower(pair.ToVector256Unsafe()).AsInt32();
                    (eight + Vector256.Create(i - start)).StoreUnsafe(ref list, (nuint)count);
                    count += BitOperations.PopCount(bits);
                }

                ends[(tile * panels) + (start / MatrixProduct.PanelDepth)] = count;
            }

            isListed[tile] = count <= MostWorthListing * width;
        }
    }

    /// <summary>Lists the rows of X that differ from zero in a tile of its columns, tile by tile: the non-zeros of Xᵀ.</summary>
    /// <param name="x">[rows, width] row-major from the first of the columns on, with <see cref="Simd.Slack"/> elements behind it.</param>
    /// <param name="rows">Rows of X.</param>
    /// <param name="width">Elements from a row of X to the next.</param>
    /// <param name="count">Columns of X.</param>
    /// <param name="firstTile">The number of the first tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FindInColumns<T>(ReadOnlySpan<T> x, int rows, int width, int count, int firstTile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int column = 0; column < count; column += MatrixProduct.TileRows)
        {
            int tile = firstTile + (column / MatrixProduct.TileRows);
            nint found = 0, at = 0;
            ref T source = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), column);
            ref int list = ref MemoryMarshal.GetReference(listed.AsSpan(tile * stride, stride));
            for (int start = 0; start < rows; start += MatrixProduct.PanelDepth)
            {
                int length = Math.Min(MatrixProduct.PanelDepth, rows - start);
                for (int row = 0; row < length; row++)
                {
                    // 8 elements: the 6 of the tile and 2 of the next. A row listed in vain costs time only. No branch: it would be a gamble.
                    Vector256<T> any = Vector256.LoadUnsafe(ref source, (nuint)at);
                    if (Vector256<T>.Count < MatrixProduct.TileRows) any |= Vector256.LoadUnsafe(ref source, (nuint)(at + Vector256<T>.Count));
                    Unsafe.Add(ref list, found) = row;
                    found += any.AsByte() == Vector256<byte>.Zero ? 0 : 1;
                    at += width;
                }

                ends[(tile * panels) + (start / MatrixProduct.PanelDepth)] = (int)found;
            }

            isListed[tile] = found <= MostWorthListing * rows;
        }
    }

    private static int Panels(int columns) => (columns + MatrixProduct.PanelDepth - 1) / MatrixProduct.PanelDepth;

    // A bit for each of a register's columns: whether any of the rows differs from 0 there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Different<T>(ref T source, int column, int width, int height)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector256<T> any = Vector256.LoadUnsafe(ref source, (nuint)column);
        for (int row = 1; row < height; row++) any |= Vector256.LoadUnsafe(ref source, (nuint)((row * width) + column));
        return ~Vector256.Equals(any, Vector256<T>.Zero).ExtractMostSignificantBits() & ((1u << Vector256<T>.Count) - 1);
    }
}

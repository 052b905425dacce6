using System.Collections;

namespace Hillock.Training;

/// <summary>The epochs that a run has completed. Immutable; a longer history shares the memory of the one that it goes on from.</summary>
/// <remarks>
/// Thousands of states of a long run then hold one list together. Two runs that go on from the same state share it up to there: who comes
/// second to a place copies.
/// </remarks>
internal sealed class EpochHistory : IReadOnlyList<EpochSummary>
{
    private const int LeastRoom = 16;

    // Filled to Count and, by longer histories, beyond.
    private readonly EpochSummary?[] items;

    private EpochHistory(EpochSummary?[] items, int count) => (this.items, Count) = (items, count);

    /// <summary>No epoch yet.</summary>
    public static EpochHistory Empty { get; } = new([], 0);

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public EpochSummary this[int index] => index < Count
        ? items[index]!
        : throw new ArgumentOutOfRangeException(nameof(index), $"There is no epoch {index + 1} among {Count}.");

    /// <summary>This history and one more epoch.</summary>
    public EpochHistory With(EpochSummary next)
    {
        EpochSummary?[] room = items;
        if (Count == items.Length || Interlocked.CompareExchange(ref items[Count], next, null) is not null)
        {
            room = new EpochSummary?[Math.Max(LeastRoom, 2 * Count)];
            items.AsSpan(0, Count).CopyTo(room);
            room[Count] = next;
        }

        return new EpochHistory(room, Count + 1);
    }

    /// <inheritdoc/>
    public IEnumerator<EpochSummary> GetEnumerator() => items.Take(Count).GetEnumerator()!;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>
/// The states of a run that are kept to travel back to. Between two of them the run is computed anew, which gives the same bits; so they lie
/// as far apart as the engine takes a moment for, and twice as far each time that memory is full.
/// </summary>
internal sealed class Timeline(long bytes)
{
    private readonly List<TrainerState> marks = [];

    // What was set by hand cannot be computed anew.
    private readonly HashSet<TrainerState> pinned = [];
    private TimeSpan spacing = TimeSpan.FromMilliseconds(1);
    private long size;

    /// <summary>Whether so much engine time has passed since the last mark that there should be a new one.</summary>
    public bool IsDue(TimeSpan sinceLast) => sinceLast >= spacing;

    /// <summary>Keeps a state; it is later than all others.</summary>
    public void Add(TrainerState state)
    {
        marks.Add(state);
        size += state.SizeInBytes;
        if (size > bytes && marks.Count > 2) Thin();
    }

    /// <summary>The last state that is not after the end of an epoch.</summary>
    public TrainerState Before(int epoch) => marks.FindLast(mark => mark.Epoch < epoch || (mark.Epoch == epoch && mark.StepInEpoch == 0)) ?? marks[0];

    /// <summary>The marks before a state and the state itself, evenly thinned out to at most so many; the first is always among them.</summary>
    public IReadOnlyList<TrainerState> Path(TrainerState last, int most)
    {
        List<TrainerState> before = marks.FindAll(mark => mark.Steps < last.Steps);
        int shown = Math.Min(before.Count, most - 1);
        return [.. Enumerable.Range(0, shown).Select(i => before[(int)((long)i * before.Count / shown)]), last];
    }

    /// <summary>Puts a state that was set by hand in the place of what was there and came after: the future will be another.</summary>
    public void Set(TrainerState state)
    {
        marks.RemoveAll(mark => mark.Steps >= state.Steps);
        pinned.IntersectWith(marks);
        pinned.Add(state);
        marks.Add(state);
        size = marks.Sum(mark => mark.SizeInBytes);
    }

    // Every second one, but never the first, nor one that was set by hand.
    private void Thin()
    {
        int kept = 1;
        for (int i = 1; i < marks.Count; i++)
        {
            if (i % 2 == 0 || pinned.Contains(marks[i])) marks[kept++] = marks[i];
        }

        marks.RemoveRange(kept, marks.Count - kept);
        size = marks.Sum(mark => mark.SizeInBytes);
        spacing *= 2;
    }
}

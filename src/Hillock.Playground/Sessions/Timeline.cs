using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>
/// The states of a run that are kept to travel back to. Between two of them the run is computed anew, which gives the same bits; so they lie
/// as far apart as the engine takes a moment for, and twice as far each time that memory is full.
/// </summary>
internal sealed class Timeline
{
    private readonly List<TrainerState> marks = [];

    // What was set by hand cannot be computed anew.
    private readonly HashSet<TrainerState> pinned = [];
    private readonly long bytes;
    private TimeSpan spacing = TimeSpan.FromMilliseconds(1);
    private long size;

    public Timeline(TrainerState first, long bytes)
    {
        this.bytes = bytes;
        Add(first);
    }

    private Timeline(Timeline other, TrainerState last, long bytes)
    {
        marks.AddRange(other.marks.Where(mark => mark == other.First || mark.Steps <= last.Steps));
        pinned.UnionWith(other.pinned.Intersect(marks));
        (this.bytes, spacing, size) = (bytes, other.spacing, marks.Sum(mark => mark.SizeInBytes));
        while (size > bytes && Thin())
        {
        }
    }

    /// <summary>The state that it begins with.</summary>
    public TrainerState First => marks[0];

    /// <summary>Whether so much engine time has passed since the last mark that there should be a new one.</summary>
    public bool IsDue(TimeSpan sinceLast) => sinceLast >= spacing;

    /// <summary>Keeps a state; it is later than all others.</summary>
    public void Add(TrainerState state)
    {
        marks.Add(state);
        size += state.SizeInBytes;
        if (size > bytes && marks.Count > 2) Thin();
    }

    /// <summary>A copy that ends with a state and takes no more memory than this, thinned out where it has to be.</summary>
    public Timeline Until(TrainerState last, long bytes) => new(this, last, bytes);

    /// <summary>The last state that is not after the end of an epoch.</summary>
    public TrainerState Before(int epoch) => marks.FindLast(mark => mark.Epoch < epoch || (mark.Epoch == epoch && mark.StepInEpoch == 0)) ?? First;

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
    private bool Thin()
    {
        int kept = 1;
        for (int i = 1; i < marks.Count; i++)
        {
            if (i % 2 == 0 || pinned.Contains(marks[i])) marks[kept++] = marks[i];
        }

        bool thinned = kept < marks.Count;
        marks.RemoveRange(kept, marks.Count - kept);
        size = marks.Sum(mark => mark.SizeInBytes);
        spacing *= 2;
        return thinned;
    }
}

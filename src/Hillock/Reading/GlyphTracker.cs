using Hillock.Glyphs;

namespace Hillock.Reading;

/// <summary>Follows glyphs through the frames of a camera: frames vote, and a label stays until they clearly say otherwise.</summary>
/// <remarks>
/// Votes are q ← q + (p − q)/n over the first frames, then q ← q + α(p − q). A label is shown once its q reaches the threshold, and stays
/// until its q is below three quarters of that or another's reaches the threshold (hysteresis). A glyph is shown from its second frame on, and for a
/// few frames after it was last seen: a camera loses one now and then.
/// </remarks>
public sealed class GlyphTracker
{
    private const int FramesToShow = 2, FramesToForget = 6;

    // α: a vote counts for about five frames, a fifth of a second.
    private const double Share = 0.2, BoxShare = 0.4;

    private const double LeastOverlap = 0.25;

    // A label goes where so much of what it came with is left.
    private const double Leaving = 0.75;

    private readonly List<Track> tracks = [];
    private readonly IReadOnlyList<string> labels;
    private readonly double threshold;
    private int next;

    /// <summary>A tracker of a reader's readings.</summary>
    public GlyphTracker(GlyphReader reader) => (labels, threshold) = (reader.Model.Preprocessing.Labels, Math.Max(reader.Settings.Threshold, 0.5));

    /// <summary>Takes a frame.</summary>
    /// <param name="readings">What is read in it.</param>
    /// <returns>The glyphs to show, line by line, from left to right.</returns>
    public IReadOnlyList<TrackedGlyph> Update(IReadOnlyList<GlyphReading> readings)
    {
        foreach (Track track in tracks) track.Missed++;
        List<GlyphReading> free = [.. readings];
        foreach ((Track track, GlyphReading reading) in Pairs(readings))
        {
            if (track.Missed == 0 || !free.Remove(reading)) continue;
            Vote(track, reading);
        }

        foreach (GlyphReading reading in free)
        {
            var track = new Track(++next, reading);
            tracks.Add(track);
            Vote(track, reading);
        }

        tracks.RemoveAll(track => track.Missed >= FramesToForget || (track.Missed > 0 && track.Frames < FramesToShow));
        List<Track> shown = [.. tracks.Where(track => track.Frames >= FramesToShow)];
        return [.. ReadingOrder.Sort(shown, track => track.Box).Select(track => track.Show(labels))];
    }

    /// <summary>Forgets all glyphs, as when the camera is moved or exchanged.</summary>
    public void Clear() => tracks.Clear();

    // What lies over each other, the nearest first.
    private IEnumerable<(Track Track, GlyphReading Reading)> Pairs(IReadOnlyList<GlyphReading> readings) =>
        from track in tracks
        from reading in readings
        let overlap = track.Box.Overlap(reading.Glyph.Box)
        where overlap >= LeastOverlap
        orderby overlap descending
        select (track, reading);

    private void Vote(Track track, GlyphReading reading)
    {
        track.Missed = 0;
        track.Frames++;
        track.Reading = reading;
        double share = Math.Max(Share, 1.0 / track.Frames), boxShare = Math.Max(BoxShare, 1.0 / track.Frames);
        for (int i = 0; i < track.Votes.Length; i++) track.Votes[i] += share * (reading.Probabilities[i] - track.Votes[i]);
        track.Move(reading.Glyph.Box, boxShare);

        int best = Array.IndexOf(track.Votes, track.Votes.Max());
        if (track.Votes[best] >= threshold) track.Label = best;
        else if (track.Label >= 0 && track.Votes[track.Label] < Leaving * threshold) track.Label = -1;
    }

    private sealed class Track(int number, GlyphReading reading)
    {
        private double x, y, width, height;

        public int Frames { get; set; }

        public int Missed { get; set; } = 1;

        public int Label { get; set; } = -1;

        public GlyphReading Reading { get; set; } = reading;

        public double[] Votes { get; } = new double[reading.Probabilities.Count];

        public GlyphBox Box => new((int)Math.Round(x), (int)Math.Round(y), (int)Math.Round(width), (int)Math.Round(height));

        public void Move(GlyphBox box, double share)
        {
            x += share * (box.X - x);
            y += share * (box.Y - y);
            width += share * (box.Width - width);
            height += share * (box.Height - height);
        }

        public TrackedGlyph Show(IReadOnlyList<string> labels) => new(number, Box, Label < 0 ? null : labels[Label], [.. Votes], Reading);
    }
}

using System.Diagnostics;
using System.Text;
using Hillock.Definitions;
using Hillock.Glyphs;
using Hillock.Images;
using Hillock.Layers;
using Hillock.Models;
using Hillock.Playground.Frames;
using Hillock.Playground.Messages;
using Hillock.Playground.Sessions;
using Hillock.Reading;

namespace Hillock.Playground.Digits;

/// <summary>
/// What a visitor reads digits with: the model, the picture that was read last and what was found in it, what the model was taught, the set
/// of their own. Of a camera's frames the last alone is held, and nothing is stored. Reading does not wait for the visitor's other wishes.
/// </summary>
internal sealed class ReaderDesk(Engine engine, Limits limits, Func<ServerMessage, Task> tell, Func<FileMade, byte[], Task> showFile, Action<ClientMessage, Exception> refuse) : IAsyncDisposable
{
    private const int LongestFrame = 256, LongestShown = 1024;

    // What is read in a glyph is told label by label.
    private const int MostLabels = 100;

    // A reader keeps memory for the largest picture that it has seen; larger ones get a reader of their own.
    private const int UsualPixels = 1 << 20;

    private readonly Errands errands = new(refuse);
    private readonly Newest courses = new();
    private ReadPicture? announced;
    private Picture? waiting;
    private int filesWaiting;
    private volatile Sight? sight;

    // These belong to the errand under way.
    private readonly Shelf shelf = new(limits);
    private readonly OwnSet own = new();
    private GlyphStages? chosenStages;
    private GlyphReader? reader;
    private GlyphTracker? tracker;
    private Action? endCourse;

    /// <summary>Does what a message asks for, soon.</summary>
    public void Receive(ClientMessage message)
    {
        switch (message)
        {
            case OpenReader open: errands.Do(message, () => OpenAsync(open)); break;
            case ReadPicture read: Announce(read); break;
            case Examine examine: errands.Do(message, () => ExamineAsync(examine)); break;
            case AskUnit ask: errands.Do(message, () => tell(Examination.Unit(shelf.Current, ask.Unit))); break;
            case SwitchStages set: errands.Do(message, () => SwitchAsync(set.Off)); break;
            case Correct correct: errands.Do(message, () => CorrectAsync(correct)); break;
            case TakeBack: errands.Do(message, TakeBackAsync); break;
            case Collect collect: errands.Do(message, () => ChangeSetAsync(() => own.Add(collect.Label, ToLearn(collect.Picture, collect.Glyph)))); break;
            case Discard discard: errands.Do(message, () => ChangeSetAsync(() => own.Discard(discard.Label, discard.All))); break;
            case LearnSet learn: errands.Do(message, () => LearnAsync(learn)); break;
            case StopLearning: errands.Do(message, StopAsync); break;
            case AskReaderFile ask: errands.Do(message, () => MakeAsync(ask.Kind)); break;
        }
    }

    /// <summary>Takes a picture's pixels, if they were announced.</summary>
    /// <returns>Whether they were.</returns>
    public bool Take(ReadOnlySpan<byte> pixels)
    {
        if (announced is not { } read) return false;
        announced = null;
        if (pixels.Length != read.Width * read.Height)
        {
            refuse(read, new HillockException($"A picture of {read.Width} × {read.Height} has {read.Width * read.Height:N0} bytes, not {pixels.Length:N0}."));
            return true;
        }

        // One waits at most: the newest.
        var newest = new Picture(read.Picture, read.IsFrame, new GrayImage(read.Width, read.Height, pixels.ToArray()), Name: null);
        if (Interlocked.Exchange(ref waiting, newest) is null) errands.DoSurely(read, () => ReadAsync(Interlocked.Exchange(ref waiting, null)!));
        return true;
    }

    /// <summary>Takes a file that was brought to this room.</summary>
    public void Take(Bring bring, BroughtFile file)
    {
        if (Interlocked.Exchange(ref filesWaiting, 1) != 0)
        {
            refuse(bring, new HillockException($"Another file is still being read; bring {file.Name} when that is done."));
            return;
        }

        errands.DoSurely(bring, async () =>
        {
            filesWaiting = 0;
            switch (file.Kind)
            {
                case BroughtKind.Picture: await ReadAsync(new Picture(0, IsFrame: false, file.Picture(limits), file.Name)); break;
                case BroughtKind.Model: await BringModelAsync(file); break;
                case BroughtKind.Table: await ChangeSetAsync(() => own.Bring(file.Name, file.Text())); break;
                default: throw new HillockException($"{file.Name} is an experiment; here a picture is read, a model, or a set of glyphs.");
            }
        });
    }

    /// <summary>A run on one glyph, for the microscope; from any thread.</summary>
    /// <exception cref="HillockException">The glyph is no longer to be seen.</exception>
    public Run Open(int id, OpenGlyph ask)
    {
        Sight? now = sight;
        if (now?.Find(ask.Picture, ask.Glyph) is not { } reading) throw Gone;
        string best = now.Model.Labels[reading.Probabilities.ToList().IndexOf(reading.Probability)];
        return GlyphRun.Begin(id, now.Model, new GlyphSample(best, reading.Glyph.Pixels.ToArray()), limits);
    }

    public async ValueTask DisposeAsync()
    {
        await courses.DisposeAsync();
        await errands.DisposeAsync();
    }

    private static HillockException Gone => new("That glyph is no longer to be seen.");

    private GlyphStages Stages => chosenStages ?? shelf.Current.Settings.Stages;

    private GlyphReader Reader => reader ??= NewReader();

    private GlyphTracker Tracker => tracker ??= new GlyphTracker(Reader);

    private void Announce(ReadPicture read)
    {
        announced = null;
        if (read.Width is >= 1 and <= LongestFrame && read.Height is >= 1 and <= LongestFrame) announced = read;
        else refuse(read, new HillockException($"Pictures are sent with up to {LongestFrame} × {LongestFrame} pixels, not {read.Width:N0} × {read.Height:N0}."));
    }

    private GlyphReader NewReader() => new(shelf.Current.Model, shelf.Current.Settings with { Stages = Stages });

    private GlyphReader ReaderOf(Picture picture) => picture.Image.Width * picture.Image.Height <= UsualPixels ? Reader : NewReader();

    private async Task OpenAsync(OpenReader open)
    {
        if (open.Shipped && !shelf.Current.IsShipped) await ReplaceAsync(ShippedModel.Reader);
        else await TellModelAsync();
        await tell(own.Describe());
    }

    private Task TellModelAsync()
    {
        ReadingModel now = shelf.Current;
        ModelDefinition definition = now.Model.Definition;
        IEnumerable<int> units = definition.Layers.Index().Where(layer => layer.Item is Dense).Select(layer => definition.OutputShapes[layer.Index].Size);
        return tell(new ReaderOpened(
            now.Name, now.Model.Hash, now.Labels, [definition.Input.Size, .. units], now.Settings.Threshold, Slides.Stages, Stages.SwitchedOff, shelf.Earlier, now.IsShipped));
    }

    // Another model takes the place of the one that was learning, and has stages of its own.
    private async Task ReplaceAsync(ReadingModel next)
    {
        shelf.Put(next);
        await UseAsync(null);
    }

    private async Task TakeBackAsync()
    {
        shelf.TakeBack();
        await UseAsync(null);
    }

    // What was read before is read anew: the page shows what this model says, with these stages.
    private async Task UseAsync(GlyphStages? stages)
    {
        if (stages is null) EndCourse();
        (chosenStages, reader, tracker) = (stages, null, null);
        sight = sight is { } before ? before with { Model = shelf.Current, Glyphs = [] } : null;
        await TellModelAsync();
        if (sight is { Picture: { IsFrame: false } still }) await ReadAsync(still, isNew: false);
    }

    private Task ReadAsync(Picture next, bool isNew = true)
    {
        GlyphReader with = ReaderOf(next);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<GlyphReading> readings = with.Read(next.Image);
        IReadOnlyList<ReadGlyph> glyphs;
        if (next.IsFrame)
        {
            IReadOnlyList<TrackedGlyph> tracked = Tracker.Update(readings);
            sight = new Sight(shelf.Current, next, [.. tracked.Select(glyph => (glyph.Number, glyph.Reading))]);
            glyphs = [.. tracked.Select(glyph => Read(glyph.Number, glyph.Box, glyph.Label, glyph.Probabilities))];
        }
        else
        {
            tracker = null;
            sight = new Sight(shelf.Current, next, [.. readings.Select((reading, i) => (i + 1, reading))]);
            glyphs = [.. readings.Select((reading, i) => Read(i + 1, reading.Glyph.Box, reading.Label, reading.Probabilities))];
        }

        double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        byte[]? png = isNew && next.Name is not null ? next.Image.ShrunkTo(LongestShown).ToPng() : null;
        return tell(new PictureRead(next.Number, next.IsFrame, next.Image.Width, next.Image.Height, glyphs, took, png, next.Name));

        static ReadGlyph Read(int number, GlyphBox box, string? label, IReadOnlyList<double> probabilities) =>
            new(number, box.X, box.Y, box.Width, box.Height, label, probabilities);
    }

    // A glyph that has left the frame meanwhile is not looked at.
    private Task ExamineAsync(Examine examine) =>
        sight is { } now && now.Find(examine.Picture, examine.Glyph) is { } reading && Examination.Of(now.Model, ReaderOf(now.Picture), now.Picture, examine.Glyph, reading.Glyph.Box) is { } examined
            ? tell(examined)
            : Task.CompletedTask;

    private Task SwitchAsync(IReadOnlyList<string?> off) => UseAsync(GlyphStages.Without(off.Select(name => name ?? throw new HillockException("A stage is called by its name."))));

    private async Task CorrectAsync(Correct correct)
    {
        if (endCourse is not null) throw new HillockException("The model is learning your set: wait until it has, or stop it.");
        (ReadingModel? taught, Corrected told) = Correction.Learn(shelf.Current, new GlyphSample(correct.Label, ToLearn(correct.Picture, correct.Glyph)));
        await tell(told);
        if (taught is not null) await ReplaceAsync(taught);
    }

    // A network learns from glyphs as it will get them.
    private byte[] ToLearn(int picture, int glyph)
    {
        if (sight?.Find(picture, glyph) is not { } reading) throw Gone;
        return Stages == shelf.Current.Settings.Stages
            ? reading.Glyph.Pixels.ToArray()
            : throw new HillockException("Switch all stages on first: what is learned has to look as what is read.");
    }

    private Task ChangeSetAsync(Action change)
    {
        change();
        return tell(own.Describe());
    }

    private Task BringModelAsync(BroughtFile file)
    {
        Model brought = file.Model();
        Opening.Check(brought.Definition, limits);
        if (brought.Preprocessing.Labels.Count > MostLabels) throw new HillockException($"The page reads with models of up to {MostLabels} labels, not {brought.Preprocessing.Labels.Count:N0}; the command has no such limit.");
        return ReplaceAsync(new ReadingModel(Path.ChangeExtension(file.Name, ".safetensors"), brought, ShippedModel.Reader.Images));
    }

    // In turns of the engine: reading goes on meanwhile.
    private Task LearnAsync(LearnSet learn)
    {
        var course = new SetCourse(engine, shelf.Current, own.Samples, learn.Anew, tell);
        endCourse = courses.Do(async cancellation =>
        {
            ReadingModel? learned = null;
            SetLearned? last = null;
            try
            {
                (learned, last) = await course.RunAsync(cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                refuse(learn, e);
            }

            errands.DoSurely(learn, async () =>
            {
                if (cancellation.IsCancellationRequested) return;
                EndCourse();
                if (learned is null) return;
                await ReplaceAsync(learned);
                await tell(last! with { IsDone = true });
            });
        });
        return Task.CompletedTask;
    }

    private void EndCourse()
    {
        endCourse?.Invoke();
        endCourse = null;
    }

    private Task StopAsync()
    {
        EndCourse();
        return TellModelAsync();
    }

    private Task MakeAsync(ReaderFile kind)
    {
        (string name, string type, byte[] content) = kind switch
        {
            ReaderFile.Model => (shelf.Current.Name, "application/octet-stream", Saved(shelf.Current.Model)),
            ReaderFile.Set => ("glyphs.csv", "text/csv", Encoding.UTF8.GetBytes(own.ToCsv())),
            _ => ("picture.png", "image/png", (sight ?? throw new HillockException("No picture was read yet.")).Picture.Image.ToPng()),
        };
        return showFile(new FileMade(name, type, content.Length), FrameWriter.OfFile(content));
    }

    private static byte[] Saved(Model model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}

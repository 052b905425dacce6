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
/// of their own. Of a camera's frames the last alone is held, and nothing is stored.
/// </summary>
internal sealed class ReaderDesk(Engine engine, Limits limits, Func<ServerMessage, Task> tell, Func<FileMade, byte[], Task> showFile, Action<ClientMessage, Exception> refuse) : IAsyncDisposable
{
    private const int LongestFrame = 256, LongestShown = 1024, MostLessons = 20;

    // A reader keeps memory for the largest picture that it has seen; larger ones get a reader of their own.
    private const int UsualPixels = 1 << 20;

    private readonly Errands errands = new(refuse);
    private readonly Newest courses = new();
    private readonly LinkedList<ReadingModel> before = [];
    private readonly OwnSet own = new();
    private ReadPicture? announced;
    private Picture? waiting;

    // Read from any thread.
    private volatile ReadingModel? model;
    private volatile IReadOnlyList<(int Number, GlyphReading Reading)> shown = [];

    // These belong to the errand under way.
    private GlyphStages stages = GlyphStages.All;
    private GlyphReader? reader;
    private GlyphTracker? tracker;
    private Picture? picture;
    private Action? endCourse;

    /// <summary>Does what a message asks for, soon.</summary>
    /// <returns>Whether it is one of this room's.</returns>
    public bool Receive(ClientMessage message)
    {
        switch (message)
        {
            case OpenReader open: Do(message, () => OpenAsync(open)); break;
            case ReadPicture read: Announce(read); break;
            case Examine examine: Do(message, () => ExamineAsync(examine.Glyph)); break;
            case AskUnit ask: Do(message, () => tell(Examination.Unit(Current, ask.Unit))); break;
            case SwitchStages set: Do(message, () => SwitchAsync(set.Off)); break;
            case Correct correct: Do(message, () => CorrectAsync(correct)); break;
            case TakeBack: Do(message, TakeBackAsync); break;
            case Collect collect: Do(message, () => CollectAsync(collect)); break;
            case Discard discard: Do(message, () => DiscardAsync(discard)); break;
            case LearnSet learn: Do(message, () => LearnAsync(learn)); break;
            case StopLearning: Do(message, StopAsync); break;
            case AskReaderFile ask: Do(message, () => MakeAsync(ask.Kind)); break;
            default: return false;
        }

        return true;
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

        waiting = new Picture(read.Picture, read.IsFrame, new GrayImage(read.Width, read.Height, pixels.ToArray()), Name: null);
        Do(read, () => Interlocked.Exchange(ref waiting, null) is { } newest ? ReadAsync(newest) : Task.CompletedTask);
        return true;
    }

    /// <summary>Takes a file that was brought to this room.</summary>
    public void Take(Bring bring, BroughtFile file) => Do(bring, () => file.Kind switch
    {
        BroughtKind.Picture => ReadAsync(new Picture(0, IsFrame: false, file.Picture(limits), file.Name)),
        BroughtKind.Model => ReplaceAsync(new ReadingModel(file.Name, Checked(file), ShippedModel.Reader.Known)),
        BroughtKind.Table => BringSetAsync(file),
        _ => throw new HillockException($"{file.Name} is an experiment; here a picture is read, a model, or a set of glyphs."),
    });

    /// <summary>A run on one glyph, for the microscope; from any thread.</summary>
    public Run Open(int id, OpenGlyph ask)
    {
        GlyphReading reading = Reading(ask.Glyph);
        string best = Current.Labels[reading.Probabilities.ToList().IndexOf(reading.Probability)];
        return GlyphRun.Begin(id, Current, new GlyphSample(best, reading.Glyph.Pixels.ToArray()), limits);
    }

    public async ValueTask DisposeAsync()
    {
        await courses.DisposeAsync();
        await errands.DisposeAsync();
    }

    private ReadingModel Current => model ??= ShippedModel.Reader;

    private GlyphReader Reader => reader ??= NewReader();

    private GlyphTracker Tracker => tracker ??= new GlyphTracker(Reader);

    private void Do(ClientMessage message, Func<Task> work) => errands.Do(message, work);

    private void Announce(ReadPicture read)
    {
        announced = null;
        if (read.Width is >= 1 and <= LongestFrame && read.Height is >= 1 and <= LongestFrame) announced = read;
        else refuse(read, new HillockException($"Pictures are sent with up to {LongestFrame} × {LongestFrame} pixels, not {read.Width:N0} × {read.Height:N0}."));
    }

    private static bool IsUsual(Picture picture) => picture.Image.Width * picture.Image.Height <= UsualPixels;

    private GlyphReader NewReader() => new(Current.Model, Current.Settings with { Stages = stages });

    private async Task OpenAsync(OpenReader open)
    {
        if (open.Shipped && !Current.IsShipped) await ReplaceAsync(ShippedModel.Reader);
        else await TellModelAsync();
        await tell(own.Describe());
    }

    private Task TellModelAsync()
    {
        ModelDefinition definition = Current.Model.Definition;
        IEnumerable<int> units = definition.Layers.Index().Where(layer => layer.Item is Dense).Select(layer => definition.OutputShapes[layer.Index].Size);
        return tell(new ReaderOpened(
            Current.Name, Current.Model.Hash, Current.Labels, [definition.Input.Size, .. units], Current.Settings.Threshold, Slides.Stages, stages.SwitchedOff, before.Count, Current.IsShipped));
    }

    // Another model takes the place of the one that was learning.
    private async Task ReplaceAsync(ReadingModel next)
    {
        EndCourse();
        before.AddLast(Current);
        while (before.Count > MostLessons || before.Sum(old => old.Bytes) > limits.TimelineBytes) before.RemoveFirst();
        await UseAsync(next);
    }

    // What was read before is read anew: the page shows what this model says.
    private async Task UseAsync(ReadingModel next)
    {
        (model, reader, tracker) = (next, null, null);
        await TellModelAsync();
        if (picture is { IsFrame: false } still) await ReadAsync(still);
    }

    private Task ReadAsync(Picture next)
    {
        GlyphReader with = IsUsual(next) ? Reader : NewReader();
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<GlyphReading> readings = with.Read(next.Image);
        IReadOnlyList<ReadGlyph> glyphs;
        if (next.IsFrame)
        {
            IReadOnlyList<TrackedGlyph> tracked = Tracker.Update(readings);
            shown = [.. tracked.Select(glyph => (glyph.Number, glyph.Reading))];
            glyphs = [.. tracked.Select(glyph => Read(glyph.Number, glyph.Box, glyph.Label, glyph.Probabilities))];
        }
        else
        {
            tracker = null;
            shown = [.. readings.Select((reading, i) => (i + 1, reading))];
            glyphs = [.. shown.Select(glyph => Read(glyph.Number, glyph.Reading.Glyph.Box, glyph.Reading.Label, glyph.Reading.Probabilities))];
        }

        double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        picture = next;
        byte[]? png = next.Name is null ? null : next.Image.ShrunkTo(LongestShown).ToPng();
        return tell(new PictureRead(next.Number, next.IsFrame, next.Image.Width, next.Image.Height, glyphs, took, png, next.Name));

        static ReadGlyph Read(int number, GlyphBox box, string? label, IReadOnlyList<double> probabilities) =>
            new(number, box.X, box.Y, box.Width, box.Height, label, probabilities);
    }

    // A glyph that has left the frame meanwhile is not looked at.
    private Task ExamineAsync(int number)
    {
        if (picture is not { } its || shown.All(glyph => glyph.Number != number)) return Task.CompletedTask;
        GlyphReader with = IsUsual(its) ? Reader : NewReader();
        return Examination.Of(Current, with, its.Image, Reading(number).Glyph.Box) is { } examined
            ? tell(examined with { Picture = its.Number, Glyph = number })
            : Task.CompletedTask;
    }

    private async Task SwitchAsync(IReadOnlyList<string> off)
    {
        stages = GlyphStages.Without(off);
        await UseAsync(Current);
    }

    private async Task CorrectAsync(Correct correct)
    {
        if (endCourse is not null) throw new HillockException("The model is learning your set: wait until it has, or stop it.");
        (ReadingModel taught, Corrected told) = Correction.Learn(Current, new GlyphSample(correct.Label, ToLearn(correct.Glyph)));
        await tell(told);
        await ReplaceAsync(taught);
    }

    private Task TakeBackAsync()
    {
        ReadingModel last = before.Last?.Value ?? throw new HillockException("Nothing was taught that could be taken back.");
        before.RemoveLast();
        EndCourse();
        return UseAsync(last);
    }

    private Task CollectAsync(Collect collect)
    {
        own.Add(collect.Label, ToLearn(collect.Glyph));
        return tell(own.Describe());
    }

    private Task DiscardAsync(Discard discard)
    {
        own.Discard(discard.Label, discard.All);
        return tell(own.Describe());
    }

    private Task BringSetAsync(BroughtFile file)
    {
        own.Bring(file.Name, file.Text());
        return tell(own.Describe());
    }

    // In turns of the engine: reading goes on meanwhile.
    private Task LearnAsync(LearnSet learn)
    {
        var course = new SetCourse(engine, Current, own.Samples, learn.Anew, tell);
        endCourse = courses.Do(async cancellation =>
        {
            try
            {
                (ReadingModel learned, SetLearned last) = await course.RunAsync(cancellation);
                Do(learn, async () =>
                {
                    if (cancellation.IsCancellationRequested) return;
                    await ReplaceAsync(learned);
                    await tell(last with { IsDone = true });
                });
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                refuse(learn, e);
                Do(learn, () =>
                {
                    if (!cancellation.IsCancellationRequested) EndCourse();
                    return Task.CompletedTask;
                });
            }
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
            ReaderFile.Model => (Current.Name, "application/octet-stream", Saved(Current.Model)),
            ReaderFile.Set => ("glyphs.csv", "text/csv", Encoding.UTF8.GetBytes(own.ToCsv())),
            _ => ("picture.png", "image/png", (picture ?? throw new HillockException("No picture was read yet.")).Image.ToPng()),
        };
        return showFile(new FileMade(name, type, content.Length), FrameWriter.OfFile(content));
    }

    private static byte[] Saved(Model model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    // A network learns from glyphs as it will get them.
    private byte[] ToLearn(int number) => stages == GlyphStages.All
        ? Reading(number).Glyph.Pixels.ToArray()
        : throw new HillockException("Switch all stages on first: what is learned has to look as what is read.");

    private GlyphReading Reading(int number)
    {
        foreach ((int its, GlyphReading reading) in shown)
        {
            if (its == number) return reading;
        }

        throw new HillockException("That glyph is no longer to be seen.");
    }

    private Model Checked(BroughtFile file)
    {
        Model brought = file.Model();
        return brought.Definition.ParameterCount <= limits.Parameters
            ? brought
            : throw new HillockException($"The page reads with models of up to {limits.Parameters:N0} parameters, not {brought.Definition.ParameterCount:N0}; the command has no such limit.");
    }

    private sealed record Picture(int Number, bool IsFrame, GrayImage Image, string? Name);
}

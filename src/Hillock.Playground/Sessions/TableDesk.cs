using System.Text.Json.Nodes;
using Hillock.Data;
using Hillock.Models;
using Hillock.Playground.Messages;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>What a session holds of a visitor's own tables: the one at hand, the verdict on the present run, runs from other seeds.</summary>
internal sealed class TableDesk(Engine engine, Limits limits, Func<ServerMessage, Task> tell)
{
    // So much text of rows goes to and fro between page and server; more stays here.
    private const int MostTextTold = 256 << 10;

    private readonly Lock gate = new();
    private Task<OwnTable?> table = Task.FromResult<OwnTable?>(null);
    private volatile HeldOut? heldOut;
    private CancellationTokenSource? repeating;

    /// <summary>The table at hand, once it is read; null: there is none.</summary>
    public Task<OwnTable?> TableAsync()
    {
        lock (gate) return table;
    }

    /// <summary>Puts a table at hand, for all that is asked from now on, and tells of it once it is read.</summary>
    public async Task OpenAsync(Func<OwnTable> read)
    {
        Task<OwnTable> reading;
        lock (gate)
        {
            // One after the other, so that many files at once take no more memory than one.
            Task<OwnTable?> before = table;
            reading = ReadAsync(before, read);
            table = EitherAsync(reading, before);
        }

        await tell((await reading).Describe());
    }

    /// <summary>Says what would be learned from the table at hand.</summary>
    public async Task ConsiderAsync(Consider asked)
    {
        OwnTable own = await TableAsync() ?? throw new HillockException("There is no table yet: bring one.");
        await tell(new Considered(own.Consider(asked)));
    }

    /// <summary>An experiment whose rows are the table at hand gets them.</summary>
    /// <exception cref="HillockException">The table is not here.</exception>
    public async Task<Experiment> FillAsync(Experiment experiment)
    {
        if (experiment.Data is not { Text: null } source || !OwnTable.IsNameOfOwn(source.Name)) return experiment;
        return await TableAsync() is { Text: not null } own && own.Name == source.Name
            ? experiment with { Data = own.Fill(source) }
            : throw new HillockException($"The rows of '{source.Name}' are not here: bring the file to the page.");
    }

    /// <summary>Begins the run of a brought experiment; a table inside it comes to hand.</summary>
    public async Task<(Run Run, ServerMessage? Told)> OpenExperimentAsync(int id, BroughtFile file, CancellationToken cancellation)
    {
        Experiment experiment = file.Experiment();
        if (experiment.Data is { Text: { Length: > MostTextTold } } rows && !OwnTable.IsNameOfOwn(rows.Name))
        {
            JsonObject json = experiment.ToJson();
            json["data"]!["name"] = rows.Name + ".csv";
            experiment = Experiment.Parse(json.ToJsonString(), file.Name);
        }

        if (experiment.Data is { Text: { } text } source && OwnTable.IsNameOfOwn(source.Name)) await OpenAsync(() => OwnTable.Bring(source.Name, text, limits));
        Run run = await Opening.OpenAsync(id, await FillAsync(experiment), before: [], limits, cancellation);
        return (run, new FileOpened(file.Name, $"{file.Name}: an experiment on {run.Experiment.Data!.Name}."));
    }

    /// <summary>Begins a run that goes on from a brought model.</summary>
    public async Task<(Run Run, ServerMessage? Told)> OpenModelAsync(int id, BroughtFile file, CancellationToken cancellation)
    {
        Model model = file.Model();
        Experiment experiment = Experiment.Of(model);
        if (experiment.Data is null)
        {
            OwnTable own = await TableAsync()
                ?? throw new HillockException($"{file.Name} does not hold the rows that it was trained on: bring their table first, or bring the experiment, which holds them.");
            var columns = new ColumnRoles { Targets = [.. model.Preprocessing.Target.Names], Features = [.. model.Preprocessing.InputNames], Task = model.Preprocessing.Task };
            experiment = experiment with { Data = own.Fill(new DataSource(own.Name) { Columns = columns }) };
        }

        Run run = await Opening.GoOnAsync(id, experiment, model, limits, cancellation);
        return (run, new FileOpened(file.Name, $"{file.Name}: a model trained on {run.Experiment.Data!.Name}, with its weights."));
    }

    /// <summary>Judges the present run on the rows held out.</summary>
    public async Task JudgeAsync(Glimpse glimpse, CancellationToken cancellation)
    {
        heldOut = HeldOut.Of(glimpse, cancellation);
        await tell(heldOut?.Told ?? new VerdictGiven(glimpse.Run.Id, glimpse.State.Epoch, 0, [], "", [], null, []));
    }

    /// <summary>Shows rows of the last verdict.</summary>
    public Task ShowAsync(ShowRows asked) => tell((heldOut ?? throw new HillockException("Nothing has been judged yet.")).Rows(asked));

    /// <summary>Trains the present experiment from several seeds, in place of those before.</summary>
    public async Task RepeatAsync(Glimpse? glimpse, int seeds, CancellationToken ended)
    {
        if (glimpse is null) return;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(ended);
        lock (gate)
        {
            repeating?.Cancel();
            repeating = cancellation;
        }

        try
        {
            await new SeedRuns(engine, limits, glimpse.Run, tell).RunAsync(seeds, cancellation.Token);
        }
        finally
        {
            lock (gate)
            {
                if (repeating == cancellation) repeating = null;
            }
        }
    }

    /// <summary>Another run is wanted: what was begun for the one before ends.</summary>
    public void Forget()
    {
        lock (gate) repeating?.Cancel();
        heldOut = null;
    }

    private static async Task<OwnTable> ReadAsync(Task before, Func<OwnTable> read)
    {
        await before;
        return await Task.Run(read);
    }

    // What was no table leaves the one before at hand.
    private static async Task<OwnTable?> EitherAsync(Task<OwnTable> reading, Task<OwnTable?> before)
    {
        try
        {
            return await reading;
        }
        catch (Exception e) when (Refusal.Is(e))
        {
            return await before;
        }
    }
}

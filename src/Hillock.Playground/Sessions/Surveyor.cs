using Hillock.Playground.Messages;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>Draws the loss around a run's path, on the thread pool; a new wish stops the one before.</summary>
internal sealed class Surveyor(Session session, Limits limits, Func<ServerMessage, Task> tell, Action<ClientMessage, Exception> refuse) : IAsyncDisposable
{
    private const int MostStates = 200;

    // Numbers of all states together: they are compared with each other.
    private const int MostNumbers = 10_000_000;

    // Below this product of parameters and samples a surface is a matter of a moment.
    private const long Small = 1_000_000;

    private readonly Newest surveys = new();
    private readonly Newest feet = new();
    private volatile Survey? survey;

    /// <summary>Draws the surface anew.</summary>
    public void Draw(AskSurface ask) => surveys.Do(async cancellation =>
    {
        try
        {
            if (await session.PathAsync(parameters => Math.Clamp(MostNumbers / Math.Max(1, parameters), 2, MostStates)).WaitAsync(cancellation) is not var (run, path)) return;
            long size = (long)run.Definition.ParameterCount * run.Train.Count;
            if (size > limits.SurfaceSize)
            {
                throw new HillockException(
                    $"{run.Definition.ParameterCount:N0} parameters on {run.Train.Count:N0} samples are too many for a surface here: up to {limits.SurfaceSize:N0} of the one times the other can be drawn.");
            }

            var surface = LossSurface.Compute(path, run.Train, size <= Small ? 41 : 25, cancellationToken: cancellation);
            survey = new Survey(run.Id, surface);
            await tell(Describe(run, path, surface));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            refuse(ask, e);
        }
    });

    /// <summary>Tells where the run stands now on the surface.</summary>
    public void Find() => feet.Do(async cancellation =>
    {
        if (survey is not { } drawn || await session.GlimpseAsync().WaitAsync(cancellation) is not { } glimpse || glimpse.Run.Id != drawn.Run) return;
        double[] parameters = new double[glimpse.Run.Definition.ParameterCount];
        glimpse.State.CopyParametersTo(parameters);
        (double x, double y) = drawn.Surface.Project(parameters);
        if (double.IsFinite(x) && double.IsFinite(y)) await tell(new FootSeen(drawn.Run, glimpse.State.Epoch, x, y));
    });

    public async ValueTask DisposeAsync()
    {
        await surveys.DisposeAsync();
        await feet.DisposeAsync();
    }

    private static SurfaceDrawn Describe(Run run, IReadOnlyList<TrainerState> path, LossSurface surface)
    {
        double[] losses = surface.Losses.Values.ToArray();
        int column = surface.X.ToList().IndexOf(0), row = surface.Y.ToList().IndexOf(0);
        return new SurfaceDrawn(
            run.Id,
            [.. surface.X],
            [.. surface.Y],
            [.. losses.Select(Finite)],
            [.. surface.Path.Select(foot => foot.X)],
            [.. surface.Path.Select(foot => foot.Y)],
            [.. path.Select(state => state.Epoch)],
            Finite(surface.Losses[row, column]),
            surface.ExplainedShare,
            surface.FollowsPath);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private sealed record Survey(int Run, LossSurface Surface);
}

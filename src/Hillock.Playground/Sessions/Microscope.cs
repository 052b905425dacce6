using Hillock.Models;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Sessions;

/// <summary>A session's microscope: copies of the run's state are traced on the thread pool, and the engine goes on meanwhile.</summary>
internal sealed class Microscope(Session session, Func<ServerMessage, Task> tell, Action<ClientMessage, Exception> refuse) : IAsyncDisposable
{
    private readonly Newest looks = new();
    private Question? question;

    /// <summary>Shows a sample's passes.</summary>
    public void Look(Look look) => Do(look, look.At, look.Rate, specimen => specimen.Show());

    /// <summary>Hides a number and asks for it.</summary>
    public void Ask(PoseQuestion ask) => Do(ask, ask.At, ask.Rate, specimen =>
    {
        IReadOnlyList<Question> questions = specimen.Questions();
        if (questions.Count == 0) throw new HillockException("Nothing here needs computing: choose a unit or a weight.");
        question = questions[(int)((uint)ask.Seed % (uint)questions.Count)];
        return question.Pose();
    });

    /// <summary>Judges an answer to the question that was asked last.</summary>
    public void Judge(GiveAnswer answer) => looks.Do(_ => question is { } asked
        ? tell(asked.Judge(answer.Text))
        : Refuse(answer, new HillockException("Nothing was asked.")));

    public ValueTask DisposeAsync() => looks.DisposeAsync();

    private void Do(ClientMessage message, Viewpoint at, double? rate, Func<Specimen, ServerMessage> show) => looks.Do(async cancellation =>
    {
        try
        {
            if (await session.GlimpseAsync().WaitAsync(cancellation) is { } glimpse) await tell(show(new Specimen(glimpse, at, rate)));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            refuse(message, e);
        }
    });

    private Task Refuse(ClientMessage message, Exception e)
    {
        refuse(message, e);
        return Task.CompletedTask;
    }
}

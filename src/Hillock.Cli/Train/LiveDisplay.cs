using Hillock.Cli.Screens;
using Hillock.Cli.See;
using Hillock.Data;
using Hillock.Tracing.Diagnosis;
using Hillock.Training;
using Spectre.Console;

namespace Hillock.Cli.Train;

/// <summary>On a terminal: a bar with what is left, the figures, and the curves of the losses as they fall.</summary>
internal sealed class LiveDisplay(RichScreen screen, LearningTask task) : TrainingDisplay(task)
{
    private const int Rows = 7;
    private const int AxisWidth = 11;

    // Series of the picture: 1 training, 2 validation.
    private static readonly Style[] Curves = [Style.Plain, new(Color.SteelBlue1), new(Color.Orange1)];

    private readonly List<double> training = [];
    private readonly List<double> validation = [];
    private readonly List<double> beginning = [];
    private readonly List<Finding> findings = [];
    private EpochSummary? last;

    public override async Task ShowAsync(Func<Action<TrainingProgress>, Task> train)
    {
        await screen.Console.Live(new Text("")).AutoClear(false).StartAsync(context => train(progress =>
        {
            Take(progress);
            context.UpdateTarget(Draw(progress));
        }));
        foreach (Finding finding in findings) FindingView.WriteShort(screen, finding);
    }

    public override void Tell(Finding finding) => findings.Add(finding);

    private void Take(TrainingProgress progress)
    {
        if (progress.Epoch == 1) beginning.Add(progress.Loss);
        if (progress.Completed is not { } epoch) return;
        if (epoch.Epoch <= training.Count) Forget();
        last = epoch;
        training.Add(epoch.TrainingLoss);
        if (epoch.ValidationLoss is { } loss) validation.Add(loss);
    }

    // Another run begins: the next fold of a cross-validation.
    private void Forget()
    {
        training.Clear();
        validation.Clear();
        beginning.Clear();
    }

    private Rows Draw(TrainingProgress progress)
    {
        double done = (progress.Epoch - 1 + ((double)progress.Step / progress.StepsPerEpoch)) / progress.Epochs;
        string head = $"{Prefix}epoch {progress.Epoch}/{progress.Epochs}";
        string tail = $"{100 * done,3:F0}%  {Figures.Clock(progress.Remaining)} left";
        int bar = Screen.Width - head.Length - tail.Length - 4;
        int full = (int)(bar * done);
        var first = new Paragraph()
            .Append($"{head}  ")
            .Append(new string('━', full), new Style(Color.Green))
            .Append(new string('━', bar - full), new Style(Color.Grey23))
            .Append($"  {tail}");
        // The figures have the colors of their curves.
        var second = new Paragraph()
            .Append($"loss {Figures.Number(progress.Loss)}", Curves[1])
            .Append(last is null || Validation(last) is not { Length: > 0 } validated ? "" : $"  {validated}", Curves[2])
            .Append($"  {progress.SamplesPerSecond:N0} samples/s", RichScreen.Style(Tone.Quiet));

        // Before two epochs are over the curve is that of the first epoch's steps.
        CurvePlot plot = CurvePlot.Draw(Screen.Width - AxisWidth, Rows, training.Count > 1 ? [training, validation] : [beginning]);
        return new Rows([first, second, .. Enumerable.Range(0, Rows).Select(row => Line(plot, row)), .. findings.Select(Warning)]);
    }

    // A line each: what is drawn over and over must not be higher than the terminal.
    private static Text Warning(Finding finding) => new(FindingView.Headline(finding), RichScreen.Style(Tone.Bad));

    private static Paragraph Line(CurvePlot plot, int row)
    {
        string label = row == 0 ? Figures.Number(plot.High) : row == Rows - 1 ? Figures.Number(plot.Low) : "";
        var line = new Paragraph().Append(label.PadLeft(AxisWidth - 2) + " │", RichScreen.Style(Tone.Quiet));
        string characters = plot.Picture.Row(row);
        for (int start = 0; start < characters.Length;)
        {
            int end = start;
            while (end < characters.Length && plot.Picture.Series(row, end) == plot.Picture.Series(row, start)) end++;
            line.Append(characters[start..end], Curves[plot.Picture.Series(row, start)]);
            start = end;
        }

        return line;
    }
}

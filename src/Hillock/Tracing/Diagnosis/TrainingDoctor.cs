using System.Numerics;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Tracing.Diagnosis;

/// <summary>Examines a network while it is trained, after epochs 1, 2, 4, 8, … and at the end; each finding is told once.</summary>
/// <remarks>
/// Nothing is measured within a step: give it each progress report of <see cref="Trainer.RunAsync"/>, and it looks at the trainer between two of
/// them. A run that nobody examines costs nothing.
/// </remarks>
public sealed class TrainingDoctor
{
    // A network's weights and gradients are copied, in double; of one with more parameters that would be felt.
    private const int MostParameters = 5_000_000;

    private readonly Trainer trainer;
    private readonly HashSet<(string Code, string? Layer)> told = [];
    private readonly List<Finding> findings = [];
    private bool hasBegun;

    /// <summary>Accompanies a trainer.</summary>
    public TrainingDoctor(Trainer trainer) => this.trainer = trainer;

    /// <summary>All findings so far.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Looks at the trainer, if this is the end of an epoch at which it is time to.</summary>
    /// <param name="progress">Where the run stands.</param>
    /// <returns>What is new.</returns>
    public IReadOnlyList<Finding> Examine(TrainingProgress progress)
    {
        bool isOver = trainer.StopReason is not null;
        if (progress.Completed is not { } epoch || !(isOver || BitOperations.IsPow2(epoch.Epoch))) return [];
        if (trainer.Definition.ParameterCount is 0 or > MostParameters) return [];

        List<Func<Case, IEnumerable<Finding>>> rules = [];
        if (!hasBegun) rules.AddRange(Doctor.FromTheStart);
        hasBegun = true;
        rules.AddRange(Doctor.WhileLearning);
        if (isOver) rules.AddRange(Doctor.AtTheEnd);

        Model model = isOver ? trainer.CreateModel() : trainer.LastModel();
        var patient = new Case(model, trainer.Experiment, trainer.Train) { Unseen = isOver ? trainer.Validation : null, History = trainer.History };
        IReadOnlyList<Finding> found = NotFinite.Find(patient) is { } broken ? [broken] : Doctor.Examine(patient, rules);
        Finding[] news = [.. found.Where(finding => told.Add((finding.Code, finding.Layer)))];
        findings.AddRange(news);
        return news;
    }
}

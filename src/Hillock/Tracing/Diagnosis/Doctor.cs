using Hillock.Data;
using Hillock.Definitions;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Tracing.Diagnosis;

/// <summary>Examines a model on data: what is wrong with it, what that means, what to change.</summary>
public static class Doctor
{
    /// <summary>What lies in the data and the network from the first step on. One rule is one file.</summary>
    internal static readonly Func<Case, IEnumerable<Finding>>[] FromTheStart =
        [EqualUnits.Find, LinearCollapse.Find, UnscaledInputs.Find, ConstantInputs.Find, Leakage.Find];

    /// <summary>What may come and go while a network learns.</summary>
    internal static readonly Func<Case, IEnumerable<Finding>>[] WhileLearning =
        [EqualUnits.Find, VanishingGradient.Find, ExplodingGradient.Find, DeadUnits.Find, SaturatedUnits.Find, LearningRate.Find];

    /// <summary>What can be said of a network that has learned.</summary>
    internal static readonly Func<Case, IEnumerable<Finding>>[] AtTheEnd =
        [NoBetterThanGuessing.Find, Underfitting.Find, Overfitting.Find, ClassImbalance.Find];

    /// <summary>Examines a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Samples with targets, best those it was trained on.</param>
    /// <param name="unseen">Samples that were held out of the training; null: unknown.</param>
    /// <exception cref="HillockException">There are no samples, or they do not fit the model.</exception>
    public static DoctorReport Examine(Model model, Dataset data, Dataset? unseen = null)
    {
        if (data.Count == 0) throw new HillockException("There are no samples to examine the model on.");
        Experiment? experiment = model.ExperimentJson is null ? null : Experiment.Of(model);

        // What is not finite in the model's own precision would be in double.
        if (NotFinite.Find(new Case(model, experiment, data)) is { } broken) return new DoctorReport([broken], []);
        var patient = new Case(model.WithPrecision(Precision.Double), experiment, data) { Unseen = unseen };
        return new DoctorReport(Examine(patient, [.. FromTheStart, .. WhileLearning, .. AtTheEnd]), patient.Layers);
    }

    /// <summary>Examines a run at one moment: on any thread, while its trainer goes on.</summary>
    /// <param name="state">The run, with the parameters of that moment.</param>
    /// <param name="train">The samples it learns from, <see cref="Trainer.Train"/>.</param>
    /// <param name="validation">Samples held out, <see cref="Trainer.Validation"/>; null: none.</param>
    /// <returns>What is found now. What can only be said of a network that has learned is said once the run is over.</returns>
    /// <exception cref="HillockException">There are no samples, or they do not fit the network.</exception>
    public static DoctorReport Examine(TrainerState state, Dataset train, Dataset? validation = null)
    {
        if (train.Count == 0) throw new HillockException("There are no samples to examine the run on.");
        bool isOver = state.StopReason is not null;
        var patient = new Case(state.LastModel(), state.Run.Experiment, train) { Unseen = isOver ? validation : null, History = state.History };
        if (NotFinite.Find(patient) is { } broken) return new DoctorReport([broken], []);
        return new DoctorReport(Examine(patient, [.. FromTheStart, .. WhileLearning, .. isOver ? AtTheEnd : []]), patient.Layers);
    }

    /// <summary>Applies rules, each once; the worst findings come first.</summary>
    internal static IReadOnlyList<Finding> Examine(Case patient, IEnumerable<Func<Case, IEnumerable<Finding>>> rules) =>
        [.. rules.Distinct().SelectMany(rule => rule(patient)).OrderByDescending(finding => finding.Severity)];
}

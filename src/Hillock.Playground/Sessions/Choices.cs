using Hillock.Activations;
using Hillock.Initializers;
using Hillock.Layers;
using Hillock.Optimizers;
using Hillock.Playground.Messages;
using Hillock.Schedules;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>
/// Which names of the vocabulary do not go with a run's network, data and other settings. It is found by trying each: the rules and their
/// sentences stand in the library alone.
/// </summary>
internal static class Choices
{
    // Trying prepares a training some dozens of times: beyond so many numbers that is no trifle any more, and what is chosen is refused as ever.
    private const long MostNumbers = 50_000;

    /// <summary>Tries all; nothing is trained.</summary>
    public static ChoicesTried Try(Run run)
    {
        long numbers = run.Definition.ParameterCount + ((long)run.Train.Count * run.Train.InputNames.Count);
        return new ChoicesTried(run.Id, numbers > MostNumbers ? [] : [.. Refused(run)]);
    }

    private static IEnumerable<RefusedChoice> Refused(Run run)
    {
        Experiment now = run.Experiment;
        return
        [
            .. Tried(run, "optimizer", Optimizer.Names, name => With(now, Optimizer.Parse(name))),
            .. Tried(run, "schedule", Schedule.Names, name => now with { Schedule = Schedule.Parse(name) }),
            .. Tried(run, "initializer", Initializer.Names, name => WithLayers(now, (layer, _) => layer with { WeightInitializer = Initializer.Parse(name) })),
            .. Tried(run, "activation", Activation.Names, name => WithLayers(now, (layer, isLast) => isLast ? layer : new Dense(layer.Units, Activation.Parse(name)) { WeightInitializer = layer.WeightInitializer })),
        ];
    }

    // As the page says it: what looks at all samples at once has no batches.
    private static Experiment With(Experiment now, Optimizer optimizer) => now with { Optimizer = optimizer, BatchSize = optimizer is GradientOptimizer ? now.BatchSize : null };

    private static Experiment WithLayers(Experiment now, Func<Dense, bool, Dense> change)
    {
        Dense? last = now.Layers.OfType<Dense>().LastOrDefault();
        return now with { Layers = [.. now.Layers.Select(layer => layer is Dense dense ? change(dense, ReferenceEquals(dense, last)) : layer)], InitialValues = [] };
    }

    private static IEnumerable<RefusedChoice> Tried(Run run, string setting, IEnumerable<string> names, Func<string, Experiment> change)
    {
        foreach (string name in names)
        {
            string? sentence = null;
            try
            {
                _ = new Trainer(change(name), run.Train, run.Data.Validation, threads: 1);
            }
            catch (Exception e) when (Refusal.Is(e))
            {
                sentence = e.Message;
            }

            if (sentence is not null) yield return new RefusedChoice(setting, name, sentence);
        }
    }
}

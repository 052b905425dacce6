using System.Text.Json.Nodes;
using Hillock.Naming;

namespace Hillock.Schedules;

/// <summary>How the learning rate changes in the course of training. An immutable value, equal by its settings.</summary>
/// <remarks>
/// In the formulas η₀ is the optimizer's learning rate, e the epochs done so far, with fractions within an epoch (2.5: half of the third),
/// E the epochs of the whole training. At whole epochs the rates are those of PyTorch's schedulers stepped once per epoch.
/// A setting that is impossible is refused with an <see cref="ArgumentException"/> where it is set.
/// </remarks>
public abstract record Schedule
{
    private protected Schedule()
    {
    }

    /// <summary>The rate stays as it is.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary>The names of all schedules.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name in files and on the command line: <c>cosine</c>, <c>one_cycle</c>, …</summary>
    public abstract string Name { get; }

    internal static Vocabulary<Schedule> Registry { get; } = new("schedule",
    [
        ConstantSchedule.Entry,
        StepSchedule.Entry,
        MultiStepSchedule.Entry,
        ExponentialSchedule.Entry,
        PolynomialSchedule.Entry,
        CosineSchedule.Entry,
        CosineWarmRestarts.Entry,
        LinearWarmup.Entry,
        OneCycle.Entry,
        ReduceOnPlateau.Entry,
    ]);

    /// <summary>The schedule of that name; <c>step:10</c> sets its first setting.</summary>
    /// <exception cref="ArgumentException">There is no such schedule; the message offers the nearest.</exception>
    public static Schedule Parse(string name) => Registry.Parse(name);

    internal static Schedule FromJson(JsonNode? json) => Registry.FromJson(json);

    internal JsonNode ToJson() => Registry.ToJson(this);

    internal string ToCSharp() => Registry.ToCSharp(this);

    /// <summary>How many numbers the schedule keeps between epochs; a checkpoint holds them.</summary>
    internal virtual int StateLength => 0;

    /// <summary>Sets what is kept to its value before the first epoch.</summary>
    internal virtual void Begin(Span<double> state)
    {
    }

    /// <summary>Learns the loss that is watched (of the validation set if there is one), once after each epoch.</summary>
    internal virtual void Observe(Span<double> state, double loss)
    {
    }

    /// <summary>The learning rate to be used after <paramref name="epoch"/> epochs.</summary>
    /// <param name="baseRate">η₀.</param>
    /// <param name="epoch">e.</param>
    /// <param name="totalEpochs">E.</param>
    /// <param name="state">What <see cref="Begin"/> and <see cref="Observe"/> made of it.</param>
    internal abstract double Rate(double baseRate, double epoch, int totalEpochs, ReadOnlySpan<double> state);
}

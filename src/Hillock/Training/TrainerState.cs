using System.Numerics;
using System.Runtime.InteropServices;
using Hillock.Definitions;
using Hillock.Files;
using Hillock.Kernels;
using Hillock.Models;

namespace Hillock.Training;

/// <summary>A run's whole state at one moment, in memory: <see cref="Trainer.Capture"/> makes it, <see cref="Trainer.Restore"/> goes on from it.</summary>
/// <remarks>
/// Immutable, and independent of the trainer: any thread may read it while the trainer goes on. It holds copies of the parameters and of what
/// the optimizer remembers of them, however long the run was: all states of a run share one history.
/// </remarks>
public sealed class TrainerState
{
    internal const string ParametersName = "parameters";

    // What an array costs beside its elements.
    private const int Overhead = 128;

    private readonly RunPosition position;

    /// <summary>Takes arrays over.</summary>
    /// <param name="run">The run it is a state of.</param>
    /// <param name="position">How far the run has come.</param>
    /// <param name="stopReason">Why the run is over; null while it is not.</param>
    /// <param name="arrays">What the run's arrays hold.</param>
    /// <param name="source">What messages call it.</param>
    internal TrainerState(RunIdentity run, RunPosition position, string? stopReason, IReadOnlyList<NamedTensor> arrays, string source = "The state") =>
        (Run, this.position, StopReason, Arrays, Source) = (run, position, stopReason, arrays, source);

    /// <summary>Epochs that are complete.</summary>
    public int Epoch => position.History.Count;

    /// <summary>Steps taken in the epoch that is not complete yet.</summary>
    public int StepInEpoch => position.StepInEpoch;

    /// <summary>Steps in an epoch.</summary>
    public int StepsPerEpoch => Run.StepsPerEpoch;

    /// <summary>Steps taken since the run began.</summary>
    public long Steps => ((long)Epoch * StepsPerEpoch) + StepInEpoch;

    /// <summary>Mean loss of the samples seen in this epoch, or of the last complete one; NaN before the first step.</summary>
    public double RunningLoss => position.RunningLoss;

    /// <summary>The epochs that are complete.</summary>
    public IReadOnlyList<EpochSummary> History => position.History;

    /// <summary>Why the run is over, in a sentence; null while it is not.</summary>
    public string? StopReason { get; }

    /// <summary>About how many bytes of memory it takes for itself alone; the history, which it shares, is not counted.</summary>
    public long SizeInBytes => Overhead + Arrays.Sum(array => array.Bytes.Length + (long)Overhead);

    internal RunIdentity Run { get; }

    internal ref readonly RunPosition Position => ref position;

    internal IReadOnlyList<NamedTensor> Arrays { get; }

    internal string Source { get; }

    /// <summary>Copies the parameters out, rounded to single precision.</summary>
    /// <param name="destination">One number for each of <see cref="ModelDefinition.ParameterCount"/>, in the order of <see cref="ModelDefinition.Parameters"/>.</param>
    /// <exception cref="ArgumentException">The destination is shorter or longer.</exception>
    public void CopyParametersTo(Span<float> destination) => Copy(destination);

    /// <summary>Copies the parameters out.</summary>
    /// <inheritdoc cref="CopyParametersTo(Span{float})"/>
    public void CopyParametersTo(Span<double> destination) => Copy(destination);

    /// <summary>The model with these very parameters, whatever validation says, and the decision threshold that the experiment asks for.</summary>
    /// <exception cref="HillockException">The threshold cannot be chosen.</exception>
    public Model CreateModel() => Run.WithThreshold(LastModel());

    /// <summary>The model with these very parameters; no threshold is chosen, which takes a look at the samples.</summary>
    internal Model LastModel()
    {
        ModelCore core = Run.Experiment.Precision == Precision.Double ? Core<double>() : Core<float>();
        return Run.CreateModel(core, position, Epoch, StopReason);
    }

    /// <summary>An array.</summary>
    /// <exception cref="HillockException">There is none of that name, or it has another length: a broken file.</exception>
    internal NamedTensor Array(string name, int length)
    {
        NamedTensor array = Arrays.FirstOrDefault(candidate => candidate.Name == name) ?? throw new HillockException($"{Source}: '{name}' is missing.");
        return array.Count == length
            ? array
            : throw new HillockException($"{Source}: '{name}' holds {array.Count:N0} numbers where {length:N0} belong: it is of another experiment.");
    }

    private ModelCore<T> Core<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[Run.Definition.ParameterCount + Simd.Slack];
        Array(ParametersName, parameters.Length).CopyTo(parameters.AsSpan());
        return new ModelCore<T>(Run.Definition, parameters);
    }

    private void Copy<T>(Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = Run.Definition.ParameterCount;
        Run.Definition.RequireParameters(destination.Length);
        ReadOnlySpan<byte> bytes = Array(ParametersName, count + Simd.Slack).Bytes;
        if (Run.Experiment.Precision == Precision.Double) Rounding.Copy(MemoryMarshal.Cast<byte, double>(bytes)[..count], destination);
        else Rounding.Copy(MemoryMarshal.Cast<byte, float>(bytes)[..count], destination);
    }
}

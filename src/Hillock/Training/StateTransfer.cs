using System.Numerics;
using Hillock.Files;

namespace Hillock.Training;

/// <summary>Carries the arrays of a run's state, out of the run or back into it: what changes while it goes on is listed once for both ways.</summary>
internal interface IStateTransfer
{
    /// <summary>Copies one array; an empty one is passed over.</summary>
    /// <param name="name">Its name in a checkpoint.</param>
    /// <param name="live">The run's own memory.</param>
    void Transfer<T>(string name, Span<T> live)
        where T : unmanaged, INumberBase<T>;
}

/// <summary>Copies a run's arrays out of it.</summary>
internal sealed class StateTaking : IStateTransfer
{
    private readonly List<NamedTensor> arrays = [];

    /// <summary>The copies so far.</summary>
    public IReadOnlyList<NamedTensor> Arrays => arrays;

    public void Transfer<T>(string name, Span<T> live)
        where T : unmanaged, INumberBase<T>
    {
        if (live.Length > 0) arrays.Add(NamedTensor.Over<T>(name, [live.Length], live.ToArray()));
    }
}

/// <summary>Copies a state's arrays into a run.</summary>
internal sealed class StateReturning(TrainerState state) : IStateTransfer
{
    public void Transfer<T>(string name, Span<T> live)
        where T : unmanaged, INumberBase<T>
    {
        if (live.Length > 0) state.Array(name, live.Length).CopyTo(live);
    }
}

/// <summary>Copies into a run what it can use of the state of a run with other settings.</summary>
/// <param name="state">The state.</param>
/// <param name="names">The arrays to take.</param>
internal sealed class StateContinuing(TrainerState state, Predicate<string> names) : IStateTransfer
{
    public void Transfer<T>(string name, Span<T> live)
        where T : unmanaged, INumberBase<T>
    {
        if (!names(name)) return;
        int length = live.Length;
        state.Arrays.FirstOrDefault(array => array.Name == name && array.Count == length)?.CopyTo(live);
    }
}

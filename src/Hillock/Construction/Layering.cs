namespace Hillock.Construction;

/// <summary>A circuit cut into layers, each of which reads only the one before: the form that a network of dense layers needs.</summary>
/// <remarks>
/// A signal that is read further on than in the next layer is handed on by carriers, units that fire where the signal is 1. They compute
/// nothing and are counted apart.
/// </remarks>
internal sealed class Layering
{
    private readonly Circuit circuit;
    private readonly int[] level;
    private readonly int[] firstUse;
    private readonly int[] lastUse;

    /// <summary>Cuts a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="outputs">The signals that are read from the last layer.</param>
    public Layering(Circuit circuit, IReadOnlyCollection<int> outputs)
    {
        this.circuit = circuit;
        level = new int[circuit.Inputs + circuit.Units.Count];
        (firstUse, lastUse) = (new int[level.Length], new int[level.Length]);
        Array.Fill(firstUse, int.MaxValue);
        bool[] isUsed = Used(outputs);
        SetEarliest(isUsed);
        Depth = outputs.Max(output => level[output]);
        foreach (int output in outputs) Use(output, Depth + 1);
        Postpone(isUsed);
        Layers = [.. Enumerable.Range(1, Depth).Select(depth => Enumerable.Range(circuit.Inputs, circuit.Units.Count).Where(signal => isUsed[signal] && level[signal] == depth).ToArray())];
        Carried = [.. Enumerable.Range(1, Depth).Select(depth => Enumerable.Range(0, level.Length).Where(signal => level[signal] < depth && lastUse[signal] > depth).ToArray())];
    }

    /// <summary>How many layers of units there are.</summary>
    public int Depth { get; }

    /// <summary>[layers] the signals that are computed in each layer.</summary>
    public IReadOnlyList<int[]> Layers { get; }

    /// <summary>[layers] the signals that each layer only hands on.</summary>
    public IReadOnlyList<int[]> Carried { get; }

    private ThresholdUnit Unit(int signal) => circuit.Units[signal - circuit.Inputs];

    private bool[] Used(IReadOnlyCollection<int> outputs)
    {
        bool[] used = new bool[level.Length];
        foreach (int output in outputs) used[output] = true;
        for (int signal = level.Length - 1; signal >= circuit.Inputs; signal--)
        {
            if (!used[signal]) continue;
            foreach (Connection wire in Unit(signal).Connections) used[wire.Source] = true;
        }

        return used;
    }

    private void SetEarliest(bool[] isUsed)
    {
        for (int signal = circuit.Inputs; signal < level.Length; signal++)
        {
            if (!isUsed[signal]) continue;
            level[signal] = 1;
            foreach (Connection wire in Unit(signal).Connections) level[signal] = Math.Max(level[signal], level[wire.Source] + 1);
        }
    }

    // From the output backwards every unit waits as long as that saves carriers: each layer later costs one for every signal that would
    // not be handed on so far otherwise, and saves the unit's own.
    private void Postpone(bool[] isUsed)
    {
        for (int signal = level.Length - 1; signal >= circuit.Inputs; signal--)
        {
            if (!isUsed[signal]) continue;
            int best = level[signal], bestSaving = 0, saving = 0;
            for (int later = level[signal] + 1; later < firstUse[signal]; later++)
            {
                saving += 1 - Unit(signal).Connections.Count(wire => lastUse[wire.Source] < later);
                if (saving > bestSaving) (best, bestSaving) = (later, saving);
            }

            level[signal] = best;
            foreach (Connection wire in Unit(signal).Connections) Use(wire.Source, best);
        }
    }

    private void Use(int signal, int layer) =>
        (firstUse[signal], lastUse[signal]) = (Math.Min(firstUse[signal], layer), Math.Max(lastUse[signal], layer));
}

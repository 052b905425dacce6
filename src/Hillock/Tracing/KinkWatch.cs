using Hillock.Execution;

namespace Hillock.Tracing;

/// <summary>Tells whether two passes through a network lie on different sides of a kink, where no difference between them is a derivative.</summary>
/// <param name="plan">The network, compiled for tracing: every z is kept.</param>
/// <param name="workspace">Where the passes run.</param>
/// <param name="rows">Rows of a pass.</param>
internal sealed class KinkWatch(Plan<double> plan, Workspace<double> workspace, int rows)
{
    private readonly Dictionary<int, sbyte[]> recorded = [];

    // The loss comes after the last step.
    private int LossPlace => plan.Steps.Count;

    /// <summary>Remembers the sides of the pass that has just run.</summary>
    public void Record()
    {
        for (int place = 0; place <= LossPlace; place++)
        {
            if (Count(place) is not (> 0 and var count)) continue;
            if (!recorded.TryGetValue(place, out sbyte[]? sides)) recorded[place] = sides = new sbyte[count];
            for (int i = 0; i < count; i++) sides[i] = Side(place, i);
        }
    }

    /// <summary>The first step whose kink lies between the pass remembered and the one that has just run, the number of steps for the loss; null: none.</summary>
    public int? Crossed()
    {
        foreach ((int place, sbyte[] sides) in recorded)
        {
            for (int i = 0; i < sides.Length; i++)
            {
                if (sides[i] != Side(place, i)) return place;
            }
        }

        return null;
    }

    private IReadOnlyList<double> Kinks(int step) => plan.Definition.Layers[step].OutputActivation?.Kinks ?? [];

    // Numbers that may have a kink on either side.
    private int Count(int place) => place == LossPlace
        ? plan.Definition.LossIsFused ? 0 : rows * plan.OutputWidth
        : Kinks(place).Count > 0 ? rows * plan.Steps[place].Site.Output.Size : 0;

    // In which of the pieces between the kinks a number lies: even at a kink, odd between two.
    private sbyte Side(int place, int i)
    {
        if (place == LossPlace) return (sbyte)Math.Sign(plan.Definition.Loss.KinkDistance(workspace.Buffers[^1].Output[i], workspace.Targets(rows)[i]));
        double z = plan.Steps[place].PreActivation(workspace.Buffers[place])[i];
        int side = 0;
        foreach (double kink in Kinks(place)) side += Math.Sign(z.CompareTo(kink));
        return (sbyte)side;
    }
}

using Hillock.Construction.Geometry;

namespace Hillock.Construction;

/// <summary>The half-planes of a circuit with the inputs x and y, a unit for each straight line: the other side is the unit negated.</summary>
internal sealed class HalfPlanes(Circuit circuit)
{
    private readonly List<(Point From, Point To, Signal Left)> lines = [];
    private readonly Dictionary<(Point From, Point To), Signal> known = [];

    /// <summary>1 on the left of the way from a to b, and on the line itself: (b − a) × (p − a) ≥ 0.</summary>
    /// <remarks>All edges on one line are one unit, so that what lies on its two sides fits together without a gap.</remarks>
    public Signal LeftOf(Point a, Point b)
    {
        if (known.TryGetValue((a, b), out Signal signal)) return signal;
        if (known.TryGetValue((b, a), out signal)) return !signal;
        signal = OnKnownLine(a, b) ?? Add(a, b);
        known.Add((a, b), signal);
        return signal;
    }

    private Signal? OnKnownLine(Point a, Point b)
    {
        foreach ((Point from, Point to, Signal left) in lines)
        {
            if (Point.Side(from, to, a) != 0 || Point.Side(from, to, b) != 0) continue;
            bool sameWay = ((to.X - from.X) * (b.X - a.X)) + ((to.Y - from.Y) * (b.Y - a.Y)) > 0;
            return sameWay ? left : !left;
        }

        return null;
    }

    private Signal Add(Point a, Point b)
    {
        (double x, double y) = (a.Y - b.Y, b.X - a.X);
        double bias = -Math.FusedMultiplyAdd(x, a.X, y * a.Y);
        Signal left = circuit.Add(new ThresholdUnit([new Connection(0, x), new Connection(1, y)], bias + 0.0));
        lines.Add((a, b, left));
        return left;
    }
}

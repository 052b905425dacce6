using System.Globalization;

namespace Hillock.Optimizers;

/// <summary>Minimizes a function by limited-memory BFGS, one iteration at a time.</summary>
/// <remarks>
/// The direction is −H·g by the two loops of Nocedal &amp; Wright 2006, algorithm 7.4, over the last few pairs s = w′ − w, y = g′ − g, from
/// H₀ = sᵀy/yᵀy. All that an iteration depends on lies in one array, <see cref="State"/>: saved and taken back, the minimization goes on
/// with the same bits.
/// </remarks>
internal sealed class LBfgsMinimizer
{
    // Numbers at the start of the state; then point, gradient, and the rings of s and y [history, n].
    private const int Begun = 0, ValueAt = 1, Pairs = 2, Newest = 3, Header = 4;

    private readonly LBfgs settings;
    private readonly IObjective f;
    private readonly int length;
    private readonly LineSearch search;
    private readonly double[] state;
    private readonly double[] direction;
    private readonly double[] weights;

    /// <summary>Prepares to minimize <paramref name="f"/> from a starting point; nothing is evaluated yet.</summary>
    public LBfgsMinimizer(LBfgs settings, IObjective f, ReadOnlySpan<double> start)
    {
        (this.settings, this.f, length) = (settings, f, start.Length);
        search = new LineSearch(f, length, settings.SufficientDecrease, settings.Curvature);
        state = new double[Header + (2 * length * (1 + settings.History))];
        direction = new double[length];
        weights = new double[settings.History];
        start.CopyTo(PointSpan);
    }

    /// <summary>Where the minimization has come to.</summary>
    public ReadOnlySpan<double> Point => PointSpan;

    /// <summary>f there; 0 before the first iteration.</summary>
    public double Value => state[ValueAt];

    /// <summary>Its gradient there.</summary>
    public ReadOnlySpan<double> Gradient => GradientSpan;

    /// <summary>Why there is nothing left to do, in a sentence; null while there is.</summary>
    public string? Finished { get; private set; }

    /// <summary>All that the next iterations depend on. To go on, make a minimizer of the same settings and copy it back.</summary>
    public Span<double> State => state;

    private Span<double> PointSpan => state.AsSpan(Header, length);

    private Span<double> GradientSpan => state.AsSpan(Header + length, length);

    /// <summary>Puts one component of the point elsewhere; what is remembered of the curvature stays.</summary>
    public void Move(int index, double value)
    {
        PointSpan[index] = value;
        state[Begun] = 0; // value and gradient are those of the old point
    }

    /// <summary>One iteration: a direction and a search along it.</summary>
    /// <returns>Whether the point has moved; if not, <see cref="Finished"/> says why.</returns>
    public bool Iterate()
    {
        Finished = null; // an earlier state may have been copied back
        if (state[Begun] == 0)
        {
            state[ValueAt] = f.Evaluate(PointSpan, GradientSpan);
            state[Begun] = 1;
        }

        double steepest = Vectors.LargestMagnitude(GradientSpan);
        if (!double.IsFinite(Value) || !double.IsFinite(steepest))
            return Stop($"The loss at the starting point is not finite ({Value}).");
        if (steepest <= settings.Tolerance)
            return Stop(string.Create(CultureInfo.InvariantCulture, $"A minimum is found: no component of the gradient exceeds {settings.Tolerance}."));

        if (SetDirection() && Search(1)) return true;

        // What is remembered has misled; without it the direction is that of steepest descent, whose length says nothing.
        state[Pairs] = 0;
        SetDirection();
        return Search(Math.Min(1, 1 / SumOfMagnitudes(GradientSpan)))
            || Stop("No step makes the loss smaller by more than rounding errors.");
    }

    private bool Search(double first)
    {
        double slope = Vectors.Dot(GradientSpan, direction);
        if (!(slope < 0) || !search.Run(PointSpan, Value, slope, direction, first)) return false;

        int slot = state[Pairs] == 0 ? 0 : ((int)state[Newest] + 1) % settings.History;
        Span<double> s = Step(slot), y = Change(slot);
        for (int i = 0; i < length; i++)
        {
            s[i] = search.Point[i] - PointSpan[i];
            y[i] = search.Gradient[i] - GradientSpan[i];
        }

        search.Point.CopyTo(PointSpan);
        search.Gradient.CopyTo(GradientSpan);
        state[ValueAt] = search.Value;

        // Only pairs of positive curvature keep H positive definite; rounding can spoil those of tiny steps.
        if (Vectors.Dot(s, y) > 1e-12 * Math.Sqrt(Vectors.Dot(s, s) * Vectors.Dot(y, y)))
        {
            state[Newest] = slot;
            state[Pairs] = Math.Min(state[Pairs] + 1, settings.History);
        }
        else
        {
            state[Pairs] = Math.Min(state[Pairs], settings.History - 1); // the oldest pair lay where the refused one does
        }

        return true;
    }

    // direction = −H·g. False if nothing is remembered: then it is −g.
    private bool SetDirection()
    {
        int pairs = (int)state[Pairs], newest = (int)state[Newest];
        for (int i = 0; i < length; i++) direction[i] = -GradientSpan[i];
        if (pairs == 0) return false;

        for (int age = 0; age < pairs; age++)
        {
            int slot = (newest - age + settings.History) % settings.History;
            weights[slot] = Vectors.Dot(Step(slot), direction) / Vectors.Dot(Step(slot), Change(slot));
            Vectors.AddScaled(-weights[slot], Change(slot), direction);
        }

        double scale = Vectors.Dot(Step(newest), Change(newest)) / Vectors.Dot(Change(newest), Change(newest));
        for (int i = 0; i < length; i++) direction[i] *= scale;
        for (int age = pairs - 1; age >= 0; age--)
        {
            int slot = (newest - age + settings.History) % settings.History;
            double beta = Vectors.Dot(Change(slot), direction) / Vectors.Dot(Step(slot), Change(slot));
            Vectors.AddScaled(weights[slot] - beta, Step(slot), direction);
        }

        return true;
    }

    private bool Stop(string why)
    {
        Finished = why;
        return false;
    }

    private Span<double> Step(int slot) => state.AsSpan(Header + ((2 + slot) * length), length);

    private Span<double> Change(int slot) => state.AsSpan(Header + ((2 + settings.History + slot) * length), length);

    private static double SumOfMagnitudes(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double value in x) sum += Math.Abs(value);
        return sum;
    }
}

namespace Hillock.Optimizers;

/// <summary>A function of many numbers that is to be made small, and its gradient.</summary>
internal interface IObjective
{
    /// <summary>f(w).</summary>
    /// <param name="w">[n]: where.</param>
    /// <param name="gradient">[n]: receives ∂f/∂w.</param>
    double Evaluate(ReadOnlySpan<double> w, Span<double> gradient);
}

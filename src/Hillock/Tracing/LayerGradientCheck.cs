namespace Hillock.Tracing;

/// <summary>One layer's gradient beside differences.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Parameters">Weights and biases that it has.</param>
/// <param name="Taken">How many of them were looked at.</param>
/// <param name="Error">‖g − ĝ‖ / (‖g‖ + ‖ĝ‖) over those that lie beside no kink; 0 where both are 0.</param>
/// <param name="GradientNorm">‖g‖ over the same.</param>
/// <param name="IsBelowNoise">Whether g and ĝ differ by no more than the rounding of the loss, so that the error says nothing.</param>
/// <param name="Kinks">Parameters left out because of kinks.</param>
public sealed record LayerGradientCheck(
    string Name, int Parameters, int Taken, double Error, double GradientNorm, bool IsBelowNoise, IReadOnlyList<GradientKink> Kinks)
{
    /// <summary>Parameters that were compared: those taken, without those beside a kink.</summary>
    public int Compared => Taken - Kinks.Sum(kink => kink.Parameters);

    /// <summary>Whether there is nothing to object to.</summary>
    public bool Passed => Error <= GradientCheck.Tolerance || IsBelowNoise;
}

/// <summary>A kink that parameters cannot be moved beside, such as that of ReLU at 0: there the loss has two slopes, and no derivative.</summary>
/// <param name="Layer">Where the kink is; <c>loss</c> for the loss itself.</param>
/// <param name="Function">The activation or the loss that has it.</param>
/// <param name="Parameters">How many parameters had to be left out.</param>
public sealed record GradientKink(string Layer, string Function, int Parameters);

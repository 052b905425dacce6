using Hillock.Execution;
using Hillock.Layers;

namespace Hillock.Tracing;

/// <summary>The slope of a loss along one number, from the loss alone.</summary>
/// <param name="Value">The slope; meaningless across a kink.</param>
/// <param name="Noise">How far rounding may have moved it.</param>
/// <param name="Kink">The step with a kink so near that there is no difference beside it (the number of steps: the loss); null: none.</param>
internal readonly record struct NumericSlope(double Value, double Noise, int? Kink);

/// <summary>Differentiates the engine's loss by central differences: the judge of backpropagation.</summary>
/// <remarks>
/// From four values, ∂L/∂w ≈ (8(L(w + h) − L(w − h)) − (L(w + 2h) − L(w − 2h))) / 12h, whose own error is of order h⁴ and that of rounding of order
/// ε/h. h begins at 10⁻³ of max(1, |w|) and shrinks while a kink lies between the four, or while this formula and (L(w + h) − L(w − h)) / 2h still differ so much
/// that h⁴ might be seen.
/// </remarks>
internal sealed class LossDifference
{
    private const double LargestStep = 1e-3;
    private const double SmallestStep = 1e-7;

    // The two formulas differ by order h²; the better one is then wrong by about the square of it.
    private const double Agreement = 1e-4;

    private readonly Workspace<double> workspace;
    private readonly double[] parameters;
    private readonly Pass pass;
    private readonly KinkWatch kinks;
    private readonly double rounding;
    private readonly double[] losses = new double[4];

    /// <summary>Looks at a batch that lies in a workspace.</summary>
    /// <param name="plan">The network, compiled for tracing.</param>
    /// <param name="workspace">With inputs, targets and weights of the rows.</param>
    /// <param name="parameters">The parameters, which are moved and put back.</param>
    /// <param name="pass">The pass, dropout and all.</param>
    public LossDifference(Plan<double> plan, Workspace<double> workspace, double[] parameters, Pass pass)
    {
        (this.workspace, this.parameters, this.pass) = (workspace, parameters, pass);
        kinks = new KinkWatch(plan, workspace, pass.Rows);

        // The outputs are rounded, and the loss with them, but the less so the smaller it is: near its least value it hardly moves with them.
        double loss = Math.Abs(Loss()), largest = 0;
        foreach (double output in workspace.Buffers[^1].Output.AsSpan(0, pass.Rows * plan.OutputWidth)) largest = Math.Max(largest, Math.Abs(output));
        rounding = (Math.BitIncrement(1.0) - 1) * (loss + (largest * Math.Min(1, Math.Sqrt(loss))));
    }

    /// <summary>h of the last slope.</summary>
    public double Step { get; private set; }

    /// <summary>L(w + 2h), L(w + h), L(w − h), L(w − 2h) of the last slope.</summary>
    public ReadOnlySpan<double> Losses => losses;

    /// <summary>The slope along a number that the loss is computed from.</summary>
    /// <param name="value">A parameter, or an input in the workspace.</param>
    /// <param name="size">How large slopes like it are: of one much smaller less accuracy is asked.</param>
    public NumericSlope Of(ref double value, double size)
    {
        double before = value;
        try
        {
            double unit = Math.Max(1, Math.Abs(before)); // less would be lost in a large number's rounding
            for (double h = LargestStep; ; h /= 10)
            {
                bool isLast = h < 2 * SmallestStep;
                NumericSlope slope = At(ref value, before, h * unit, size, out bool isSmooth);
                if (isLast || (isSmooth && slope.Kink is null)) return slope;
            }
        }
        finally
        {
            value = before;
        }
    }

    private NumericSlope At(ref double value, double before, double h, double size, out bool isSmooth)
    {
        Step = h;
        ReadOnlySpan<int> moves = [2, 1, -1, -2];
        isSmooth = true;
        for (int i = 0; i < moves.Length; i++)
        {
            value = before + (moves[i] * h);
            losses[i] = Loss();
            if (i == 0) kinks.Record();
            else if (kinks.Crossed() is { } kink) return new NumericSlope(0, 0, kink);
        }

        double simple = (losses[1] - losses[2]) / (2 * h);
        double slope = ((8 * (losses[1] - losses[2])) - (losses[0] - losses[3])) / (12 * h);
        double noise = 1.5 * rounding / h;
        isSmooth = Math.Abs(slope - simple) <= (Agreement * Math.Max(Math.Abs(slope), size)) + noise;
        return new NumericSlope(slope, noise, null);
    }

    private double Loss() => workspace.Loss(parameters, pass);
}

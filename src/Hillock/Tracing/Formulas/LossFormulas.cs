using Hillock.Losses;
using Hillock.Tracing.Typesetting;

namespace Hillock.Tracing.Formulas;

/// <summary>Every loss's formula and gradient as a lecture writes them, from the definitions and not from the kernels.</summary>
internal static class LossFormulas
{
    // Nearer to 0 or 1 than this, 1 − p has lost too many digits: the loss is then written with logits.
    private const double Certain = 1e-3;

    // Where the losses bound what they divide by: the smallest normal number of single precision, and PyTorch's bound.
    private const double Smallest = 1.1754943508222875e-38;
    private const double Steepest = 1e-12;

    private static readonly Term One = Term.Constant(1);

    /// <summary>A sample's loss.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="p">What the network answers.</param>
    /// <param name="t">What it should have answered; for cross-entropy smoothed already.</param>
    /// <param name="logits">z of the last layer, where loss and activation are computed in one; else empty.</param>
    /// <param name="general">The formula of one output, for many.</param>
    public static Term Value(Loss loss, IReadOnlyList<Term> p, IReadOnlyList<Term> t, IReadOnlyList<Term> logits, Func<Setting, Setting, Setting> general)
    {
        if (loss is CrossEntropy) return OfClasses(p, t, logits, general);
        Term sum = Term.Sum([.. Enumerable.Range(0, p.Count).Select(k => OfOutput(loss, p[k], t[k], logits.Count > 0 ? logits[k] : null))], General(loss, general));
        return loss switch
        {
            HalfSquaredError => Term.Constant("½", 0.5) * sum,
            _ when IsMean(loss) && p.Count > 1 => One / Term.Constant(p.Count) * sum,
            _ => sum,
        };
    }

    /// <summary>The derivative of a sample's loss by one output.</summary>
    public static Term Derivative(Loss loss, Term p, Term t, int outputs)
    {
        Term own = OfOutputBy(loss, p, t);
        return IsMean(loss) && outputs > 1 ? One / Term.Constant(outputs) * own : own;
    }

    /// <summary>δ of the last layer where the loss's and the activation's derivatives meet in one short formula: p·Σt − t, or (p − t)/K.</summary>
    public static Term Delta(Loss loss, Term p, Term t, double sumOfTargets, int outputs)
    {
        if (loss is not CrossEntropy) return outputs > 1 ? One / Term.Constant(outputs) * (p - t) : p - t;
        return Math.Abs(sumOfTargets - 1) < 1e-12 ? p - t : (p * Term.Constant(sumOfTargets)) - t;
    }

    private static bool IsMean(Loss loss) =>
        loss is MeanSquaredError or MeanAbsoluteError or Huber or LogCosh or Hinge or Poisson or BinaryCrossEntropy;

    private static Term OfOutput(Loss loss, Term p, Term t, Term? z)
    {
        Term d = p - t;
        double x = d.Value;
        return loss switch
        {
            SquaredError or HalfSquaredError or MeanSquaredError => Term.Square(d),
            MeanAbsoluteError => Term.Abs(d),
            Huber f => Math.Abs(x) <= f.Delta
                ? Term.Case(Term.Constant("½", 0.5) * Term.Square(d), $"|p − t| ≤ {Numeral.Of(f.Delta)}")
                : Term.Case(Term.Constant(f.Delta) * (Term.Abs(d) - Term.Constant(f.Delta / 2)), $"|p − t| > {Numeral.Of(f.Delta)}"),
            LogCosh => Term.Special(LogOfCosh(x), numbers => Setting.Call("ln", Setting.Call("cosh", d.Set(numbers)))),
            Hinge => ActivationFormulas.Maximum(Term.Constant(0), One - (Sign(t) * p)),
            Poisson => t.Value == 0 ? p : p - (t * Log(p)),
            KLDivergence => t.Value == 0 ? Term.Case(Term.Constant(0), "t = 0") : t * (Log(t) - Log(p)),
            BinaryCrossEntropy when z is not null && Math.Min(p.Value, 1 - p.Value) < Certain => ActivationFormulas.SoftplusOf(z) - (t * z),
            BinaryCrossEntropy => BinaryCrossEntropyOf(p, t),
            _ => throw new ArgumentException($"There is no formula for the loss '{loss.Name}'."),
        };
    }

    private static Term OfOutputBy(Loss loss, Term p, Term t)
    {
        Term d = p - t, two = Term.Constant(2);
        double x = d.Value;
        return loss switch
        {
            HalfSquaredError => d,
            SquaredError or MeanSquaredError => two * d,
            MeanAbsoluteError => Term.Call("sign", difference => Math.Sign(difference), d),
            Huber f => Math.Abs(x) <= f.Delta
                ? Term.Case(d, $"|p − t| ≤ {Numeral.Of(f.Delta)}")
                : Term.Case(Term.Constant(Math.CopySign(f.Delta, x)), $"|p − t| > {Numeral.Of(f.Delta)}"),
            LogCosh => Term.Call("tanh", Math.Tanh, d),
            Hinge => Sign(t).Value * p.Value < 1 ? Term.Case(-Sign(t), "inside the margin") : Term.Case(Term.Constant(0), "beyond the margin"),
            Poisson => One - (t / p),
            KLDivergence or CrossEntropy when p.Value < Smallest => Term.Case(-(t / Term.Constant(Smallest)), "p is bounded there"),
            KLDivergence or CrossEntropy => t.Value == 0 ? Term.Case(Term.Constant(0), "t = 0") : -(t / p),
            BinaryCrossEntropy when p.Value * (1 - p.Value) < Steepest => Term.Case(d / Term.Constant(Steepest), "p(1 − p) is bounded there"),
            BinaryCrossEntropy => t.Value == 0 ? One / (One - p) : t.Value == 1 ? -(One / p) : (p - t) / (p * (One - p)),
            _ => throw new ArgumentException($"There is no formula for the loss '{loss.Name}'."),
        };
    }

    // −Σ t ln p over the classes that have a share of the target.
    private static Term OfClasses(IReadOnlyList<Term> p, IReadOnlyList<Term> t, IReadOnlyList<Term> logits, Func<Setting, Setting, Setting> general)
    {
        int[] shares = [.. Enumerable.Range(0, p.Count).Where(k => t[k].Value != 0)];
        if (shares.Length == 0) return Term.Constant(0);
        Setting all = general(Setting.Line(Setting.Name("t"), Setting.Operator("·"), Setting.Name("ln"), Setting.Name("p")), Setting.Name("k"));
        if (logits.Count > 0 && shares.Any(k => p[k].Value < Certain))
        {
            double normalizer = ActivationFormulas.LogSumOfExponentials(logits);
            Term log = Term.Special(normalizer, numbers => numbers ? Setting.Number(normalizer) : Setting.Line(Setting.Name("ln"), Setting.Operator("Σ"), Setting.Scripts(Setting.Name("e"), null, Setting.Name("z"))));
            return Term.Sum([.. shares.Select(k => t[k].Value == 1 ? log - logits[k] : t[k] * (log - logits[k]))], all);
        }

        Term sum = Term.Sum([.. shares.Select(k => t[k].Value == 1 ? Log(p[k]) : t[k] * Log(p[k]))], all);
        return -sum;
    }

    private static Term BinaryCrossEntropyOf(Term p, Term t) => t.Value switch
    {
        1 => -Log(p),
        0 => -Log(One - p),
        _ => -((t * Log(p)) + ((One - t) * Log(One - p))),
    };

    // Bounded at −100, as the loss is, so that a probability of 0 has a finite price.
    private static Term Log(Term p) => Term.Call("ln", x => Math.Max(Math.Log(x), -100), p);

    private static Term Sign(Term t) => t.Value > 0 ? One : Term.Constant(-1);

    private static double LogOfCosh(double x)
    {
        double d = Math.Abs(x);

        // ln cosh d = d − ln 2 + ln(1 + e^(−2d)); near 0 its series.
        return d < 1e-2 ? (d * d / 2) - (d * d * d * d / 12) + (Math.Pow(d, 6) / 45) : d - Math.Log(2) + Math.Log(1 + Math.Exp(-2 * d));
    }

    private static Setting General(Loss loss, Func<Setting, Setting, Setting> general) =>
        general(Setting.Call("ℓ", Setting.Name("p"), Setting.Name("t")), Setting.Name("k"));
}

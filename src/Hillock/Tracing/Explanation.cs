using Hillock.Activations;
using Hillock.Losses;
using Hillock.Optimizers;
using Hillock.Tracing.Formulas;
using Hillock.Tracing.Typesetting;

namespace Hillock.Tracing;

/// <summary>Where every number of a trace comes from: its formula in symbols and numbers, the equation's name, and a second computation.</summary>
/// <remarks>
/// Each formula is computed again in double, by plain scalar operations, from the traced values that it names. Values are explained when
/// they are asked for. Layers, units, inputs and samples are counted from 0 here and from 1 in what is printed.
/// </remarks>
public sealed class Explanation
{
    // A layer with more units or inputs is wide.
    private const int MostUnits = 8;
    private const int MostInputs = 32;
    private const int Prominent = 5;

    private readonly Symbols symbols;
    private readonly Lazy<Term[]> targets;
    private readonly Dictionary<int, Matrix> jacobians = [];

    /// <summary>Explains a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="notation">How the lectures write it.</param>
    /// <param name="sample">Which of the samples, from 0.</param>
    public Explanation(Trace trace, Notation notation = Notation.Layers, int sample = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)trace.Samples.Inputs.Rows, nameof(sample));
        (Trace, Notation, Sample) = (trace, notation, sample);
        symbols = Symbols.Of(trace, notation);
        targets = new Lazy<Term[]>(Targets);
    }

    /// <summary>What is explained.</summary>
    public Trace Trace { get; }

    /// <summary>How it is written.</summary>
    public Notation Notation { get; }

    /// <summary>The sample, from 0.</summary>
    public int Sample { get; }

    /// <summary>The units worth showing: all of a small layer, of a wide one the five with the largest errors, or outputs without a target.</summary>
    public IReadOnlyList<int> UnitsToShow(int layer)
    {
        LayerTrace traced = Trace.Layers[layer];
        IEnumerable<int> all = Enumerable.Range(0, traced.Output.Columns);
        if (!IsWide(layer)) return [.. all];
        Matrix measure = traced.Delta ?? traced.Output;
        return [.. all.OrderByDescending(unit => Math.Abs(measure[Sample, unit])).Take(Prominent).Order()];
    }

    /// <summary>Whether a layer is too wide for all its units to be shown: it has more than 8, or more than 32 inputs.</summary>
    public bool IsWide(int layer) => Trace.Layers[layer].Output.Columns > MostUnits || Trace.Layers[layer].Input.Columns > MostInputs;

    private bool IsFused => Trace.Model.Definition.LossIsFused;

    private Loss LossFunction => Trace.Model.Definition.Loss;

    private int Last => Trace.Layers.Count - 1;

    private int Samples => Trace.Samples.Inputs.Rows;

    /// <summary>What a layer does, as the notation writes it: z¹ = w¹·x + b¹, a¹ = σ(z¹).</summary>
    public string Forward(int layer) => symbols.Forward(layer).ToText();

    /// <summary>The same as LaTeX.</summary>
    public string ForwardLatex(int layer) => symbols.Forward(layer).ToLatex();

    /// <summary>The same as a MathML element.</summary>
    public string ForwardMathML(int layer) => $"<math>{symbols.Forward(layer).ToMathML()}</math>";

    /// <summary>z of a unit: the weighted sum, or for a layer without weights what comes in.</summary>
    public Explained PreActivation(int layer, int unit)
    {
        LayerTrace traced = Trace.Layers[layer];
        Setting symbol = symbols.PreActivation(layer, unit);
        double z = traced.PreActivation[Sample, unit];
        if (traced.Weights is not { } weights) return new Explained("what comes in", symbol, Below(layer, unit), z);

        List<Term> terms = [.. Enumerable.Range(0, weights.Rows).Select(i => Term.Variable(() => symbols.Weight(layer, i, unit), weights[i, unit]) * Below(layer, i))];
        if (traced.Bias is { } bias) terms.Add(Term.Variable(symbols.Bias(layer, unit), bias[0, unit]));
        Setting j = Setting.Name($"{unit + 1}"), k = Setting.Name("k");
        Setting general = Total(Setting.Line(symbols.Weight(layer, k, j), Setting.Operator("·"), symbols.Output(layer - 1, k)), k);
        if (traced.Bias is not null) general = Setting.Line(general, Setting.Operator("+"), symbols.Bias(layer, unit));
        return new Explained("weighted sum", symbol, Term.Sum(terms, general), z);
    }

    /// <summary>a of a unit, from z.</summary>
    public Explained Output(int layer, int unit)
    {
        LayerTrace traced = Trace.Layers[layer];
        Term z = Z(layer, unit);
        Term formula = traced.Activation is { } activation
            ? ActivationFormulas.Value(activation, Row(layer, unit), activation.IsScalar ? 0 : unit % RowWidth(layer))
            : traced.ActivationDerivative![Sample, unit] is var factor && factor == 1 ? z : Term.Constant(factor) * z;
        return new Explained(layer == Last ? "output" : "activation", symbols.Output(layer, unit), formula, traced.Output[Sample, unit]);
    }

    /// <summary>∂aᵢ/∂zⱼ: f′(z) where j is i; 0 otherwise, except for softmax and its like.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="unit">i.</param>
    /// <param name="by">j; null: i.</param>
    public Explained Derivative(int layer, int unit, int? by = null)
    {
        LayerTrace traced = Trace.Layers[layer];
        int other = by ?? unit;
        bool isFull = traced.ActivationDerivative is null;
        Setting symbol = isFull || other != unit ? Setting.Derivative(symbols.Output(layer, unit), symbols.PreActivation(layer, other)) : symbols.Slope(layer, unit);
        double value = isFull ? Jacobian(layer)[unit, other] : other == unit ? traced.ActivationDerivative![Sample, unit] : 0;
        return new Explained("slope of the activation", symbol, Slope(layer, unit, other), value);
    }

    /// <summary>The sample's loss, without the penalty.</summary>
    /// <exception cref="InvalidOperationException">The trace has no targets.</exception>
    public Explained Loss()
    {
        RequireTargets();
        Term[] p = [.. Enumerable.Range(0, Trace.Output.Columns).Select(k => A(Last, k))], t = targets.Value;
        Term[] logits = IsFused ? [.. Enumerable.Range(0, p.Length).Select(k => Z(Last, k))] : [];
        return new Explained($"loss, {LossFunction.Name}", symbols.Loss, LossFormulas.Value(LossFunction, p, t, logits, Total), Trace.Losses[Sample]);
    }

    /// <summary>∂L/∂ŷ of one output.</summary>
    /// <exception cref="InvalidOperationException">The trace has no targets.</exception>
    public Explained LossGradient(int output)
    {
        RequireTargets();
        Term formula = Share(LossFormulas.Derivative(LossFunction, A(Last, output), targets.Value[output], Trace.Output.Columns));
        return new Explained("slope of the loss", Setting.Derivative(symbols.Loss, symbols.Output(Last, output)), formula, Trace.LossGradient![Sample, output]);
    }

    /// <summary>∂L/∂a of a unit: from the loss in the last layer, else what comes back from the layer above.</summary>
    /// <exception cref="InvalidOperationException">The trace has no targets.</exception>
    public Explained OutputGradient(int layer, int unit)
    {
        RequireTargets();
        return layer == Last
            ? LossGradient(unit)
            : new Explained("error sent back", Setting.Derivative(symbols.Loss, symbols.Output(layer, unit)), Back(layer + 1, unit), Trace.Layers[layer].OutputGradient![Sample, unit]);
    }

    /// <summary>δ = ∂L/∂z of a unit.</summary>
    /// <exception cref="InvalidOperationException">The trace has no targets.</exception>
    public Explained Delta(int layer, int unit)
    {
        RequireTargets();
        LayerTrace traced = Trace.Layers[layer];
        Setting symbol = symbols.Delta(layer, unit);
        double delta = traced.Delta![Sample, unit];
        string equation = layer == Last ? "BP1" : "BP2";
        if (layer == Last && IsFused)
        {
            Term[] t = targets.Value;
            Term together = Share(LossFormulas.Delta(LossFunction, A(Last, unit), t[unit], t.Sum(target => target.Value), t.Length));
            return new Explained($"error, {traced.Activation!.Name} and {LossFunction.Name} together", symbol, together, delta, equation);
        }

        if (traced.ActivationDerivative is null)
        {
            int width = RowWidth(layer), first = unit / width * width;
            IEnumerable<Term> terms = Enumerable.Range(first, width).Select(i => OutputGradientOf(layer, i) * Slope(layer, i, unit));
            Setting i = Setting.Name("i");
            Setting general = Total(Setting.Line(
                Setting.Derivative(symbols.Loss, symbols.Output(layer, i)), Setting.Operator("·"), Setting.Derivative(symbols.Output(layer, i), symbols.PreActivation(layer, unit))), i);
            return new Explained("error", symbol, Term.Sum([.. terms], general), delta, equation);
        }

        Term slope = Term.Variable(symbols.Slope(layer, unit), traced.ActivationDerivative[Sample, unit]);
        Term back = layer == Last || Trace.Layers[layer + 1].Weights is null ? OutputGradientOf(layer, unit) : Back(layer + 1, unit);
        return new Explained("error", symbol, back * slope, delta, equation);
    }

    /// <summary>∂L/∂w of the weight from an input to a unit, without the penalty.</summary>
    /// <exception cref="InvalidOperationException">The trace has no targets, or the layer no weights.</exception>
    public Explained WeightGradient(int layer, int input, int unit)
    {
        RequireWeights(layer);
        Term formula = OverSamples(sample =>
            Term.Variable(symbols.Output(layer - 1, input), Trace.Layers[layer].Input[sample, input]) * Term.Variable(symbols.Delta(layer, unit), Trace.Layers[layer].Delta![sample, unit]));
        Setting symbol = Setting.Derivative(symbols.Loss, symbols.Weight(layer, input, unit));
        return new Explained("gradient of a weight", symbol, formula, Trace.Layers[layer].WeightGradients![input, unit], "BP4");
    }

    /// <summary>∂L/∂b of a unit.</summary>
    /// <exception cref="InvalidOperationException">The trace has no targets, or the layer no bias.</exception>
    public Explained BiasGradient(int layer, int unit)
    {
        RequireTargets();
        if (Trace.Layers[layer].BiasGradients is not { } gradients) throw new InvalidOperationException($"'{Trace.Layers[layer].Name}' has no bias.");
        Term formula = OverSamples(sample => Term.Variable(symbols.Delta(layer, unit), Trace.Layers[layer].Delta![sample, unit]));
        return new Explained("gradient of a bias", Setting.Derivative(symbols.Loss, symbols.Bias(layer, unit)), formula, gradients[0, unit], "BP3");
    }

    /// <summary>∂L/∂x of one input of the network.</summary>
    /// <exception cref="InvalidOperationException">The trace has no targets.</exception>
    public Explained InputGradient(int input)
    {
        RequireTargets();
        return new Explained("slope by the input", Setting.Derivative(symbols.Loss, symbols.Output(-1, input)), Back(0, input), Trace.InputGradient![Sample, input]);
    }

    /// <summary>A weight after one step of plain gradient descent: w − η·(∂L/∂w + ∂γ/∂w).</summary>
    /// <param name="update">A single step of this trace by <see cref="Sgd"/>.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The input that the weight comes from.</param>
    /// <param name="unit">The unit that it leads to.</param>
    /// <exception cref="InvalidOperationException">The update is by another rule, or of several steps; see <see cref="Explains"/>.</exception>
    public Explained UpdatedWeight(TraceUpdate update, int layer, int input, int unit)
    {
        RequireWeights(layer);
        LayerTrace traced = Trace.Layers[layer];
        Setting symbol = symbols.Weight(layer, input, unit);
        Term gradient = Term.Variable(Setting.Derivative(symbols.Loss, symbol), traced.WeightGradients![input, unit]);
        if (traced.PenaltyGradients is { } penalty) gradient += Term.Variable(Setting.Derivative(Setting.Name("γ"), symbol), penalty[input, unit]);
        return Updated(update, symbol, traced.Weights![input, unit], gradient, traced.WeightsFrozen, update.After.Layers[layer].Weights![input, unit]);
    }

    /// <summary>A bias after one step of plain gradient descent: b − η·∂L/∂b.</summary>
    /// <inheritdoc cref="UpdatedWeight"/>
    public Explained UpdatedBias(TraceUpdate update, int layer, int unit)
    {
        Explained gradient = BiasGradient(layer, unit);
        LayerTrace traced = Trace.Layers[layer];
        Setting symbol = symbols.Bias(layer, unit);
        Term by = Term.Variable(Setting.Derivative(symbols.Loss, symbol), gradient.Value);
        return Updated(update, symbol, traced.Bias![0, unit], by, traced.BiasFrozen, update.After.Layers[layer].Bias![0, unit]);
    }

    /// <summary>Whether <see cref="UpdatedWeight"/> has a formula for an update: a single step of plain gradient descent, within no limits.</summary>
    public static bool Explains(TraceUpdate update) =>
        update is { Steps: 1, Optimizer: Sgd { WeightDecay: 0 } } && Training.Experiment.Of(update.Model) is { ClipNorm: null, ClipValue: null, MaxNorm: null };

    /// <summary>The chain of factors whose product is the gradient of one weight.</summary>
    /// <exception cref="InvalidOperationException">The trace has no targets, or the layer no weights.</exception>
    public WeightFactors Factors(int layer, int input, int unit)
    {
        RequireWeights(layer);
        return WeightFactors.Of(Trace, symbols, Sample, layer, input, unit);
    }

    /// <summary>Every value but those of weights: forward, then backward, layer by layer. Wide layers have many.</summary>
    public IEnumerable<Explained> Values()
    {
        for (int layer = 0; layer <= Last; layer++)
        {
            for (int unit = 0; unit < Trace.Layers[layer].Output.Columns; unit++)
            {
                yield return PreActivation(layer, unit);
                yield return Output(layer, unit);
                yield return Derivative(layer, unit);
            }
        }

        if (!Trace.HasTargets) yield break;
        yield return Loss();
        for (int layer = Last; layer >= 0; layer--)
        {
            for (int unit = 0; unit < Trace.Layers[layer].Output.Columns; unit++)
            {
                yield return OutputGradient(layer, unit);
                yield return Delta(layer, unit);
                if (Trace.Layers[layer].Bias is not null) yield return BiasGradient(layer, unit);
            }
        }

        for (int input = 0; input < Trace.Samples.Inputs.Columns; input++) yield return InputGradient(input);
    }

    /// <summary>Computes every value of the trace again, gradients of weights included, and compares.</summary>
    /// <returns>How many values there are, and the largest difference, over the value where that is more than 1.</returns>
    public (int Count, double Largest) Check()
    {
        (int count, double largest) = (0, 0);
        foreach (Explained value in Values()) Compare(value.Value, value.Recomputed);
        foreach (LayerTrace layer in Trace.Layers)
        {
            if (layer.WeightGradients is not { } gradients) continue;
            for (int input = 0; input < gradients.Rows; input++)
            {
                for (int unit = 0; unit < gradients.Columns; unit++)
                {
                    double sum = 0;
                    for (int sample = 0; sample < Samples; sample++) sum += layer.Input[sample, input] * layer.Delta![sample, unit];
                    Compare(gradients[input, unit], sum);
                }
            }
        }

        return (count, largest);

        void Compare(double value, double recomputed)
        {
            count++;
            if (!value.Equals(recomputed)) largest = Math.Max(largest, Math.Abs(value - recomputed) / Math.Max(1, Math.Abs(value)));
        }
    }

    private Explained Updated(TraceUpdate update, Setting symbol, double before, Term gradient, bool isFrozen, double after)
    {
        if (!Explains(update)) throw new InvalidOperationException("Only a single step of plain gradient descent has a formula here.");
        Term old = Term.Variable(symbol, before);
        Term formula = isFrozen ? Term.Case(old, "frozen") : old - (Term.Variable(Setting.Name("η"), ((Sgd)update.Optimizer).LearningRate) * gradient);
        Setting marked = symbol is Scripts { Above: not null } ? new Brackets(symbol) : symbol; // a prime is an upper index, too
        return new Explained("after the step", Setting.Line(marked, Setting.Name("′")), formula, after);
    }

    private Matrix Jacobian(int layer)
    {
        if (!jacobians.TryGetValue(layer, out Matrix? jacobian)) jacobians[layer] = jacobian = Trace.Layers[layer].Jacobian(Sample);
        return jacobian;
    }

    private Term Z(int layer, int unit) => Term.Variable(symbols.PreActivation(layer, unit), Trace.Layers[layer].PreActivation[Sample, unit]);

    private Term A(int layer, int unit) => Term.Variable(symbols.Output(layer, unit), Trace.Layers[layer].Output[Sample, unit]);

    // What comes into a layer: the output of the layer below, or the network's input.
    private Term Below(int layer, int unit) => Term.Variable(() => symbols.Output(layer - 1, unit), Trace.Layers[layer].Input[Sample, unit]);

    private Term OutputGradientOf(int layer, int unit) =>
        Term.Variable(Setting.Derivative(symbols.Loss, symbols.Output(layer, unit)), Trace.Layers[layer].OutputGradient![Sample, unit]);

    // What a layer sends back to one of its inputs: Σ w·δ, or without weights δ itself.
    private Term Back(int layer, int input)
    {
        LayerTrace traced = Trace.Layers[layer];
        if (traced.Weights is not { } weights) return Term.Variable(symbols.Delta(layer, input), traced.Delta![Sample, input]);
        Setting i = Setting.Name($"{input + 1}"), k = Setting.Name("k");
        Setting general = Total(Setting.Line(symbols.Weight(layer, i, k), Setting.Operator("·"), symbols.Delta(layer, k)), k);
        return Term.Sum(
            [.. Enumerable.Range(0, weights.Columns).Select(unit => Term.Variable(() => symbols.Weight(layer, input, unit), weights[input, unit]) * Term.Variable(() => symbols.Delta(layer, unit), traced.Delta![Sample, unit]))],
            general);
    }

    private Term Slope(int layer, int unit, int other)
    {
        LayerTrace traced = Trace.Layers[layer];
        bool isApart = traced.ActivationDerivative is null ? unit / RowWidth(layer) != other / RowWidth(layer) : unit != other;
        if (isApart) return Term.Constant(0);
        return traced.Activation is { } activation
            ? ActivationFormulas.Derivative(activation, Z(layer, unit), A(layer, unit), unit == other ? null : A(layer, other))
            : Term.Constant(traced.ActivationDerivative![Sample, unit]);
    }

    // Softmax acts along the last axis of a shape.
    private int RowWidth(int layer) => Trace.Layers[layer].Shape[Trace.Layers[layer].Shape.Rank - 1];

    private Term[] Row(int layer, int unit)
    {
        if (Trace.Layers[layer].Activation is { IsScalar: true }) return [Z(layer, unit)];
        int width = RowWidth(layer);
        return [.. Enumerable.Range(unit / width * width, width).Select(other => Z(layer, other))];
    }

    // Label smoothing spreads a part of the target over all classes.
    private Term[] Targets()
    {
        double smoothing = LossFunction is CrossEntropy loss ? loss.LabelSmoothing : 0;
        int width = Trace.Output.Columns;
        return [.. Enumerable.Range(0, width).Select(k =>
        {
            double target = Trace.Samples.Targets![Sample, k];
            return Term.Variable(symbols.Target(k), smoothing == 0 ? target : ((1 - smoothing) * target) + (smoothing / width));
        })];
    }

    // The loss of several samples is their mean.
    private Term Share(Term term) => Samples == 1 ? term : Term.Constant(1) / Term.Constant(Samples) * term;

    private Term OverSamples(Func<int, Term> term) => Samples == 1 ? term(0) : Term.Sum(
        [.. Enumerable.Range(0, Samples).Select(term)], Setting.Line(Setting.Operator("Σ"), Setting.Text("samples "), term(0).Set(numbers: false)));

    private static Setting Total(Setting term, Setting index) => Setting.Line(Setting.Scripts(Setting.Operator("Σ"), index), term);

    private void RequireTargets()
    {
        if (!Trace.HasTargets) throw new InvalidOperationException("Without a target there is no loss to explain.");
    }

    private void RequireWeights(int layer)
    {
        RequireTargets();
        if (Trace.Layers[layer].Weights is null) throw new InvalidOperationException($"'{Trace.Layers[layer].Name}' has no weights.");
    }
}

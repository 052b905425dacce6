using Hillock.Losses;
using Hillock.Tracing.Typesetting;

namespace Hillock.Tracing.Formulas;

/// <summary>The symbols of a notation. Layers, units and inputs are counted from 0 here, from 1 in print; layer −1 is the input.</summary>
internal abstract class Symbols(Trace trace)
{
    protected Trace Trace { get; } = trace;

    protected int Last { get; } = trace.Layers.Count - 1;

    /// <summary>The loss.</summary>
    public abstract Setting Loss { get; }

    public abstract Setting PreActivation(int layer, Setting unit);

    public abstract Setting Output(int layer, Setting unit);

    public abstract Setting Weight(int layer, Setting from, Setting to);

    public abstract Setting Bias(int layer, Setting unit);

    public abstract Setting Target(Setting unit);

    /// <summary>f′(z).</summary>
    public abstract Setting Slope(int layer, Setting unit);

    /// <summary>δ = ∂L/∂z, by the name that it has.</summary>
    public virtual Setting Delta(int layer, Setting unit) => Setting.Derivative(Loss, PreActivation(layer, unit));

    /// <summary>How the layer is written as a whole: z = W·a + b, a = f(z).</summary>
    public abstract Setting Forward(int layer);

    /// <summary>A matrix or vector of the layer as a whole, for the factors of a weight: a and z of a layer.</summary>
    public abstract Setting Whole(bool isOutput, int layer);

    public Setting PreActivation(int layer, int unit) => PreActivation(layer, Index(unit));

    public Setting Output(int layer, int unit) => Output(layer, Index(unit));

    public Setting Weight(int layer, int from, int to) => Weight(layer, Index(from), Index(to));

    public Setting Bias(int layer, int unit) => Bias(layer, Index(unit));

    public Setting Target(int unit) => Target(Index(unit));

    public Setting Slope(int layer, int unit) => Slope(layer, Index(unit));

    public Setting Delta(int layer, int unit) => Delta(layer, Index(unit));

    /// <summary>The symbols of a notation for a trace.</summary>
    public static Symbols Of(Trace trace, Notation notation) => notation switch
    {
        Notation.Rows => new RowSymbols(trace),
        Notation.Div => new DivSymbols(trace),
        _ => new LayerSymbols(trace),
    };

    protected static Setting Index(int place) => Setting.Name($"{place + 1}");

    // 1 beside 2 is 12, beside 10 it needs a comma.
    protected static Setting Pair(Setting a, Setting b) =>
        a.ToText().Length > 1 || b.ToText().Length > 1 ? Setting.Line(a, Setting.Name(","), b) : Setting.Line(a, b);

    protected bool HasWeights(int layer) => Trace.Layers[layer].Weights is not null;

    protected bool HasBias(int layer) => Trace.Layers[layer].Bias is not null;

    protected Setting Function(int layer) => Setting.Name(ActivationFormulas.Letter(Trace.Layers[layer].Activation));

    // What a layer makes of z; without an activation it lets it pass, or multiplies by dropout's mask.
    protected Setting Applied(int layer, Setting z)
    {
        if (Trace.Layers[layer].Activation is not null) return Setting.Line(Function(layer), new Brackets(z));
        bool passes = !Trace.Layers[layer].ActivationDerivative!.Values.ContainsAnyExcept(1.0);
        return passes ? z : Setting.Line(Setting.Name("m"), Setting.Operator("⊙"), z);
    }

    private sealed class LayerSymbols(Trace trace) : Symbols(trace)
    {
        public override Setting Loss => Setting.Name("C");

        public override Setting PreActivation(int layer, Setting unit) => Of("z", layer, unit);

        public override Setting Output(int layer, Setting unit) => layer < 0 ? Setting.Scripts(Setting.Name("x"), unit) : Of("a", layer, unit);

        public override Setting Weight(int layer, Setting from, Setting to) => Of("w", layer, Pair(to, from));

        public override Setting Bias(int layer, Setting unit) => Of("b", layer, unit);

        public override Setting Target(Setting unit) => Setting.Scripts(Setting.Name("y"), unit);

        public override Setting Delta(int layer, Setting unit) => Of("δ", layer, unit);

        public override Setting Slope(int layer, Setting unit) =>
            Setting.Line(Function(layer), Setting.Name("′"), new Brackets(PreActivation(layer, unit)));

        public override Setting Whole(bool isOutput, int layer) => layer < 0 ? Setting.Name("x") : Of(isOutput ? "a" : "z", layer, null);

        public override Setting Forward(int layer)
        {
            Setting below = Whole(true, layer - 1);
            Setting sum = HasWeights(layer) ? Setting.Line(Of("w", layer, null), Setting.Operator("·"), below) : below;
            if (HasBias(layer)) sum = Setting.Line(sum, Setting.Operator("+"), Of("b", layer, null));
            return Setting.Line(Setting.Equation(Whole(false, layer), sum), Setting.Operator(","), Setting.Equation(Whole(true, layer), Applied(layer, Whole(false, layer))));
        }

        // In a network of one layer its number says nothing.
        private Setting Of(string letter, int layer, Setting? unit)
        {
            Setting? above = Last == 0 ? null : Index(layer);
            return unit is null && above is null ? Setting.Name(letter) : Setting.Scripts(Setting.Name(letter), unit, above);
        }
    }

    private sealed class RowSymbols(Trace trace) : Symbols(trace)
    {
        public override Setting Loss => Setting.Name(Trace.Model.Definition.Loss is SquaredError ? "MSE" : "L");

        public override Setting PreActivation(int layer, Setting unit) => Of(layer, "in", unit);

        public override Setting Output(int layer, Setting unit) => layer < 0 ? Setting.Scripts(Setting.Name("X"), unit) : Of(layer, "out", unit);

        public override Setting Weight(int layer, Setting from, Setting to) => Element(Matrix("W", layer), Setting.Line(from, Setting.Name(","), to));

        public override Setting Bias(int layer, Setting unit) => Element(Matrix("B", layer), unit);

        public override Setting Target(Setting unit) => Setting.Scripts(Setting.Name("Y"), unit);

        public override Setting Slope(int layer, Setting unit) => Setting.Derivative(Output(layer, unit), PreActivation(layer, unit));

        public override Setting Whole(bool isOutput, int layer) => layer < 0 ? Setting.Name("X") : Of(layer, isOutput ? "out" : "in", null);

        public override Setting Forward(int layer)
        {
            Setting below = Whole(true, layer - 1);
            Setting sum = HasWeights(layer) ? Setting.Line(below, Setting.Operator("·"), Matrix("W", layer)) : below;
            if (HasBias(layer)) sum = Setting.Line(sum, Setting.Operator("+"), Matrix("B", layer));
            return Setting.Line(Setting.Equation(Whole(false, layer), sum), Setting.Operator(","), Setting.Equation(Whole(true, layer), Applied(layer, Whole(false, layer))));
        }

        // H of one hidden layer, H¹, H², … of several, O of the last.
        private Setting Of(int layer, string side, Setting? unit)
        {
            Setting below = unit is null ? Setting.Name(side) : Setting.Line(Setting.Name(side), Setting.Name(","), unit);
            return layer == Last ? Setting.Scripts(Setting.Name("O"), below) : Setting.Scripts(Setting.Name("H"), below, Last > 1 ? Index(layer) : null);
        }

        private Setting Matrix(string letter, int layer) => Last == 0 ? Setting.Name(letter) : Setting.Scripts(Setting.Name(letter), Index(layer));

        private static Setting Element(Setting matrix, Setting index) => Setting.Line(matrix, new Brackets(index, "[", "]"));
    }

    private sealed class DivSymbols(Trace trace) : Symbols(trace)
    {
        public override Setting Loss => Setting.Name("Div");

        public override Setting PreActivation(int layer, Setting unit) => Of("z", layer, unit);

        public override Setting Output(int layer, Setting unit) => layer < 0 ? Setting.Scripts(Setting.Name("x"), unit) : Of("y", layer, unit);

        public override Setting Weight(int layer, Setting from, Setting to) => Of("w", layer, Pair(from, to));

        public override Setting Bias(int layer, Setting unit) => Of("b", layer, unit);

        public override Setting Target(Setting unit) => Setting.Scripts(Setting.Name("d"), unit);

        public override Setting Slope(int layer, Setting unit) =>
            Setting.Line(Function(layer), Setting.Name("′"), new Brackets(PreActivation(layer, unit)));

        public override Setting Whole(bool isOutput, int layer) => layer < 0 ? Setting.Name("x") : Of(isOutput ? "y" : "z", layer, null);

        public override Setting Forward(int layer)
        {
            Setting i = Setting.Name("i"), j = Setting.Name("j");
            Setting sum = HasWeights(layer)
                ? Setting.Line(Setting.Scripts(Setting.Operator("Σ"), i), Weight(layer, i, j), Setting.Operator("·"), Output(layer - 1, i))
                : Output(layer - 1, j);
            if (HasBias(layer)) sum = Setting.Line(sum, Setting.Operator("+"), Bias(layer, j));
            return Setting.Line(
                Setting.Equation(PreActivation(layer, j), sum), Setting.Operator(","), Setting.Equation(Output(layer, j), Applied(layer, PreActivation(layer, j))));
        }

        private static Setting Of(string letter, int layer, Setting? unit) =>
            Setting.Scripts(Setting.Name(letter), unit, new Brackets(Index(layer)));
    }
}

using Hillock.Data;
using Hillock.Definitions;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Playground.Messages;
using Hillock.Tensors;
using Hillock.Tracing;

namespace Hillock.Playground.Sessions;

/// <summary>One sample's passes through one unit or weight, opened: the lines that the page shows, in the order of the computation.</summary>
internal sealed class Specimen
{
    // So many inputs, targets and outputs are told; of a unit's gradients, the largest.
    private const int MostShown = 8;
    private const int Prominent = 5;

    private readonly Glimpse glimpse;
    private readonly Viewpoint at;
    private readonly Model model;
    private readonly Trace trace;
    private readonly Explanation explanation;
    private readonly LayerTrace? own;

    /// <summary>Opens the passes.</summary>
    /// <exception cref="HillockException">There is no such sample, layer, unit or weight, or its numbers are no longer finite.</exception>
    public Specimen(Glimpse glimpse, Viewpoint at, double? rate)
    {
        (this.glimpse, this.at) = (glimpse, at);
        Dataset dataset = (at.Test ? glimpse.Run.Data.Test : glimpse.Run.Train) ?? throw new HillockException("No samples are held back for testing here.");
        Rate = rate ?? (glimpse.Run.Experiment.Optimizer as GradientOptimizer)?.LearningRate ?? 0.1;
        if (!(Rate is > 0 and <= 1e6)) throw new HillockException("A learning rate is a number above 0.");
        RequirePlace(glimpse.Run.Definition);
        model = glimpse.State.CreateModel();
        trace = Trace.Run(model, TraceSamples.Of(model, dataset, at.Sample));
        explanation = new Explanation(trace, at.Notation);
        own = at.Layer < 0 ? null : trace.Layers[at.Layer];
        if (trace.Loss is not { } loss || !double.IsFinite(loss)) throw new HillockException("This sample's loss is no longer a finite number: start anew with a smaller learning rate.");
    }

    private double Rate { get; }

    private int Last => trace.Layers.Count - 1;

    /// <summary>Everything that the microscope shows.</summary>
    public Seen Show()
    {
        TraceUpdate? update = TryStep(out string? refusal);
        return new Seen(
            glimpse.Run.Id,
            glimpse.State.Epoch,
            glimpse.State.StepInEpoch,
            at,
            First(trace.Samples.Inputs),
            First(trace.Samples.Targets!),
            First(trace.Output),
            [.. Passages()],
            Chain(),
            Parameter() is { } parameter ? Check(parameter) : null,
            new SampleStep(Rate, update is null ? null : UpdatedLine(update), trace.Loss!.Value, update?.After.Loss, update is null ? [] : First(update.After.Output), refusal));
    }

    /// <summary>The model after a step of plain gradient descent on the sample alone.</summary>
    /// <exception cref="HillockException">There is no such step.</exception>
    public TraceUpdate Step() => TraceUpdate.Run(trace, new Sgd(Rate));

    /// <summary>The numbers that may be asked for, each with what comes before it.</summary>
    public IReadOnlyList<Question> Questions()
    {
        if (own is null) return [];
        List<Question> questions = [];
        int l = at.Layer, j = at.Unit;
        double z = own.PreActivation[0, j], a = own.Output[0, j], delta = own.Delta![0, j];
        Add(explanation.PreActivation(l, j), own.Bias is { } bias ? [new(z - bias[0, j], "The bias is missing: add it to the weighted sum.")] : [], isGiven: true);
        Add(explanation.Output(l, j), [new(z, "That is the weighted sum: the activation comes after it.")]);
        if (own.ActivationDerivative is { } slopes)
        {
            double slope = slopes[0, j];
            Add(explanation.Delta(l, j), [new(own.OutputGradient![0, j], "The slope of the activation is missing: multiply by it."), new(slope, "That is the slope of the activation alone.")]);
        }

        if (at.Input is { } input && own.Weights is { } weights)
        {
            double x = own.Input[0, input], w = weights[input, j], gradient = own.WeightGradients![input, j];
            Add(explanation.WeightGradient(l, input, j), [new(delta, "That is the unit's error: multiply by what comes in through this weight."), new(x * w, "The gradient is input times error; the weight itself is not in it.")]);
            AddUpdated(w, gradient);
        }
        else if (own.Bias is { } offset)
        {
            AddUpdated(offset[0, j], own.BiasGradients![0, j]);
        }

        return questions;

        void AddUpdated(double before, double gradient)
        {
            if (TryStep(out _) is not { } update || Updated(update) is not { } updated) return;
            Add(updated, [new(before + (Rate * gradient), "Against the gradient: subtract the rate times it."), new(before - gradient, "The rate is missing: multiply the gradient by it.")], isGiven: true);
        }

        // Nothing is asked that needs no computing, or whose value its formula does not lead to.
        void Add(Explained value, IReadOnlyList<Lessons.Exercises.Slip> slips, bool isGiven = false)
        {
            if (value.LatexSides.Count > 3 && double.IsFinite(value.Value)) questions.Add(new Question(at, PassagesBefore(value), value, isGiven, slips));
        }
    }

    public static FormulaLine Line(Explained value, bool isChosen = false) => new(value.Meaning, value.Equation, value.LatexSides, isChosen);

    private void RequirePlace(ModelDefinition definition)
    {
        if (at.Layer < -1 || at.Layer >= definition.Layers.Count) throw new HillockException($"There is no layer {at.Layer + 1}: the network has {definition.Layers.Count:N0}.");
        int units = at.Layer < 0 ? definition.Input.Size : definition.OutputShapes[at.Layer].Size;
        string where = at.Layer < 0 ? "The network" : $"Layer '{definition.LayerNames[at.Layer]}'";
        string what = at.Layer < 0 ? "input" : "unit";
        if (at.Unit < 0 || at.Unit >= units) throw new HillockException($"{where} has no {what} {at.Unit + 1}: it has {units:N0}, counted from 1.");
        if (at.Input is not { } input) return;
        if (at.Layer < 0 || Slice(definition, ParameterRole.Weight) is not { } weights) throw new HillockException($"{where} has no weights there.");
        int inputs = weights.Shape.Size / units;
        if (input < 0 || input >= inputs) throw new HillockException($"{where} has no input {input + 1}: it has {inputs:N0}, counted from 1.");
    }

    private ParameterSlice? Slice(ModelDefinition definition, ParameterRole role) => definition.Parameters
        .FirstOrDefault(slice => slice.Role == role && slice.Name.StartsWith($"{definition.LayerNames[at.Layer]}.", StringComparison.Ordinal));

    // The place of the chosen weight, or of the unit's bias, in the vector of all.
    private int? Parameter()
    {
        if (own is null) return null;
        return at.Input is { } input
            ? Slice(model.Definition, ParameterRole.Weight)!.Offset + (input * own.Output.Columns) + at.Unit
            : Slice(model.Definition, ParameterRole.Bias) is { } bias ? bias.Offset + at.Unit : null;
    }

    private IEnumerable<Passage> Passages()
    {
        if (own is not null)
        {
            yield return new Passage("Forward, through this unit", IsBackward: false, explanation.ForwardLatex(at.Layer), null, Lines(
                explanation.PreActivation(at.Layer, at.Unit), explanation.Output(at.Layer, at.Unit)));
        }

        if (at.Layer < Last) yield return Whole("Forward, to the answer", false, Last, explanation.ForwardLatex(Last), unit => [explanation.PreActivation(Last, unit), explanation.Output(Last, unit)]);
        yield return new Passage("The loss of this sample", IsBackward: false, null, null, Lines(explanation.Loss()));
        if (at.Layer < Last) yield return Whole("Backward, from the loss", true, Last, null, unit => [explanation.LossGradient(unit), explanation.Delta(Last, unit)]);
        int above = Enumerable.Range(at.Layer + 1, Last - at.Layer).FirstOrDefault(layer => trace.Layers[layer].Weights is not null, Last);
        if (above < Last) yield return Whole("Backward, through the layer above", true, above, null, unit => [explanation.Delta(above, unit)]);
        if (own is null) yield return new Passage("Backward, to this input", IsBackward: true, null, null, [Line(explanation.InputGradient(at.Unit), isChosen: true)]);
        else yield return new Passage("Backward, through this unit", IsBackward: true, null, GradientNote(), [.. OwnBackward()]);
    }

    private IEnumerable<FormulaLine> OwnBackward()
    {
        int l = at.Layer, j = at.Unit;
        yield return Line(explanation.OutputGradient(l, j));
        yield return Line(explanation.Derivative(l, j));
        yield return Line(explanation.Delta(l, j));
        if (own!.Bias is not null) yield return Line(explanation.BiasGradient(l, j), isChosen: at.Input is null);
        foreach (int input in InputsToShow()) yield return Line(explanation.WeightGradient(l, input, j), isChosen: at.Input is not null);
    }

    private IReadOnlyList<int> InputsToShow()
    {
        if (at.Input is { } chosen) return [chosen];
        if (own!.WeightGradients is not { } gradients) return [];
        IEnumerable<int> all = Enumerable.Range(0, gradients.Rows);
        return gradients.Rows <= MostShown ? [.. all] : [.. all.OrderByDescending(input => Math.Abs(gradients[input, at.Unit])).Take(Prominent).Order()];
    }

    private string? GradientNote() => at.Input is null && own!.WeightGradients is { Rows: > MostShown and var rows } ? $"Of {rows:N0} weights, the {Prominent} with the largest gradients." : null;

    private Passage Whole(string title, bool isBackward, int layer, string? formula, Func<int, IReadOnlyList<Explained>> values)
    {
        IReadOnlyList<int> units = explanation.UnitsToShow(layer);
        int all = trace.Layers[layer].Output.Columns;
        return new Passage(title, isBackward, formula, units.Count < all ? $"Of {all:N0} units, the {units.Count} with the largest errors." : null, [.. units.SelectMany(values).Select(value => Line(value))]);
    }

    // The passes up to a line, which a question stops at; what is computed from it would tell it.
    private List<Passage> PassagesBefore(Explained value)
    {
        List<Passage> before = [];
        foreach (Passage passage in Passages())
        {
            List<FormulaLine> lines = [.. passage.Lines.TakeWhile(line => line.Sides[0] != value.LatexSides[0])];
            if (lines.Count > 0) before.Add(passage with { Lines = lines });
            if (lines.Count < passage.Lines.Count) break;
        }

        return before;
    }

    private FactorChain? Chain()
    {
        if (own?.Weights is null || at.Input is not { } input) return null;
        WeightFactors chain = explanation.Factors(at.Layer, input, at.Unit);
        return new FactorChain(
            chain.ToLatex(),
            [.. chain.Factors.Select(factor => new ShownFactor(factor.ToLatex(), factor.What, factor.Rows, factor.Columns, Values(factor)))],
            Explained.ShortLatex(chain.Product),
            Explained.ShortLatex(chain.Value));
    }

    private static IReadOnlyList<string>? Values(WeightFactor factor) => factor.Rows <= MostShown && factor.Columns <= MostShown && factor.Values is { } values
        ? [.. values.Values.ToArray().Select(Explained.ShortLatex)]
        : null;

    private DifferenceCheck Check(int parameter)
    {
        var check = ParameterDifference.Run(model, trace.Samples, parameter);
        return new DifferenceCheck(check.Parameter, check.Gradient, Finite(check.Value), Finite(check.Noise), check.Step, check.Kink is { } kink ? $"{kink.Function} of {kink.Layer}" : null);
    }

    private TraceUpdate? TryStep(out string? refusal)
    {
        refusal = null;
        try
        {
            return Step();
        }
        catch (HillockException e)
        {
            refusal = e.Message;
            return null;
        }
    }

    private FormulaLine? UpdatedLine(TraceUpdate update) => Updated(update) is { } value ? Line(value, isChosen: true) : null;

    private Explained? Updated(TraceUpdate update) => !Explanation.Explains(update) || Parameter() is null
        ? null
        : at.Input is { } input ? explanation.UpdatedWeight(update, at.Layer, input, at.Unit) : explanation.UpdatedBias(update, at.Layer, at.Unit);

    private static FormulaLine[] Lines(params Explained[] values) => [.. values.Select(value => Line(value))];

    private static double[] First(Matrix row) => row.Row(0)[..Math.Min(row.Columns, MostShown)].ToArray();

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

using Hillock.Cli.Screens;
using Hillock.Optimizers;
using Hillock.Tracing;

namespace Hillock.Cli.Traces;

/// <summary>A trace as text for 80 columns: small layers unit by unit, wide ones in a few figures.</summary>
internal sealed class TraceText(Screen screen, TraceRequest request)
{
    // Longer lists and larger matrices are cut.
    private const int MostUnits = 8;
    private const int MostInputs = 8;
    private const int MostMatrixColumns = 6;
    private const int Largest = 5;

    private readonly Trace trace = request.Trace;
    private readonly Explanation explanation = request.Explanation;

    public void Write()
    {
        WriteHead();
        if (request.IsPart)
        {
            WritePart();
        }
        else
        {
            WriteForward();
            if (trace.HasTargets) WriteBackward();
        }

        if (request.Update is { } update) WriteUpdate(update);
        WriteCheck();
    }

    private void WriteHead()
    {
        screen.Field("model", $"{trace.Model.Definition}");
        screen.Field("numbers", trace.Precision == Definitions.Precision.Double ? "double precision" : "single precision");
        screen.Field("input", Values(trace.Samples.Inputs));
        if (trace.Samples.Targets is { } targets) screen.Field("target", Values(targets));
        screen.Field("output", Values(trace.Output));
        if (trace.Loss is { } loss) screen.Field("loss", Short(loss) + (trace.L1 > 0 || trace.L2 > 0 ? $", and {Short(trace.Penalty)} for large weights" : ""));
        screen.Line();
    }

    private void WriteForward()
    {
        screen.Line("Forward", Tone.Strong);
        for (int layer = 0; layer < trace.Layers.Count; layer++)
        {
            WriteLayerName(layer, explanation.Forward(layer));
            if (IsWide(layer)) WriteSummary(layer);
            else WriteUnits(layer, unit => [explanation.PreActivation(layer, unit), explanation.Output(layer, unit)]);
        }

        screen.Line();
        if (!trace.HasTargets) return;
        screen.Line("Loss", Tone.Strong);
        WriteValue(explanation.Loss());
        int outputs = trace.Output.Columns;
        for (int output = 0; output < Math.Min(outputs, MostUnits); output++) WriteValue(explanation.LossGradient(output));
        if (outputs > MostUnits) screen.Line($"  and {outputs - MostUnits:N0} outputs more", Tone.Quiet);
        screen.Line();
    }

    private void WriteBackward()
    {
        screen.Line("Backward", Tone.Strong);
        screen.Line("BP1 error of the output, BP2 error of a layer below, BP3 bias, BP4 weight", Tone.Quiet);
        for (int layer = trace.Layers.Count - 1; layer >= 0; layer--)
        {
            LayerTrace traced = trace.Layers[layer];
            WriteLayerName(layer, "");
            if (IsWide(layer))
            {
                WriteGradientSummary(layer);
                continue;
            }

            WriteUnits(layer, unit => [explanation.Derivative(layer, unit), explanation.Delta(layer, unit)]);
            if (traced.WeightGradients is { } gradients)
            {
                WriteValue(explanation.WeightGradient(layer, 0, 0));
                if (gradients.Values.Length > 1) WriteMatrix($"{Loss} by the weights, [in][out]", gradients);
            }

            if (traced.BiasGradients is { } biases) screen.Field("  BP3", $"{Loss} by the bias: {Values(biases)}", 7);
            if (traced.PenaltyGradients is { } penalties) WriteMatrix("penalty by the weights, [in][out]", penalties);
        }

        if (trace.InputGradient is { } input && input.Columns <= MostInputs)
        {
            screen.Line("input");
            for (int i = 0; i < input.Columns; i++) WriteValue(explanation.InputGradient(i));
        }

        screen.Line();
    }

    private string Loss => $"∂{explanation.Loss().Symbol}";

    private void WritePart()
    {
        if (request.Focus is { } focus)
        {
            (int layer, _, int unit) = focus.In(trace);
            LayerTrace traced = trace.Layers[layer];
            WriteLayerName(layer, explanation.Forward(layer));
            if (unit < 0)
            {
                WriteTable(layer, Enumerable.Range(0, traced.Output.Columns));
            }
            else
            {
                foreach (Explained value in request.Unit(layer, unit)) WriteValue(value);
                if (traced.WeightGradients is { } gradients) WriteLargestWeights(layer, unit, gradients);
            }

            screen.Line();
        }

        if (request.Weight is { } weight) WriteWeight(weight);
    }

    private void WriteWeight(Place place)
    {
        (int layer, int input, int unit) = place.In(trace);
        screen.Line($"The weight of {place.Layer} from input {input + 1} to unit {unit + 1}: {Short(trace.Layers[layer].Weights![input, unit])}", Tone.Strong);
        if (!trace.HasTargets)
        {
            screen.Line("Without a target it has no gradient: give --target.");
            screen.Line();
            return;
        }

        WeightFactors chain = explanation.Factors(layer, input, unit);
        WriteLines(chain.ToString(), "");
        screen.Line();
        foreach (WeightFactor factor in chain.Factors)
        {
            screen.Line($"{factor.Symbol}: {factor.What}, {factor.Rows} × {factor.Columns}");
            if (factor.Values is { } values && values.Columns <= MostMatrixColumns && values.Rows <= MostUnits) WriteRows(values);
        }

        screen.Line();
        screen.Line($"their product      {Short(chain.Product)}");
        screen.Line($"backpropagation    {Short(chain.Value)}, a difference of {Short(chain.Difference)}");
        WriteValue(explanation.WeightGradient(layer, input, unit));
        if (request.Update is { } update && Explanation.Explains(update)) WriteValue(explanation.UpdatedWeight(update, layer, input, unit));
        screen.Line();
    }

    private void WriteUpdate(TraceUpdate update)
    {
        string rate = update.Optimizer switch
        {
            GradientOptimizer gradient => $", η = {Short(gradient.LearningRate)}",
            Perceptron perceptron => $", η = {Short(perceptron.LearningRate)}",
            _ => "",
        };
        screen.Line($"After {Figures.Some(update.Steps, "step")} of {update.Optimizer.Name}{rate}", Tone.Strong);
        if (update.Finished is { } reason) screen.Line(reason, Tone.Quiet);
        for (int layer = 0; layer < trace.Layers.Count && !request.IsPart; layer++)
        {
            LayerTrace before = trace.Layers[layer], after = update.After.Layers[layer];
            if (after.Weights is null) continue;
            WriteLayerName(layer, before is { WeightsFrozen: true } ? "frozen" : before is { BiasFrozen: true } ? "its bias is frozen" : "");
            if (IsWide(layer))
            {
                screen.Line($"  the weights moved by {Short(Distance(before.Weights!, after.Weights))} in all (Euclidean)");
                continue;
            }

            if (Explanation.Explains(update)) WriteValue(explanation.UpdatedWeight(update, layer, 0, 0));
            WriteMatrix("weights now, [in][out]", after.Weights);
            if (after.Bias is { } bias) screen.Field("  bias", Values(bias), 7);
        }

        screen.Field("output", Values(update.After.Output));
        screen.Field("loss", $"{Short(update.After.Loss!.Value)}, before {Short(trace.Loss!.Value)}");
        screen.Line();
    }

    private void WriteCheck()
    {
        (int count, double largest) = explanation.Check();
        screen.Line($"All {count:N0} values were computed a second time, in double, by their formulas.", Tone.Quiet);
        screen.Line($"The largest difference is {Short(largest)}.", Tone.Quiet);
    }

    private void WriteLayerName(int layer, string note)
    {
        LayerTrace traced = trace.Layers[layer];
        string line = $"{traced.Name}  {traced.Output.Columns:N0} {(traced.Output.Columns == 1 ? "unit" : "units")}";
        if (note.Length > 0 && line.Length + note.Length + 2 <= Screen.Width) line += "  " + note;
        screen.Line(line);
        if (note.Length > 0 && !line.EndsWith(note, StringComparison.Ordinal)) WriteLines(note, "  ");
    }

    private void WriteUnits(int layer, Func<int, Explained[]> values)
    {
        for (int unit = 0; unit < trace.Layers[layer].Output.Columns; unit++)
        {
            foreach (Explained value in values(unit)) WriteValue(value);
        }
    }

    // What the layer's units do, and those that do most.
    private void WriteSummary(int layer)
    {
        LayerTrace traced = trace.Layers[layer];
        screen.Line($"  z from {Short(Min(traced.PreActivation))} to {Short(Max(traced.PreActivation))}, a from {Short(Min(traced.Output))} to {Short(Max(traced.Output))}");
        if (traced.Activation is null) return;
        screen.Line($"  the {Largest} largest outputs:", Tone.Quiet);
        WriteTable(layer, Order(traced.Output));
        WriteHint(layer);
    }

    private void WriteGradientSummary(int layer)
    {
        LayerTrace traced = trace.Layers[layer];
        screen.Line($"  δ from {Short(Min(traced.Delta!))} to {Short(Max(traced.Delta!))}{(traced.WeightGradients is { } g ? $", gradient of the weights: norm {Short(Norm(g))}" : "")}");
        if (traced.Activation is null) return;
        screen.Line($"  the {Largest} largest errors:", Tone.Quiet);
        WriteTable(layer, Order(traced.Delta!));
        WriteHint(layer);
    }

    private void WriteHint(int layer) => screen.Line($"  --focus {trace.Layers[layer].Name}[N] explains any of its units", Tone.Quiet);

    private void WriteTable(int layer, IEnumerable<int> units)
    {
        LayerTrace traced = trace.Layers[layer];
        string[] slope = traced.ActivationDerivative is null ? [] : ["f′(z)"], delta = traced.Delta is null ? [] : ["δ"];
        var grid = new Grid(["unit", "z", "a", .. slope, .. delta]) { LeftColumns = 0 };
        foreach (int unit in units)
        {
            List<Cell> cells = [$"{unit + 1}", Short(traced.PreActivation[0, unit]), Short(traced.Output[0, unit])];
            if (traced.ActivationDerivative is { } slopes) cells.Add(Short(slopes[0, unit]));
            if (traced.Delta is { } deltas) cells.Add(Short(deltas[0, unit]));
            grid.Add([.. cells]);
        }

        screen.Table(grid);
    }

    private void WriteLargestWeights(int layer, int unit, Matrix gradients)
    {
        int[] inputs = [.. Enumerable.Range(0, gradients.Rows).OrderByDescending(input => Math.Abs(gradients[input, unit])).Take(Largest)];
        foreach (int input in inputs) WriteValue(explanation.WeightGradient(layer, input, unit));
        if (gradients.Rows > Largest) screen.Line($"  and {gradients.Rows - Largest:N0} weights more, with smaller gradients", Tone.Quiet);
    }

    // One line where it fits, else a line for each side of the equation.
    private void WriteValue(Explained value)
    {
        string tag = value.Equation is { } equation ? $"{equation} " : "";
        string whole = $"  {tag}{value}";
        if (whole.Length <= Screen.Width)
        {
            screen.Line(whole);
            return;
        }

        string[] sides = value.ToString().Split(" = ");
        string indent = new(' ', 2 + tag.Length + sides[0].Length);
        WriteLines($"  {tag}{sides[0]} = {sides[1]}", "", indent + "   ");
        foreach (string side in sides[2..]) WriteLines($"{indent} = {side}", "", indent + "   ");
    }

    // Breaks a long line after its sums and factors.
    private void WriteLines(string text, string indent, string? further = null)
    {
        string line = indent + text;
        while (line.Length > Screen.Width)
        {
            int at = line.LastIndexOf(' ', Screen.Width);
            while (at > 0 && !(line[at..].StartsWith(" + ", StringComparison.Ordinal) || line[at..].StartsWith(" − ", StringComparison.Ordinal) || line[at..].StartsWith(" (", StringComparison.Ordinal) || line[at..].StartsWith(" ∂", StringComparison.Ordinal)))
                at = at > 1 ? line.LastIndexOf(' ', at - 1) : 0;
            string next = further ?? indent + "    ";
            if (at <= next.Length) at = line.LastIndexOf(' ', Screen.Width);
            if (at <= next.Length) break;
            screen.Line(line[..at]);
            line = next + line[at..].TrimStart();
        }

        screen.Line(line);
    }

    private void WriteMatrix(string name, Matrix values)
    {
        if (values.Columns > MostMatrixColumns || values.Rows > MostUnits)
        {
            screen.Line($"  {name}: {values.Rows:N0} × {values.Columns:N0}, norm {Short(Norm(values))}");
            return;
        }

        screen.Line($"  {name}:");
        WriteRows(values);
    }

    private void WriteRows(Matrix values)
    {
        string[][] texts = [.. Enumerable.Range(0, values.Rows).Select(row => values.Row(row).ToArray().Select(Short).ToArray())];
        int width = texts.Max(row => row.Max(text => text.Length));
        foreach (string[] row in texts) screen.Line("    " + string.Join("  ", row.Select(text => text.PadLeft(width))));
    }

    private bool IsWide(int layer) => explanation.IsWide(layer);

    private static IEnumerable<int> Order(Matrix values) =>
        Enumerable.Range(0, values.Columns).OrderByDescending(unit => Math.Abs(values[0, unit])).Take(Largest).Order();

    private static string Values(Matrix row)
    {
        string[] values = [.. row.Row(0).ToArray().Take(MostInputs).Select(Short)];
        return string.Join("  ", values) + (row.Columns > MostInputs ? $" … ({row.Columns:N0} in all)" : "");
    }

    private static string Short(double value) => Explained.Short(value);

    private static double Min(Matrix values) => values.Values.ToArray().Min();

    private static double Max(Matrix values) => values.Values.ToArray().Max();

    private static double Norm(Matrix values) => Math.Sqrt(values.Values.ToArray().Sum(value => value * value));

    private static double Distance(Matrix a, Matrix b) => Math.Sqrt(a.Values.ToArray().Zip(b.Values.ToArray(), (x, y) => (x - y) * (x - y)).Sum());
}

using System.Globalization;
using System.Text;
using Hillock.Definitions;
using Hillock.Files;
using Hillock.Optimizers;
using Hillock.Tracing;

namespace Hillock.Reports;

/// <summary>A trace on one page: a self-contained HTML file with every formula, values that unfold, and the network with its signals.</summary>
/// <remarks>Needs no network, no script and no other file: formulas are MathML, which browsers set themselves.</remarks>
public sealed class TraceReport
{
    private const int MostRows = 12;

    private readonly HtmlWriter html = new();
    private readonly Explanation explanation;
    private readonly Trace trace;
    private readonly TraceUpdate? update;

    private TraceReport(Explanation explanation, TraceUpdate? update) => (this.explanation, trace, this.update) = (explanation, explanation.Trace, update);

    /// <summary>The page.</summary>
    public string Html => html.ToString();

    /// <summary>Makes the page.</summary>
    /// <param name="explanation">What is shown.</param>
    /// <param name="update">Steps from there; null: none.</param>
    /// <param name="unit">A unit to show beside the most prominent ones of its layer, from 0; null: none.</param>
    /// <param name="weight">The weight whose chain of factors is shown, from 0; null: the first layer's with the largest gradient.</param>
    public static TraceReport Create(
        Explanation explanation, TraceUpdate? update = null, (int Layer, int Unit)? unit = null, (int Layer, int Input, int Unit)? weight = null)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture; // whoever calls: coordinates and figures have a dot
        try
        {
            var report = new TraceReport(explanation, update);
            report.Write(unit, weight ?? report.LargestGradient());
            return report;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    /// <exception cref="HillockException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(Html)));

    private void Write((int Layer, int Unit)? unit, (int Layer, int Input, int Unit)? weight)
    {
        Open();
        Section("network", "The network", "Lines are signals, weight times input: the thicker, the larger; blue adds, orange takes away. Circles hold outputs.");
        NetworkFigure.Write(html, explanation);
        Close();
        if (unit is var (layer, focus)) WriteUnitAlone(layer, focus);
        WriteForward();
        if (trace.HasTargets)
        {
            WriteLoss();
            WriteBackward();
        }

        if (trace.HasTargets && weight is var (of, input, to)) WriteChain(explanation.Factors(of, input, to), of, input, to);
        if (update is not null) WriteUpdate(update);
        WriteCheck();
        html.Write($"</main>\n</body>\n</html>\n");
    }

    private void Open()
    {
        string title = $"{trace.Model.Definition}";
        PageStart.Write(html, $"Trace: {title}", "report.css", "trace.css");
        html.Write($"<header>\n<p class=\"over\">Trace, {(trace.Precision == Precision.Double ? "double" : "single")} precision</p>\n<h1>{title}</h1>\n<dl class=\"facts\">\n");
        Fact("input", Values(trace.Samples.Inputs));
        if (trace.Samples.Targets is { } targets) Fact("target", Values(targets));
        Fact("output", Values(trace.Output));
        if (trace.Loss is { } loss) Fact("loss", Explained.Short(loss) + (trace.L1 > 0 || trace.L2 > 0 ? $", and {Explained.Short(trace.Penalty)} for large weights" : ""));
        html.Write($"</dl>\n</header>\n");

        void Fact(string name, string value) => html.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");
    }

    private void WriteUnitAlone(int layer, int unit)
    {
        Section("unit", $"Unit {unit + 1} of {trace.Layers[layer].Name}", "The unit that was asked for.");
        WriteValue(explanation.PreActivation(layer, unit));
        WriteValue(explanation.Output(layer, unit));
        WriteValue(explanation.Derivative(layer, unit));
        if (trace.HasTargets)
        {
            WriteValue(explanation.OutputGradient(layer, unit));
            WriteValue(explanation.Delta(layer, unit));
            if (trace.Layers[layer].Bias is not null) WriteValue(explanation.BiasGradient(layer, unit));
        }

        Close();
    }

    private void WriteForward()
    {
        Section("forward", "Forward", "Each unit adds up what comes in, times its weights, and bends the sum by its activation. A line unfolds.");
        for (int layer = 0; layer < trace.Layers.Count; layer++)
        {
            WriteLayerHead(layer);
            html.Write($"<div class=\"forward\">");
            html.WriteFormula(explanation.ForwardMathML(layer));
            html.Write($"</div>\n");
            int shown = layer;
            WriteUnits(layer, unit => [explanation.PreActivation(shown, unit), explanation.Output(shown, unit)]);
        }

        Close();
    }

    private void WriteLoss()
    {
        Section("loss", "Loss", $"How far the output is from the target, and how that changes with each output: {trace.Model.Definition.Loss.Name}.");
        WriteValue(explanation.Loss());
        foreach (int output in explanation.UnitsToShow(trace.Layers.Count - 1)) WriteValue(explanation.LossGradient(output));
        Close();
    }

    private void WriteBackward()
    {
        Section("backward", "Backward", "The error δ of the output (BP1) goes back through the weights (BP2). From it follow the gradients of the biases (BP3) and of the weights (BP4).");
        for (int layer = trace.Layers.Count - 1; layer >= 0; layer--)
        {
            LayerTrace traced = trace.Layers[layer];
            WriteLayerHead(layer);
            int shown = layer;
            WriteUnits(layer, unit => [explanation.Derivative(shown, unit), explanation.Delta(shown, unit), .. traced.Bias is null ? (Explained[])[] : [explanation.BiasGradient(shown, unit)]]);
            if (traced.WeightGradients is { } gradients) WriteWeights(layer, gradients);
        }

        Close();
    }

    // The matrix where it is small; in any case the weights with the largest gradients, each with its formula.
    private void WriteWeights(int layer, Matrix gradients)
    {
        if (gradients.Rows <= MostRows && gradients.Columns <= MostRows) WriteMatrix("Gradient of the weights: a row for each input, a column for each unit", gradients);
        html.Write($"<details><summary>Gradients of single weights, the largest first</summary>\n");
        IEnumerable<(int Input, int Unit)> places = Enumerable.Range(0, gradients.Values.Length).Select(i => (i / gradients.Columns, i % gradients.Columns));
        foreach ((int input, int unit) in places.OrderByDescending(place => Math.Abs(gradients[place.Input, place.Unit])).Take(MostRows))
            WriteValue(explanation.WeightGradient(layer, input, unit));
        html.Write($"</details>\n");
    }

    private void WriteChain(WeightFactors chain, int layer, int input, int unit)
    {
        Section("chain", "One weight", $"The gradient of the weight of {trace.Layers[layer].Name} from input {input + 1} to unit {unit + 1} as one chain of factors, from the loss back to the weight.");
        html.Write($"<div class=\"formula\">");
        html.WriteFormula(chain.ToMathML());
        html.Write($"</div>\n<div class=\"factors\">\n");
        foreach (WeightFactor factor in chain.Factors)
        {
            html.Write($"<div>");
            html.WriteFormula(factor.ToMathML());
            html.Write($" <small>{factor.What}, {factor.Rows} × {factor.Columns}</small>\n");
            if (factor.Values is { } values && values.Rows <= MostRows && values.Columns <= MostRows) WriteMatrix("", values);
            html.Write($"</div>\n");
        }

        html.Write($"</div>\n<p class=\"check\">Their product is {Explained.Short(chain.Product)}; backpropagation found {Explained.Short(chain.Value)}, a difference of {Explained.Short(chain.Difference)}.</p>\n");
        Close();
    }

    private void WriteUpdate(TraceUpdate taken)
    {
        string rate = taken.Optimizer is GradientOptimizer gradient ? $", η = {Explained.Short(gradient.LearningRate)}" : "";
        Section("update", "After the update", $"{NumberText.Count(taken.Steps, "step")} of {taken.Optimizer.Name}{rate}. {taken.Finished}");
        html.Write($"<dl class=\"facts\"><div><dt>loss</dt><dd>{Explained.Short(trace.Loss!.Value)} → {Explained.Short(taken.After.Loss!.Value)}</dd></div>\n");
        html.Write($"<div><dt>output</dt><dd>{Values(trace.Output)} → {Values(taken.After.Output)}</dd></div></dl>\n");
        for (int layer = 0; layer < trace.Layers.Count; layer++)
        {
            if (trace.Layers[layer].Weights is not { } before) continue;
            WriteLayerHead(layer);
            if (Explanation.Explains(taken) && before.Values.Length <= MostRows)
            {
                for (int i = 0; i < before.Values.Length; i++) WriteValue(explanation.UpdatedWeight(taken, layer, i / before.Columns, i % before.Columns));
                for (int unit = 0; unit < before.Columns && trace.Layers[layer].Bias is not null; unit++) WriteValue(explanation.UpdatedBias(taken, layer, unit));
            }
            else if (before.Rows <= MostRows && before.Columns <= MostRows)
            {
                WriteMatrix("Weights now", taken.After.Layers[layer].Weights!);
            }
        }

        Close();
    }

    private void WriteCheck()
    {
        (int count, double largest) = explanation.Check();
        Section("check", "Checked", "A second computation by other means.");
        html.Write($"<p>All {NumberText.Count(count)} values were computed again by their formulas, in double, from the values they name. The largest difference is {Explained.Short(largest)}.</p>\n");
        html.Write($"<p class=\"check\"><small>{Legend()}</small></p>\n");
        Close();
    }

    private string Legend() => explanation.Notation switch
    {
        Notation.Rows => "Samples are rows: H and O are the hidden and the output layers, in before and out after the activation. W[i, j] leads from i to j, as our weights [in][out] do.",
        Notation.Div => "y is a layer's output, z its weighted sum, the layer's number in parentheses above. The first index of a weight is where it comes from, the second where it leads, as in our weights [in][out].",
        _ => "a is a layer's output, z its weighted sum, the layer's number above. The first index of a weight is where it leads, the second where it comes from: our weights [in][out] the other way round.",
    };

    private void WriteLayerHead(int layer)
    {
        LayerTrace traced = trace.Layers[layer];
        html.Write($"<h3>{NumberText.Short(traced.Name)} <small>{NumberText.Count(traced.Output.Columns, "unit")}{(traced.Activation is { } f ? $", {f.Name}" : "")}{(explanation.IsWide(layer) ? $"; those with the largest {(trace.HasTargets ? "errors" : "outputs")} are shown" : "")}</small></h3>\n");
    }

    private void WriteUnits(int layer, Func<int, Explained[]> values)
    {
        foreach (int unit in explanation.UnitsToShow(layer))
        {
            Explained[] lines = values(unit);
            html.Write($"<details><summary>");
            foreach (Explained line in lines)
            {
                html.Write($"<span>");
                html.WriteFormula(line.BriefMathML);
                html.Write($"</span>");
            }

            html.Write($"<small>unit {unit + 1}</small></summary>\n");
            foreach (Explained line in lines) WriteValue(line);
            html.Write($"</details>\n");
        }
    }

    private void WriteValue(Explained value)
    {
        html.Write($"<div class=\"value\"><div class=\"formula\">");
        foreach (string line in value.MathMLLines) html.WriteFormula(line);
        html.Write($"</div><small>");
        if (value.Equation is { } equation) html.Write($"<span class=\"tag\">{equation}</span> ");
        html.Write($"{value.Meaning}</small></div>\n");
    }

    private void WriteMatrix(string caption, Matrix values)
    {
        double largest = 0;
        foreach (double value in values.Values) largest = Math.Max(largest, Math.Abs(value));
        if (caption.Length > 0) html.Write($"<p class=\"caption\">{caption}</p>\n");
        html.Write($"<div class=\"numbers\"><table>");
        for (int row = 0; row < values.Rows; row++)
        {
            html.Write($"<tr>");
            foreach (double value in values.Row(row))
            {
                double share = largest > 0 && double.IsFinite(value) ? 0.7 * Math.Abs(value) / largest : 0;
                html.Write($"<td class=\"{(value < 0 ? "minus" : "plus")}\" style=\"--share:{share}\">{Explained.Short(value)}</td>");
            }

            html.Write($"</tr>");
        }

        html.Write($"</table></div>\n");
    }

    private void Section(string id, string title, string note) =>
        html.Write($"<section id=\"{id}\">\n<div class=\"note\"><h2>{title}</h2>\n<p>{note}</p></div>\n<div class=\"figure\">\n");

    private void Close() => html.Write($"</div></section>\n");

    private (int Layer, int Input, int Unit)? LargestGradient()
    {
        int layer = 0;
        while (layer < trace.Layers.Count && trace.Layers[layer].WeightGradients is null) layer++;
        if (layer == trace.Layers.Count) return null;
        Matrix gradients = trace.Layers[layer].WeightGradients!;
        int largest = Enumerable.Range(0, gradients.Values.Length).MaxBy(i => Math.Abs(gradients.Values[i]));
        return (layer, largest / gradients.Columns, largest % gradients.Columns);
    }

    private string Values(Matrix values)
    {
        double[] row = values.Row(explanation.Sample).ToArray();
        return string.Join(", ", row.Take(MostRows).Select(Explained.Short)) + (row.Length > MostRows ? $", … ({row.Length:N0} in all)" : "");
    }
}

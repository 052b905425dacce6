using Hillock.Tracing;

namespace Hillock.Cli.Traces;

/// <summary>A trace as Markdown with LaTeX formulas between dollars.</summary>
internal sealed class TraceMarkdown(TextWriter output, TraceRequest request)
{
    private const int MostColumns = 8;

    private readonly Trace trace = request.Trace;
    private readonly Explanation explanation = request.Explanation;

    public void Write()
    {
        output.WriteLine($"# Trace: {Escape($"{trace.Model.Definition}")}");
        output.WriteLine();
        Row("input", trace.Samples.Inputs);
        if (trace.Samples.Targets is { } targets) Row("target", targets);
        Row("output", trace.Output);
        if (trace.Loss is { } loss) output.WriteLine($"- loss: {Explained.Short(loss)}");
        if (request.IsPart) WritePart();
        else WriteAll();
        if (request.Update is { } update) WriteUpdate(update);
        (int count, double largest) = explanation.Check();
        Paragraph($"All {count:N0} values were computed a second time, in double, by their formulas. The largest difference is {Explained.Short(largest)}.");
    }

    private void WriteAll()
    {
        Heading("Forward");
        for (int layer = 0; layer < trace.Layers.Count; layer++)
        {
            LayerHeading(layer);
            Formula(explanation.ForwardLatex(layer));
            foreach (int unit in explanation.UnitsToShow(layer))
            {
                Value(explanation.PreActivation(layer, unit));
                Value(explanation.Output(layer, unit));
            }
        }

        if (!trace.HasTargets) return;
        Heading("Loss");
        Value(explanation.Loss());
        foreach (int unit in explanation.UnitsToShow(trace.Layers.Count - 1)) Value(explanation.LossGradient(unit));
        Heading("Backward");
        for (int layer = trace.Layers.Count - 1; layer >= 0; layer--)
        {
            LayerHeading(layer);
            foreach (int unit in explanation.UnitsToShow(layer))
            {
                Value(explanation.Derivative(layer, unit));
                Value(explanation.Delta(layer, unit));
                if (trace.Layers[layer].Bias is not null) Value(explanation.BiasGradient(layer, unit));
            }

            if (trace.Layers[layer].WeightGradients is not { } gradients) continue;
            Value(explanation.WeightGradient(layer, 0, 0));
            Paragraph("Gradients of the weights, a row for each input:");
            Matrix(gradients);
        }
    }

    private void WritePart()
    {
        Heading("Explained");
        foreach (Explained value in request.Part()) Value(value);
        if (request.Weight is null || !trace.HasTargets) return;
        (int layer, int input, int unit) = request.Weight.In(trace);
        WeightFactors chain = explanation.Factors(layer, input, unit);
        Heading("The chain of factors");
        Formula(chain.ToLatex());
        foreach (WeightFactor factor in chain.Factors)
        {
            Paragraph($"${factor.ToLatex()}$: {factor.What}, {factor.Rows} × {factor.Columns}");
            if (factor.Values is { } values) Matrix(values);
        }

        Paragraph($"Their product is {Explained.Short(chain.Product)}; backpropagation found {Explained.Short(chain.Value)}.");
    }

    private void WriteUpdate(TraceUpdate update)
    {
        Heading($"After {update.Steps:N0} {(update.Steps == 1 ? "step" : "steps")} of {Escape(update.Optimizer.Name)}");
        for (int layer = 0; layer < trace.Layers.Count && !request.IsPart; layer++)
        {
            if (trace.Layers[layer].Weights is null) continue;
            LayerHeading(layer);
            if (Explanation.Explains(update)) Value(explanation.UpdatedWeight(update, layer, 0, 0));
            Matrix(update.After.Layers[layer].Weights!);
        }

        output.WriteLine();
        Row("output", update.After.Output);
        output.WriteLine($"- loss: {Explained.Short(update.After.Loss!.Value)}, before {Explained.Short(trace.Loss!.Value)}");
    }

    private void Value(Explained value)
    {
        Paragraph(value.Equation is { } equation ? $"{value.Meaning} ({equation})" : value.Meaning);
        Formula(value.ToLatex());
    }

    private void Formula(string latex) => Paragraph($"$$ {latex} $$");

    private void Matrix(Matrix values)
    {
        if (values.Rows > MostColumns || values.Columns > MostColumns)
        {
            Paragraph($"A matrix of {values.Rows:N0} × {values.Columns:N0}.");
            return;
        }

        IEnumerable<string> rows = Enumerable.Range(0, values.Rows).Select(row => string.Join(" & ", values.Row(row).ToArray().Select(Explained.ShortLatex)));
        Formula($"\\begin{{bmatrix}} {string.Join(" \\\\ ", rows)} \\end{{bmatrix}}");
    }

    private void Heading(string text) => Paragraph($"## {text}");

    private void LayerHeading(int layer)
    {
        LayerTrace traced = trace.Layers[layer];
        Paragraph($"### {Escape(traced.Name)}, {traced.Output.Columns:N0} {(traced.Output.Columns == 1 ? "unit" : "units")}{(explanation.IsWide(layer) ? $", those with the largest {(trace.HasTargets ? "errors" : "outputs")} shown" : "")}");
    }

    private void Paragraph(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    private void Row(string name, Matrix values)
    {
        double[] row = values.Row(0).ToArray();
        output.WriteLine($"- {name}: {string.Join(", ", row.Take(MostColumns).Select(Explained.Short))}{(row.Length > MostColumns ? $", … ({row.Length:N0} in all)" : "")}");
    }

    // What Markdown would take for emphasis, a formula or a tag.
    private static string Escape(string text) => string.Concat(text.Select(c => c is '*' or '_' or '|' or '<' or '[' or '$' or '`' ? $"\\{c}" : $"{c}"));
}

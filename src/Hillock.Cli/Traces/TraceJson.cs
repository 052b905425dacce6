using System.Text.Json;
using Hillock.Definitions;
using Hillock.Tracing;

namespace Hillock.Cli.Traces;

/// <summary>A trace as JSON: every number in as many digits as the model computes with.</summary>
internal sealed class TraceJson(Utf8JsonWriter json, TraceRequest request)
{
    // A full Jacobian of more units would be millions of numbers.
    private const int WidestJacobian = 1024;

    private readonly Trace trace = request.Trace;

    public void Write()
    {
        WriteRow("input", trace.Samples.Inputs);
        WriteRow("target", trace.Samples.Targets);
        json.WriteStartArray("layers");
        foreach (LayerTrace layer in trace.Layers) WriteLayer(layer);
        json.WriteEndArray();
        WriteRow("output", trace.Output);
        WriteNumber("loss", trace.Loss);
        if (trace.L1 > 0 || trace.L2 > 0) WriteNumber("penalty", trace.Penalty);
        WriteRow("lossGradient", trace.LossGradient);
        WriteRow("inputGradient", trace.InputGradient);
        if (request.IsPart) WriteExplained();
        if (request.Update is { } update) WriteAfter(update);
    }

    private void WriteLayer(LayerTrace layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("type", layer.Type);
        json.WriteString("activation", layer.Activation?.Name);
        WriteRow("z", layer.PreActivation);
        WriteRow("a", layer.Output);
        if (layer.ActivationDerivative is { } slopes) WriteRow("activationDerivative", slopes);
        else WriteMatrix("activationDerivative", layer.Output.Columns <= WidestJacobian ? layer.Jacobian(0) : null);
        WriteRow("delta", layer.Delta);
        WriteMatrix("weights", layer.Weights);
        WriteMatrix("weightGradients", layer.WeightGradients);
        if (layer.PenaltyGradients is { } penalties) WriteMatrix("penaltyGradients", penalties);
        WriteRow("bias", layer.Bias);
        WriteRow("biasGradients", layer.BiasGradients);
        json.WriteEndObject();
    }

    private void WriteAfter(TraceUpdate update)
    {
        json.WriteStartObject("after");
        json.WriteStartArray("layers");
        foreach (LayerTrace layer in update.After.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            WriteMatrix("weights", layer.Weights);
            WriteRow("bias", layer.Bias);
            WriteRow("z", layer.PreActivation);
            WriteRow("a", layer.Output);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteRow("output", update.After.Output);
        WriteNumber("loss", update.After.Loss);
        json.WriteEndObject();
    }

    private void WriteExplained()
    {
        json.WriteStartArray("explained");
        foreach (Explained value in request.Part())
        {
            json.WriteStartObject();
            json.WriteString("symbol", value.Symbol);
            json.WriteString("meaning", value.Meaning);
            json.WriteString("formula", value.Formula);
            json.WriteString("numbers", value.Numbers);
            json.WriteString("equation", value.Equation);
            WriteNumber("value", value.Value);
            WriteNumber("recomputed", value.Recomputed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (request.Weight is null || !trace.HasTargets) return;
        (int layer, int input, int unit) = request.Weight.In(trace);
        WeightFactors chain = request.Explanation.Factors(layer, input, unit);
        json.WriteStartArray("factors");
        foreach (WeightFactor factor in chain.Factors)
        {
            json.WriteStartObject();
            json.WriteString("factor", factor.Symbol);
            json.WriteString("meaning", factor.What);
            WriteMatrix("values", factor.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteNumber("product", chain.Product);
    }

    private void WriteRow(string name, Matrix? values)
    {
        json.WritePropertyName(name);
        if (values is null) json.WriteNullValue();
        else WriteValues(values.Row(0));
    }

    private void WriteMatrix(string name, Matrix? values)
    {
        json.WritePropertyName(name);
        if (values is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        for (int row = 0; row < values.Rows; row++) WriteValues(values.Row(row));
        json.WriteEndArray();
    }

    private void WriteValues(ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values) WriteValue(value);
        json.WriteEndArray();
    }

    private void WriteNumber(string name, double? value)
    {
        json.WritePropertyName(name);
        WriteValue(value ?? double.NaN);
    }

    // What is a number of single precision is written in its few digits; a loss is a double whatever the precision.
    private void WriteValue(double value)
    {
        if (!double.IsFinite(value)) json.WriteNullValue();
        else if (trace.Precision == Precision.Single && (float)value == value) json.WriteNumberValue((float)value);
        else json.WriteNumberValue(value);
    }
}

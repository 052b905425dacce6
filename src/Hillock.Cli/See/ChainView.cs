using System.Numerics;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Tracing;

namespace Hillock.Cli.See;

/// <summary>A derivative by the chain rule, for people and as JSON.</summary>
internal sealed class ChainView(Chain chain, ChainDerivative result)
{
    // Where more than one thing may change, a factor is a partial derivative; with several paths the whole is more than the factor of the same names.
    private readonly string d = chain.Variables.Count > 1 || result.PathCount > 1 ? "∂" : "d";
    private readonly string whole = chain.Variables.Count > 1 && result.PathCount <= 1 ? $"∂{result.Of}/∂{result.By}" : $"d{result.Of}/d{result.By}";

    public void Write()
    {
        Screen screen = Screen.Output;
        WriteValues(screen);
        screen.Line();
        if (result.Factors.Count == 0)
        {
            screen.Line($"'{result.Of}' does not depend on '{result.By}': {whole} = 0.", Tone.Strong);
            return;
        }

        foreach (ChainFactor factor in result.Factors) screen.Line(Equation(Ratio(factor.Of, factor.By), factor.Expression, factor.Value));
        screen.Line();
        WritePaths(screen);
        screen.Line();
        WriteChecks(screen);
    }

    /// <summary>The object of the contract, with the paths and the polynomial besides.</summary>
    public void WriteJson() => JsonOutput.Write(json =>
    {
        json.WriteString("of", result.Of);
        json.WriteString("by", result.By);
        json.WriteStartObject("values");
        foreach (ChainValue value in result.Values) json.WriteNumber(value.Name, value.Value);
        json.WriteEndObject();
        json.WriteStartArray("factors");
        foreach (ChainFactor factor in result.Factors)
        {
            json.WriteStartObject();
            json.WriteString("of", factor.Of);
            json.WriteString("by", factor.By);
            json.WriteString("expression", factor.Expression);
            json.WriteNumber("value", factor.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("derivative", result.Derivative);
        JsonOutput.WriteFigure(json, "numeric", result.Numeric ?? double.NaN);
        json.WritePropertyName("paths");
        json.WriteRawValue($"{result.PathCount}");
        if (result.Expansion is not { } expansion) return;
        json.WriteStartObject("expanded");
        json.WriteString("formula", expansion.Formula);
        json.WriteString("derivative", expansion.Derivative);
        JsonOutput.WriteFigure(json, "value", expansion.Value);
        json.WriteEndObject();
    });

    private void WriteValues(Screen screen)
    {
        Dictionary<string, double> values = result.Values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
        foreach (string variable in chain.Variables) screen.Line($"{variable} = {Number(values[variable])}");
        foreach (ChainLink link in chain.Links) screen.Line(Equation(link.Name, link.Expression, values[link.Name]));
    }

    private void WritePaths(Screen screen)
    {
        if (result.PathCount == 1)
        {
            ChainPath path = result.Paths[0];
            screen.Line(path.Factors.Count == 1 ? $"{whole} = {Number(result.Derivative)}" : $"{whole} = {Factors(path)} = {Product(path)}", Tone.Strong);
            return;
        }

        screen.Line($"{whole} is the sum over {Count(result.PathCount)} paths:");
        foreach (ChainPath path in result.Paths) screen.Line($"  {Factors(path)} = {Product(path)}");
        if (result.PathCount > result.Paths.Count)
        {
            screen.Line($"  … and {Count(result.PathCount - result.Paths.Count)} more, summed from {result.Of} backward with one product for each factor");
            screen.Line($"{whole} = {Number(result.Derivative)}", Tone.Strong);
            return;
        }

        screen.Line($"{whole} = {string.Join(" + ", result.Paths.Select(path => Signed(path.Value)))} = {Number(result.Derivative)}", Tone.Strong);
    }

    private void WriteChecks(Screen screen)
    {
        if (result.Numeric is { } numeric)
        {
            double value = Math.Abs(result.Values.First(known => known.Name == result.Of).Value);
            bool agrees = Math.Abs(numeric - result.Derivative) <= (1e-4 * Math.Max(Math.Abs(numeric), Math.Abs(result.Derivative))) + (1e-9 * Math.Max(1, value));
            screen.Field("check", $"central difference with h = {result.Step:G2}: {Number(numeric)}, off by {Math.Abs(numeric - result.Derivative):G2}", 10);
            if (!agrees) screen.Field("", "that is much: near this point the slope changes within h, or the numbers are too large for a difference to tell", 10);
        }
        else
        {
            screen.Field("check", $"no central difference: at a distance of {result.Step:G2} on one side the chain has no value", 10);
        }

        if (result.Expansion is { } expansion)
            screen.Field("expanded", $"{result.Of} = {expansion.Formula}, {whole} = {(expansion.Derivative == Number(expansion.Value) ? "" : $"{expansion.Derivative} = ")}{Number(expansion.Value)}", 10);
    }

    private string Ratio(string of, string by) => $"{d}{of}/{d}{by}";

    private string Factors(ChainPath path) => string.Join('·', path.Factors.Select(factor => Ratio(factor.Of, factor.By)));

    // 8·3 = 24
    private static string Product(ChainPath path) => path.Factors.Count == 1
        ? Number(path.Value)
        : $"{string.Join('·', path.Factors.Select(factor => Signed(factor.Value)))} = {Number(path.Value)}";

    private static string Signed(double value) => value < 0 ? $"({Number(value)})" : Number(value);

    // y = 3*x - 2 = 4; a bare number is not said twice.
    private static string Equation(string name, string expression, double value) =>
        expression == Number(value) ? $"{name} = {expression}" : $"{name} = {expression} = {Number(value)}";

    private static string Number(double value) => $"{value:G10}";

    private static string Count(BigInteger count) => count < 1_000_000_000_000_000 ? $"{count:N0}" : $"{count:E2}";
}

using System.Text.Json;
using Hillock.Cli.Screens;
using Hillock.Tracing.Diagnosis;

namespace Hillock.Cli.See;

/// <summary>Shows findings.</summary>
internal static class FindingView
{
    private const int Column = 9;

    /// <summary>How bad and what, then the advice.</summary>
    public static void Write(Screen screen, Finding finding)
    {
        WriteShort(screen, finding);
        screen.Field("", finding.Advice, Column);
    }

    /// <summary>How bad and what: the advice is the doctor's.</summary>
    public static void WriteShort(Screen screen, Finding finding) => screen.Field(Severity(finding), $"{finding.Message} [{finding.Code}]", Column);

    /// <summary>How bad, what and where, in a line.</summary>
    public static string Headline(Finding finding) => $"{Severity(finding)}  {finding.Code}{(finding.Layer is null ? "" : $" in '{finding.Layer}'")}";

    /// <summary>The findings as an array of objects.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (Finding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", Severity(finding));
            json.WriteString("layer", finding.Layer);
            json.WriteString("message", finding.Message);
            json.WriteString("advice", finding.Advice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Severity(Finding finding) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{finding.Severity}");
}

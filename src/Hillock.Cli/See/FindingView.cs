using System.Text.Json;
using Hillock.Cli.Screens;
using Hillock.Tracing.Diagnosis;

namespace Hillock.Cli.See;

/// <summary>Shows findings.</summary>
internal static class FindingView
{
    private const int Column = 9;

    private static string Severity(Finding finding) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{finding.Severity}");

    /// <summary>How bad and what, then the advice.</summary>
    public static void Write(Screen screen, Finding finding)
    {
        screen.Field(Severity(finding), $"{finding.Message} [{finding.Code}]", Column);
        screen.Field("", finding.Advice, Column);
    }

    /// <summary>While there is more to see: what, and how it can be looked up.</summary>
    public static void WriteShort(Screen screen, Finding finding) => screen.Field(Severity(finding), $"{finding.Message} [{finding.Code}]", Column);

    /// <summary>The same in one text.</summary>
    public static string Short(Finding finding) => $"{Severity(finding)}: {finding.Message} [{finding.Code}]";

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
}

using System.CommandLine;
using Hillock.Data;

namespace Hillock.Cli.CommandLine;

/// <summary>The options that say how a table is written, where finding out is not enough.</summary>
internal sealed class CsvReading
{
    private readonly ValueOption<char?> delimiter = new("--delimiter", "C", Delimiter, "the character between fields, or 'tab'; default: found");
    private readonly ValueOption<string?> header = new("--header", "yes|no", YesOrNo, "whether the first row holds names; default: found");
    private readonly ValueOption<IReadOnlyList<string>?> missing = new(
        "--missing", "TEXT[,TEXT]", Read.Texts, "texts that also stand for a missing value, besides empty, NA, N/A, n/a, null, NULL, NaN and ?");

    public Option[] All => [delimiter, header, missing];

    public CsvOptions Options(ParseResult parsed) => new()
    {
        Delimiter = parsed.GetValue(delimiter),
        Header = parsed.GetValue(header) is { } answer ? answer == "yes" : null,
        Missing = [.. parsed.GetValue(missing) ?? []],
    };

    private static char? Delimiter(string text) => text switch
    {
        "tab" or "\\t" => '\t',
        [char single] when !char.IsLetterOrDigit(single) && single is not ('"' or '.' or '-' or '\n' or '\r') => single,
        _ => throw new ArgumentException("the delimiter is one character that is no letter, digit, dot, dash or quote, or the word tab."),
    };

    private static string YesOrNo(string text) => text is "yes" or "no" ? text : throw new ArgumentException("say yes or no.");
}

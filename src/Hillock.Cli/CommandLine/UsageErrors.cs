using System.CommandLine;
using System.CommandLine.Parsing;

namespace Hillock.Cli.CommandLine;

/// <summary>What is wrong with a command line, in a sentence.</summary>
internal static class UsageErrors
{
    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    public static string? Find(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;

        // What looks like an option and is none may also have been taken for an argument.
        IEnumerable<string> loose = command.Arguments.SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? []).Select(token => token.Value);
        if (loose.Concat(parsed.UnmatchedTokens).FirstOrDefault(LooksLikeOption) is { } option)
            return NearestName.Sentence("option", option.Split('=')[0], OptionNames(command));

        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0)
            return NearestName.Sentence("command", parsed.UnmatchedTokens[0], [.. command.Subcommands.Select(sub => sub.Name)]);
        if (parsed.Errors.Count == 0) return null;
        if (parsed.UnmatchedTokens.Count > 0)
            return $"'{parsed.UnmatchedTokens[0]}' is one argument too many: the command is {HelpWriter.Path(command)}{Arguments(command)}.";

        ParseError error = parsed.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } result => $"{result.Option.Name} needs a value: {result.Option.Name} {result.Option.HelpName}.",
            OptionResult { IdentifierTokenCount: > 1 } result => $"{result.Option.Name} stands there more than once.",
            CommandResult { Command.Arguments: [{ } argument, ..] } when parsed.GetResult(argument)?.Tokens.Count is null or 0 => Missing(command, argument),
            ArgumentResult { Tokens.Count: 0, Argument: { } argument } when command.Arguments.Contains(argument) => Missing(command, argument),
            _ => error.Message,
        };
    }

    private static string Missing(Command command, Argument argument) =>
        $"{argument.Name} is missing: the command is {HelpWriter.Path(command)}{Arguments(command)}.";

    private static string Arguments(Command command) => string.Concat(command.Arguments.Select(argument => " " + argument.Name));

    // -o, --epochs=3; but neither -1 nor -x^2.
    private static bool LooksLikeOption(string token) =>
        token.Length > 1 && token[0] == '-' && !char.IsAsciiDigit(token[1]) && token.Split('=')[0].All(c => c == '-' || char.IsAsciiLetterOrDigit(c));

    private static string[] OptionNames(Command command) =>
        [.. command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal)), "--help"];
}

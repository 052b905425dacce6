using System.CommandLine;
using System.CommandLine.Invocation;

namespace Hillock.Cli.CommandLine;

/// <summary>Writes the help of a command: what it does, its options by groups, examples.</summary>
internal sealed class HelpWriter : SynchronousCommandLineAction
{
    private const int Width = 80;
    private const int Column = 27;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, Console.Out);
        return ExitCode.Done;
    }

    public static void Write(Command command, TextWriter output)
    {
        WriteWrapped(output, "", command.Description ?? "", 0);
        output.WriteLine();
        output.WriteLine($"Usage: {Usage(command)}");
        WriteSection(output, "", command.Arguments.Select(argument => (argument.HelpName ?? argument.Name, argument.Description ?? "")));
        WriteSection(output, "Commands", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (Invocation(sub), sub.Description ?? "")));

        if (command is RootCommand)
        {
            output.WriteLine();
            output.WriteLine("'hillock help COMMAND' explains a command; begin with: hillock train digits");
        }

        var described = command as HillockCommand;
        foreach (OptionGroup group in described?.Groups ?? [])
            WriteSection(output, group.Title, group.Options.Select(option => (Label(option), option.Description ?? "")));
        if (described?.Remarks is { Count: > 0 } remarks)
        {
            output.WriteLine();
            foreach (string remark in remarks) WriteWrapped(output, "", remark, 0);
        }

        if (described?.Examples is not { Count: > 0 } examples) return;
        output.WriteLine();
        output.WriteLine("Examples");
        foreach (string example in examples) output.WriteLine($"  {example}");
    }

    /// <summary>The command with the commands above it: <c>hillock datasets get</c>.</summary>
    public static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "hillock";

    private static string Usage(Command command)
    {
        string options = command.Options.Any(option => !option.Hidden && option.Name is not ("--help" or "--version")) ? " [options]" : "";
        return Path(command) + (command.Subcommands.Count > 0 ? " COMMAND" : "") + Arguments(command) + options;
    }

    private static string Invocation(Command command) => command.Name + Arguments(command);

    private static string Arguments(Command command) => string.Concat(command.Arguments.Select(argument =>
        argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.HelpName ?? argument.Name}]" : $" {argument.HelpName ?? argument.Name}"));

    private static string Label(Option option)
    {
        string names = string.Join(", ", option.Aliases.OrderBy(alias => alias.Length).Append(option.Name));
        return option.HelpName is null ? names : $"{names} {option.HelpName}";
    }

    private static void WriteSection(TextWriter output, string title, IEnumerable<(string Label, string Description)> rows)
    {
        bool first = true;
        foreach ((string label, string description) in rows)
        {
            if (first)
            {
                output.WriteLine();
                if (title.Length > 0) output.WriteLine(title);
                first = false;
            }

            WriteWrapped(output, "  " + label, description, Column);
        }
    }

    private static void WriteWrapped(TextWriter output, string label, string text, int column)
    {
        string line = label.PadRight(column);
        if (label.Length >= column && label.Length > 0)
        {
            output.WriteLine(label);
            line = new string(' ', column);
        }

        bool empty = true;
        foreach (string word in text.Split(' '))
        {
            if (!empty && line.Length + word.Length + 1 > Width)
            {
                output.WriteLine(line);
                (line, empty) = (new string(' ', column), true);
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        output.WriteLine(line);
    }
}

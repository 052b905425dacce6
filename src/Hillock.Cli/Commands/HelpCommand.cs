using System.CommandLine;
using System.CommandLine.Completions;
using Hillock.Cli.CommandLine;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock help [COMMAND]</c>: what <c>COMMAND --help</c> says.</summary>
internal sealed class HelpCommand : HillockCommand
{
    private readonly RootCommand root;
    private readonly Argument<string[]> path = new("COMMAND") { Description = "a command, such as train or datasets show", Arity = ArgumentArity.ZeroOrMore };

    public HelpCommand(RootCommand root)
        : base("help", "Explains a command.")
    {
        this.root = root;
        path.CompletionSources.Add(_ => root.Subcommands.Select(command => new CompletionItem(command.Name)));
        Arguments.Add(path);
        SetAction(parsed =>
        {
            HelpWriter.Write(Find(parsed.GetValue(path) ?? []), Console.Out);
            return ExitCode.Done;
        });
    }

    public override IReadOnlyList<string> Examples => ["hillock help train", "hillock help datasets show"];

    private Command Find(string[] names)
    {
        Command found = root;
        foreach (string name in names)
        {
            if (found.Subcommands.Count == 0) throw new UsageException($"'{name}' is one argument too many: {HelpWriter.Path(found)} has no commands of its own.");
            string above = found == root ? "" : found.Name + " ";
            found = found.Subcommands.FirstOrDefault(command => command.Name == name)
                ?? throw new UsageException(NearestName.Sentence("command", above + name, [.. found.Subcommands.Select(command => above + command.Name)]));
        }

        return found;
    }
}

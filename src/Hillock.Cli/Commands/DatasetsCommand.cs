using System.CommandLine;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock datasets</c>: the catalog of sets to begin with.</summary>
internal sealed class DatasetsCommand : Command
{
    public DatasetsCommand()
        : base("datasets", "Lists, fetches and shows the sets of the catalog.")
    {
        Subcommands.Add(new DatasetsListCommand());
        Subcommands.Add(new DatasetsGetCommand());
        Subcommands.Add(new DatasetsShowCommand());
    }
}

using System.CommandLine;
using Hillock.Cli.Build;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock build</c>: networks whose weights are computed, not learned.</summary>
internal sealed class BuildCommand : Command
{
    public BuildCommand()
        : base("build", "Builds networks that compute a known thing, without training, and compares each with its definition.")
    {
        Subcommands.Add(new BuildGateCommand());
        Subcommands.Add(new BuildBooleanCommand());
        Subcommands.Add(new BuildTableCommand());
        Subcommands.Add(new BuildParityCommand());
        Subcommands.Add(new BuildPolygonCommand());
        Subcommands.Add(new BuildCheckerboardCommand());
        Subcommands.Add(new BuildCylindersCommand());
        Subcommands.Add(new BuildFunctionCommand());
    }
}

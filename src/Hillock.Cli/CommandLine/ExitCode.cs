namespace Hillock.Cli.CommandLine;

/// <summary>What the command says to the shell.</summary>
internal static class ExitCode
{
    /// <summary>All is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed: bad data, a broken file, a loss that is no number.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong: that can be known without opening a file.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C, or the signal to end.</summary>
    public const int Interrupted = 130;
}

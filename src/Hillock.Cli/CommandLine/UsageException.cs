namespace Hillock.Cli.CommandLine;

/// <summary>The command line is wrong. The message is a sentence for the user; the exit code is <see cref="ExitCode.Usage"/>.</summary>
internal sealed class UsageException(string message) : Exception(message);

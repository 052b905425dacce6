using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text;
using Hillock.Cli.Commands;
using Hillock.Cli.Screens;

namespace Hillock.Cli.CommandLine;

/// <summary>The whole program: all commands, and what becomes of their errors.</summary>
internal static class HillockProgram
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("train", () => new TrainCommand()),
        ("evaluate", () => new EvaluateCommand()),
        ("predict", () => new PredictCommand()),
        ("inspect", () => new InspectCommand()),
        ("trace", () => new TraceCommand()),
        ("build", () => new BuildCommand()),
        ("compare", () => new CompareCommand()),
        ("chain", () => new ChainCommand()),
        ("lesson", () => new LessonCommand()),
        ("check", () => new CheckCommand()),
        ("doctor", () => new DoctorCommand()),
        ("datasets", () => new DatasetsCommand()),
        ("playground", () => new PlaygroundCommand()),
        ("completion", () => new CompletionCommand()),
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        // The runtime itself greets a terminal with an escape code, but never a dumb one.
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))) Environment.SetEnvironmentVariable("TERM", "dumb");
        UseUtf8();
        try
        {
            RootCommand root = Create(arguments);
            ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            bool runs = !parsed.CommandResult.Children.OfType<OptionResult>().Any(option => option.Option is HelpOption or VersionOption)
                && root.Directives.All(directive => parsed.GetResult(directive) is null);
            if (runs && UsageErrors.Find(parsed) is { } error)
                throw new UsageException($"{error} See '{HelpWriter.Path(parsed.CommandResult.Command)} --help'.");
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException e)
        {
            return Fail(e.Message, ExitCode.Usage);
        }
        catch (HillockException e)
        {
            return Fail(e.Message, ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            return Fail("Stopped.", ExitCode.Interrupted);
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            return ExitCode.Done; // whoever reads has enough
        }
        catch (IOException e)
        {
            // The library says itself which file fails; this is standard output.
            return Fail($"The output cannot be written: {e.Message.TrimEnd('.')}.", ExitCode.Failed);
        }
        catch (Exception e)
        {
            return Fail(Unexpected(e), ExitCode.Failed);
        }
    }

    private static RootCommand Create(string[] arguments)
    {
        // The command that is asked for, or all where they are listed or guessed at: together they have a hundred options.
        var root = new RootCommand("Hillock: neural networks you can see through. Trains them on tables and images, and uses them.");
        string asked = arguments.FirstOrDefault("");
        bool isKnown = Array.Exists(Commands, command => command.Name == asked);
        foreach ((string name, Func<Command> create) in Commands)
        {
            if (name == asked || !(isKnown || asked == "--version")) root.Subcommands.Add(create());
        }

        if (!isKnown) root.Subcommands.Add(new HelpCommand(root));
        foreach (Option option in root.Options)
        {
            if (option is HelpOption help) help.Action = new HelpWriter();
        }

        // A command that only leads to others explains itself.
        root.Action = new HelpWriter();
        foreach (Command command in root.Subcommands.Where(command => command.Subcommands.Count > 0)) command.Action = new HelpWriter();
        return root;
    }

    private static int Fail(string sentence, int code)
    {
        Screen.Error.Line($"hillock: {sentence}", Tone.Bad);
        return code;
    }

    private static string Unexpected(Exception e) => Environment.GetEnvironmentVariable("HILLOCK_DEBUG") == "1"
        ? e.ToString()
        : $"An error in the program itself, for which we are sorry ({e.GetType().Name}: {e.Message.TrimEnd('.')}). Please report it with what you typed; HILLOCK_DEBUG=1 shows where it happened.";

    private static bool IsBrokenPipe(IOException e)
    {
        const int brokenPipe = 32, windowsNoData = unchecked((int)0x800700E8), windowsBrokenPipe = unchecked((int)0x8007006D);
        return e.HResult is brokenPipe or windowsNoData or windowsBrokenPipe;
    }

    // Without a byte order mark, whatever the terminal's own encoding.
    private static void UseUtf8()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true });
        Console.SetError(new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true });
    }
}

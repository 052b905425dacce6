using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Construction;

namespace Hillock.Cli.Build;

/// <summary>A command that builds a network, compares it with its definition and keeps it.</summary>
internal abstract class ConstructionCommand(string name, string description) : HillockCommand(name, description)
{
    private readonly ValueOption<string?> output = new(
        "--output|-o", "FILE", Read.Text, "the model (.safetensors); without it the network is built and checked, and not kept");

    private readonly ValueOption<string?> samples = new(
        "--samples", "FILE.csv", Read.Text, "what the network should compute, as a table to train others on: see 'hillock compare'");

    private readonly FlagOption soften = new("--soften", "keep it with steep sigmoids instead of steps, so that training can start from it");
    private readonly FlagOption json = new("--json", "inputs, units and the comparison as one JSON object");

    /// <summary>Builds the network. An <see cref="ArgumentException"/> is a wrong command line.</summary>
    protected abstract ConstructedNetwork Build(ParseResult parsed);

    /// <summary>Says what the command takes: its argument and its own options, before those that all share.</summary>
    protected void Take(Argument<string> argument, params Option[] own)
    {
        Arguments.Add(argument);
        if (own.Length > 0) AddGroup("Network", own);
        AddGroup("Results", output, samples, soften, json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        ConstructedNetwork network;
        try
        {
            network = Build(parsed);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }

        string? file = parsed.GetValue(output), table = parsed.GetValue(samples);
        if (file is not null) OutputFile.CheckModel(file);
        if (table is not null) OutputFile.CheckNew(table);
        var outcome = new ConstructionOutcome(network, parsed.GetValue(soften)) { File = file, Table = table };
        outcome.Save();
        if (parsed.GetValue(json)) outcome.WriteJson();
        else outcome.Write(Screen.Output);
        return ExitCode.Done;
    }
}

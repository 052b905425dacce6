using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Cli.Use;
using Hillock.Models;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock inspect MODEL</c>: what a model is made of, what it can say, how it came to be.</summary>
internal sealed class InspectCommand : HillockCommand
{
    private readonly ModelArgument model = new();
    private readonly FlagOption json = new("--json", "all of it as one JSON object");

    public InspectCommand()
        : base("inspect", "Shows a model's layers, shapes, parameters, output range, capacity, preprocessing, and how it was trained.")
    {
        Arguments.Add(model);
        AddGroup("Options", json);
        SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(model);
            var description = new ModelDescription(path, Model.Load(path));
            if (parsed.GetValue(json)) description.WriteJson();
            else description.Write(Screen.Output);
            return ExitCode.Done;
        });
    }

    public override IReadOnlyList<string> Examples => ["hillock inspect digits.safetensors"];
}

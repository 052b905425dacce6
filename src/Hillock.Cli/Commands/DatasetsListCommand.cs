using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Data;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock datasets list</c>: names, what they hold, under which terms, and whether they are here.</summary>
internal sealed class DatasetsListCommand : HillockCommand
{
    private readonly FlagOption json = new("--json", "all of it as one JSON object");

    public DatasetsListCommand()
        : base("list", "Lists the catalog: what the sets hold, their licenses, and whether they are here.")
    {
        AddGroup("Options", json);
        SetAction(parsed =>
        {
            if (parsed.GetValue(json)) WriteJson();
            else Write();
            return ExitCode.Done;
        });
    }

    public override IReadOnlyList<string> Examples => ["hillock datasets list"];

    private static void Write()
    {
        var grid = new Grid("name", "", "what it holds (license)") { LeftColumns = 3 };
        foreach (CatalogEntry entry in Catalog.List())
        {
            string state = entry.Kind switch
            {
                CatalogKind.Shipped => "shipped",
                CatalogKind.Generated => "generated",
                _ => Catalog.IsHere(entry.Name) ? "fetched" : "to fetch",
            };
            grid.Add(new Cell(entry.Name, Tone.Strong), new Cell(state, Tone.Quiet), $"{entry.Description} ({entry.License})");
        }

        Screen.Output.Table(grid);
        Screen.Output.Line("'datasets get NAME' fetches one, 'datasets show NAME' draws some of its samples; 'train NAME' learns it.", Tone.Quiet);
    }

    private static void WriteJson() => JsonOutput.Write(json =>
    {
        json.WriteStartArray("datasets");
        foreach (CatalogEntry entry in Catalog.List())
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            json.WriteString("kind", entry.Kind.ToString().ToLowerInvariant());
            json.WriteBoolean("here", Catalog.IsHere(entry.Name));
            json.WriteString("description", entry.Description);
            json.WriteString("source", entry.Source);
            json.WriteString("license", entry.License);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}

// The same work given to Hillock and its peers, alternating, in one run: medians, spread, ratios. Absolute figures drift; ratios count.
using System.Text;
using Hillock.Versus;

switch (args)
{
    case ["--hillock", var data]:
        HillockPeer.Serve(data);
        return;
    case ["--hillock-products"]:
        OwnMultiply.Serve();
        return;
    case ["--openblas"]:
        OpenBlas.Serve();
        return;
}

// bench/versus/run [ROUNDS] [WORD …]
int rounds = args.Length > 0 && int.TryParse(args[0], out int given) && given > 0 ? given : 5;
string[] words = args.Length > 0 && int.TryParse(args[0], out _) ? args[1..] : args;

using DataFolder folder = await DataFolder.CreateAsync();
var measured = new StringBuilder();
List<string> notes = [];
Say($"{Machine.Describe()} Medians of {rounds} rounds; ± half the distance between the quartiles; (t) threads, each peer's best number; × how many times faster Hillock is.\n");
foreach (Table table in Tables.All(folder.Path))
{
    Workload[] chosen = [.. table.Workloads.Where(workload =>
        words.All(word => $"{table.Title} {workload.Name} {workload.Words}".Contains(word, StringComparison.OrdinalIgnoreCase)))];
    if (chosen.Length == 0) continue;
    var rows = new List<Row>();
    foreach (Workload workload in chosen)
    {
        Console.Error.WriteLine(workload.Name);
        rows.Add(await Contest.RunAsync(workload, table.Peers, rounds, notes.Add));
    }

    Say(table.ToMarkdown(rows));
}

if (notes.Count > 0) Say("Not measured:\n\n" + string.Concat(notes.Distinct().Select(note => $"- {note}\n")));
if (words.Length == 0) Page.Write(measured.ToString());

void Say(string text)
{
    Console.WriteLine(text);
    measured.Append(text).Append('\n');
}

// The same work given to Hillock and its peers, alternating, in one run: medians, spread, ratios. Absolute figures drift; ratios count.
using System.Runtime.Intrinsics.X86;
using System.Text;
using Hillock.Data;
using Hillock.Versus;

if (args is ["--hillock"])
{
    HillockPeer.Serve();
    return;
}

int rounds = args is [var asked, ..] && int.TryParse(asked, out int given) ? given : 5;
await Catalog.GetAsync("mnist");
string folder = Catalog.FolderOf("mnist");
string script = Path.Combine(AppContext.BaseDirectory, "peers.py");
Peer[] peers =
[
    new("Hillock", Environment.ProcessPath!, "--hillock"),
    new("PyTorch", "/usr/bin/python3", script, "torch", folder),
    new("scikit-learn", "/usr/bin/python3", script, "sklearn", folder),
    new("NumPy", "/usr/bin/python3", script, "numpy", folder),
];

int[] threadCounts = [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
var table = new StringBuilder();
table.AppendLine("| network, batch, optimizer | " + string.Join(" | ", peers.Select(peer => peer.Name)) + " | Hillock / best peer |");
table.AppendLine("| --- |" + string.Concat(peers.Select(_ => " ---: |")) + " ---: |");
for (int workload = 0; workload < Workload.All.Length; workload++)
{
    // Everyone's best thread count, found in a round that also warms up.
    int[] threads = [.. peers.Select(peer => threadCounts.MaxBy(count => peer.Measure(workload, count)))];
    double[][] rates = [.. peers.Select(_ => new double[rounds])];
    for (int round = 0; round < rounds; round++)
    {
        for (int p = 0; p < peers.Length; p++) rates[p][round] = peers[p].Measure(workload, threads[p]);
    }

    double[] ratios = [.. Enumerable.Range(0, rounds).Select(round => rates[0][round] / rates.Skip(1).Max(own => own[round])).Order()];
    table.AppendLine(
        $"| {Workload.All[workload].Name} | "
        + string.Join(" | ", rates.Select((own, p) => own.Max() == 0 ? "" : $"{Median(own):N0} ({threads[p]}t, ±{Spread(own):P0})"))
        + $" | **{Median(ratios):F1}** ({ratios[0]:F1}–{ratios[^1]:F1}) |");
}

Console.WriteLine($"Samples per second, median of {rounds} alternating runs (threads used, half the spread between quartiles). {Machine()}");
Console.WriteLine();
Console.Write(table);
Console.WriteLine();
Console.WriteLine("Peak memory in MiB, MNIST included: " + string.Join(", ", peers.Select(peer => $"{peer.Name} {peer.PeakMebibytes}")));
foreach (Peer peer in peers) peer.Dispose();

static double Median(double[] values)
{
    double[] sorted = [.. values.Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

static double Spread(double[] values)
{
    double[] sorted = [.. values.Order()];
    return (sorted[(sorted.Length * 3) / 4] - sorted[sorted.Length / 4]) / 2 / Median(values);
}

static string Machine() =>
    $"{Environment.ProcessorCount} processors, {(Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2")}, .NET {Environment.Version}.";

using System.Text;

namespace Hillock.Versus;

/// <summary>One table: its title, what it says below it, and how it shows a rate.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Text">What is measured, and the unit.</param>
/// <param name="FirstColumn">What the rows are.</param>
/// <param name="Peers">The columns: Hillock first.</param>
/// <param name="Workloads">The rows.</param>
internal sealed record Table(string Title, string Text, string FirstColumn, IReadOnlyList<PeerKind> Peers, IReadOnlyList<Workload> Workloads)
{
    /// <summary>A rate in the table's unit.</summary>
    public Func<double, string> Show { get; init; } = rate => Significant(rate);

    /// <summary>Whether the largest memory of each process is shown too.</summary>
    public bool ShowsMemory { get; init; }

    /// <summary>Three significant digits.</summary>
    public static string Significant(double value)
    {
        if (value == 0) return "0";
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        double rounded = Math.Round(value / unit) * unit;
        return rounded.ToString(unit >= 1 ? "N0" : $"N{-Math.Log10(unit):F0}");
    }

    public string ToMarkdown(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder($"## {Title}\n\n{Text}\n\n");
        int[] present = [.. Enumerable.Range(0, Peers.Count).Where(p => rows.Any(row => row.Results[p].Figures.Length > 0))];
        string[] names = [.. present.Select(p => Peers[p].Name)];
        bool hasPeaks = rows.Any(row => row.Workload.Operations is not null);
        Line([FirstColumn, .. names, "Hillock ÷ best", .. hasPeaks ? ["of the peak"] : Array.Empty<string>()]);
        Line(["---", .. names.Select(_ => "---:"), "---:", .. hasPeaks ? ["---:"] : Array.Empty<string>()]);
        foreach (Row row in rows)
            Line([row.Workload.Name, .. present.Select(p => Cell(row, p)), Ratio(row), .. hasPeaks ? [Share(row)] : Array.Empty<string>()]);

        if (!ShowsMemory) return text.ToString();
        text.Append("\nPeak memory of the processes, MiB, data included:\n\n");
        Line([FirstColumn, .. names]);
        Line(["---", .. names.Select(_ => "---:")]);
        foreach (Row row in rows) Line([row.Workload.Name, .. present.Select(p => $"{row.Results[p].PeakMebibytes}")]);
        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    // 62,000 ±3 % (1t) ×3.1: the median, half the distance between the quartiles, the threads, how many times faster Hillock is.
    private string Cell(Row row, int peer)
    {
        Result result = row.Results[peer], own = row.Results[0];
        if (result.Figures.Length == 0) return "";
        double[] rates = result.Rates;
        string cell = $"{Show(Statistic.Median(rates))} ±{Statistic.Spread(rates):P0}";
        if (row.Workload.Threads is null) cell += $" ({result.Threads}t)";
        if (result.Figures.All(figure => figure.Accuracy is not null))
        {
            double[] accuracies = [.. result.Figures.Select(figure => figure.Accuracy!.Value)];
            cell += $" {Statistic.Median(accuracies):P2} (least {accuracies.Min():P2})";
        }

        return peer == 0 || own.Figures.Length == 0 ? cell : $"{cell} ×{Ratios(own.Rates, rates):F1}";
    }

    private static string Ratio(Row row)
    {
        double[][] others = [.. row.Results.Skip(1).Where(result => result.Figures.Length > 0).Select(result => result.Rates)];
        if (row.Results[0].Figures.Length == 0 || others.Length == 0) return "";
        double[] ratios = [.. row.Results[0].Rates.Select((rate, round) => rate / others.Max(other => other[round])).Order()];
        return $"**{Statistic.Median(ratios):F2}** ({ratios[0]:F2}–{ratios[^1]:F2})";
    }

    private static double Ratios(double[] own, double[] other) => Statistic.Median([.. own.Zip(other, (a, b) => a / b)]);

    private static string Share(Row row) => row.Workload.Operations is { } operations && row.Results[0].Figures.Length > 0
        ? $"{Statistic.Median([.. row.Results[0].Rates.Zip(row.Peaks, (rate, peak) => rate * operations / peak)]):P0}"
        : "";
}

using System.Text.RegularExpressions;

namespace Hillock.Tests.Conventions;

public partial class PublicApiTests
{
    private static readonly string Approved = Repository.PathOf("tests", "Hillock.Tests", "Conventions", "PublicApi.approved.txt");

    [Fact]
    public void The_public_interface_is_the_approved_one()
    {
        string now = PublicApi.Describe(typeof(HillockException).Assembly);
        if (Environment.GetEnvironmentVariable("HILLOCK_APPROVE") == "1") File.WriteAllText(Approved, now);
        string[] approved = File.Exists(Approved) ? File.ReadAllLines(Approved) : [];
        string[] lines = now.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.SequenceEqual(approved)) return;

        File.WriteAllText(Approved.Replace(".approved.", ".received.", StringComparison.Ordinal), now);
        string removed = string.Concat(approved.Except(lines).Select(line => $"\n- {line.Trim()}"));
        string added = string.Concat(lines.Except(approved).Select(line => $"\n+ {line.Trim()}"));
        Assert.Fail($"The public interface has changed; './test --approve' accepts it (PublicApi.received.txt holds the new one):{removed}{added}");
    }

    [Fact]
    public void Public_names_are_spelled_as_those_of_NET_are()
    {
        string[] british = [.. British().Matches(PublicApi.Describe(typeof(HillockException).Assembly)).Select(match => match.Value).Distinct()];

        Assert.True(british.Length == 0, $"Spelling is American (color, catalog, license, initialize): {string.Join(", ", british)}.");
    }

    [GeneratedRegex(
        @"\w*(?:colour|catalogue|licence|grey|centre|neighbour|behaviour|(?:initial|optim|normal|standard|regular|minim|maxim|parallel|serial|general|summar|visual)is)\w*",
        RegexOptions.IgnoreCase)]
    private static partial Regex British();
}

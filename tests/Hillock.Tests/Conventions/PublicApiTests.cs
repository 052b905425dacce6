using System.Reflection;
using System.Text.RegularExpressions;
using Hillock.Lessons;

namespace Hillock.Tests.Conventions;

public partial class PublicApiTests
{
    private static readonly Dictionary<string, Assembly> Libraries = new(StringComparer.Ordinal)
    {
        ["PublicApi"] = typeof(HillockException).Assembly,
        ["PublicApi.Lessons"] = typeof(Lesson).Assembly,
    };

    public static TheoryData<string> Names { get; } = [.. Libraries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_public_interface_is_the_approved_one(string name)
    {
        string file = Repository.PathOf("tests", "Hillock.Tests", "Conventions", $"{name}.approved.txt");
        string now = PublicApi.Describe(Libraries[name]);
        if (Environment.GetEnvironmentVariable("HILLOCK_APPROVE") == "1") File.WriteAllText(file, now);
        string[] approved = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] lines = now.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.SequenceEqual(approved)) return;

        File.WriteAllText(file.Replace(".approved.", ".received.", StringComparison.Ordinal), now);
        string removed = string.Concat(approved.Except(lines).Select(line => $"\n- {line.Trim()}"));
        string added = string.Concat(lines.Except(approved).Select(line => $"\n+ {line.Trim()}"));
        Assert.Fail($"The public interface has changed; './test --approve' accepts it ({name}.received.txt holds the new one):{removed}{added}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Public_names_are_spelled_as_those_of_NET_are(string name)
    {
        string[] british = [.. British().Matches(PublicApi.Describe(Libraries[name])).Select(match => match.Value).Distinct()];

        Assert.True(british.Length == 0, $"Spelling is American (color, catalog, license, initialize): {string.Join(", ", british)}.");
    }

    [GeneratedRegex(
        @"\w*(?:colour|catalogue|licence|grey|centre|neighbour|behaviour|(?:initial|optim|normal|standard|regular|minim|maxim|parallel|serial|general|summar|visual)is)\w*",
        RegexOptions.IgnoreCase)]
    private static partial Regex British();
}

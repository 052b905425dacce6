using System.Text.RegularExpressions;

namespace Hillock.Tests.Conventions;

public partial class DocumentationTests
{
    private static IReadOnlyList<string> Pages { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md"), .. Directory.GetFiles(Repository.PathOf("docs"), "*.md"),
    ];

    // Samples are run and everything else is compiled: what the documentation shows cannot rot.
    [Fact]
    public void Every_block_of_code_is_part_of_a_source_that_is_built()
    {
        string[] sources =
        [
            .. ((string[])["samples", "src", "tests"]).SelectMany(Repository.Sources).Select(path => Unindented(File.ReadAllLines(Repository.PathOf(path)))),
        ];
        foreach (string page in Pages)
        {
            foreach (Match block in CodeBlock().Matches(File.ReadAllText(page)))
            {
                string code = Unindented(block.Groups["code"].Value.Split('\n'));
                Assert.True(
                    sources.Any(source => source.Contains(code, StringComparison.Ordinal)),
                    $"{Path.GetFileName(page)} shows code that no source contains:\n{code}");
            }
        }
    }

    [Fact]
    public void Every_link_to_a_file_leads_somewhere()
    {
        foreach (string page in Pages)
        {
            foreach (Match link in Link().Matches(File.ReadAllText(page)))
            {
                string target = link.Groups["target"].Value;
                if (target.Contains("://", StringComparison.Ordinal)) continue;
                Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target)), $"{Path.GetFileName(page)} links to {target}, which is not there.");
            }
        }
    }

    private static string Unindented(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()).Where(line => line.Length > 0)) + "\n";

    [GeneratedRegex(@"```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    // [text](target#part) and ![alt](target); part-only links within a page are left out.
    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Hillock.Tests.Conventions;

public partial class ArchitectureTests
{
    // From the ground up: a folder may use the folders of the lines above its own, and none beside it.
    // A change here belongs in docs/architecture.md too.
    private static readonly string[][] Floors =
    [
        ["Tensors"],
        ["Kernels"],
        ["Naming", "Files", "Expressions", "Images"],
        ["Activations", "Optimizers", "Schedules", "Metrics", "Glyphs"],
        ["Losses", "Initializers", "Data"],
        ["Layers", "Distortions"],
        ["Definitions"],
        ["Execution"],
        ["Models"],
        ["Reading"],
        ["Training"],
        ["Tracing", "Construction"],
        ["Reports"],
    ];

    // What each project above the library refers to. A change here belongs in docs/architecture.md too.
    public static TheoryData<string, string[]> Projects { get; } = new()
    {
        { "Hillock.Lessons", ["Hillock"] },
        { "Hillock.Playground", ["Hillock", "Hillock.Lessons"] },
        { "Hillock.Cli", ["Hillock", "Hillock.Lessons", "Hillock.Playground"] },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_stand_only_on_what_lies_below_them(string project, string[] below)
    {
        string file = File.ReadAllText(Repository.PathOf("src", project, $"{project}.csproj"));
        string page = File.ReadAllText(Repository.PathOf("docs", "architecture.md"));

        Assert.Equal(below, ProjectReference().Matches(file).Select(match => match.Groups["name"].Value));
        Assert.Contains($"`src/{project}`", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_use_only_what_lies_below_them()
    {
        List<string> wrong = [];
        foreach (string path in Repository.Sources("src/Hillock"))
        {
            string folder = FolderOf(path);
            if (folder.Length > 0 && FloorOf(folder) < 0)
                wrong.Add($"{path}: give the folder '{folder}' a floor in {nameof(ArchitectureTests)} and a line in docs/architecture.md.");

            foreach (string used in UsedFolders(path).Where(used => used != folder && FloorOf(used) >= FloorOf(folder)))
                wrong.Add($"{path}: '{(folder.Length > 0 ? folder : "the root")}' may not use '{used}'.");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (string path in Repository.Sources("src"))
        {
            string expected = Path.GetDirectoryName(path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.');
            Match declared = NamespaceDeclaration().Match(File.ReadAllText(Repository.PathOf(path)));
            if (declared.Success) Assert.True(declared.Groups["name"].Value == expected, $"{path}: the namespace should be {expected}.");
        }
    }

    [Fact]
    public void Every_folder_has_its_line_in_the_architecture()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "architecture.md"));
        foreach (string folder in Repository.Sources("src/Hillock").Select(FolderOf).Distinct().Where(folder => folder.Length > 0))
            Assert.True(page.Contains($"`{folder}/`", StringComparison.Ordinal), $"docs/architecture.md has no line about `{folder}/`.");
    }

    [Fact]
    public void Applications_see_the_public_interface_only()
    {
        IEnumerable<string> friends = typeof(HillockException).Assembly
            .GetCustomAttributes<InternalsVisibleToAttribute>().Select(attribute => attribute.AssemblyName);

        // Tests and measurements look inside.
        Assert.Equal(["Hillock.Tests", "Hillock.Benchmarks", "Hillock.Versus"], friends);
    }

    private static int FloorOf(string folder) => Array.FindIndex(Floors, floor => floor.Contains(folder));

    // src/Hillock/Kernels/Simd.cs -> Kernels; a file at the root of the library -> "".
    private static string FolderOf(string path) => path.Split('/') is [_, _, string folder, _, ..] ? folder : "";

    private static HashSet<string> UsedFolders(string path)
    {
        IEnumerable<string> code = File.ReadLines(Repository.PathOf(path)).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        return [.. code.SelectMany(line => Qualified().Matches(line)).Select(match => match.Groups["folder"].Value).Where(name => FloorOf(name) >= 0)];
    }

    // 'using Hillock.Kernels;', 'Hillock.Kernels.Simd' and 'Kernels.Simd', which needs no using inside a namespace Hillock.….
    [GeneratedRegex(@"(?:\bHillock\.(?<folder>\w+)\b)|(?:(?<![\w.])(?<folder>[A-Z]\w+)\.[A-Z]\w*)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*/(?<name>[\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex NamespaceDeclaration();
}

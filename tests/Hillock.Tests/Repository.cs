namespace Hillock.Tests;

/// <summary>Where the sources and what was built from them lie, found from the running test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, whichever the tests were built in.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The assembly that a project of this solution is built into.</summary>
    /// <param name="project">The project's folder: <c>src/Hillock.Cli</c>.</param>
    public static string AssemblyOf(string project) =>
        PathOf(project, "bin", Configuration, "net10.0", Path.GetFileName(project) + ".dll");

    /// <summary>The C# sources below a folder, by their path from the root with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Sources(string folder)
    {
        string start = PathOf(folder);
        if (!Directory.Exists(start)) return [];
        return
        [
            .. Directory.EnumerateFiles(start, "*.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
                .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Hillock.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"There is no Hillock.slnx above {AppContext.BaseDirectory}.");
    }
}

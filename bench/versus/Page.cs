namespace Hillock.Versus;

/// <summary>docs/performance.md: prose by hand, and between two markers what was measured.</summary>
internal static class Page
{
    private const string Begin = "<!-- measured by bench/versus/run -->", End = "<!-- end of what was measured -->";

    public static void Write(string measured)
    {
        string path = Repository.PathOf("docs", "performance.md");
        string page = File.ReadAllText(path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal), end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new InvalidOperationException($"{path} needs the lines '{Begin}' and '{End}': the tables go between them.");
        File.WriteAllText(path, $"{page[..begin]}{Begin}\n\n{measured}\n{page[end..]}");
    }
}

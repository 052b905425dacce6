namespace Hillock.Versus;

/// <summary>The clone that this program was built in.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hillock.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("This program runs inside the repository only.");
    }
}

namespace Hillock.Reports;

/// <summary>How every page begins: nothing is loaded and nothing runs, whatever stands in labels; light and dark.</summary>
internal static class PageStart
{
    /// <summary>Writes everything up to the page's own header, inside <c>main</c>.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="styles">Style sheets that are embedded in the library.</param>
    public static void Write(HtmlWriter html, string title, params IReadOnlyList<string> styles)
    {
        html.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\"/>\n");
        html.Write($"<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"generator\" content=\"Hillock\"/>\n<title>{title}</title>\n");
        foreach (string style in styles) html.WriteStyle(Read(style));
        html.Write($"</head>\n<body>\n<main>\n");
    }

    private static string Read(string style)
    {
        using Stream stream = typeof(PageStart).Assembly.GetManifestResourceStream(style)
            ?? throw new InvalidOperationException($"{style} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

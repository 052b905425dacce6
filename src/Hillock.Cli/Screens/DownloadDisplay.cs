using Hillock.Data;

namespace Hillock.Cli.Screens;

/// <summary>Shows on standard error how far a data set is that has to be fetched: a bar on a terminal, lines elsewhere.</summary>
internal sealed class DownloadDisplay : IProgress<CatalogProgress>, IDisposable
{
    private const int Bar = 30;

    private string activity = "";
    private bool open;

    public void Report(CatalogProgress value)
    {
        string size = $"{Figures.Bytes(value.Bytes)} of {Figures.Bytes(value.Total)}";
        if (!Screen.Error.IsRich)
        {
            if (value.Activity != activity) Screen.Error.Line($"{value.Activity}  {size}");
            activity = value.Activity;
            return;
        }

        int full = value.Total > 0 ? (int)(Bar * value.Bytes / value.Total) : 0;
        string line = $"{new string('━', full)}{new string('╌', Bar - full)}  {size}  {value.Activity}";
        Console.Error.Write($"\r{line[..Math.Min(line.Length, Screen.Width - 1)]}\e[K");
        open = true;
    }

    public void Dispose()
    {
        if (open) Console.Error.WriteLine();
        open = false;
    }
}

using Hillock.Digits;
using Microsoft.Playwright;

namespace Hillock.Playground.Benchmarks;

/// <summary>A visitor who holds paper before a camera: Chromium plays a film of digits in its place.</summary>
internal static class CameraVisitor
{
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(3), Time = TimeSpan.FromSeconds(8);

    /// <summary>Frames a second, milliseconds in the server and from the frame to its answer on the screen (medians).</summary>
    public static async Task<(double Frames, double Reading, double ToScreen)> WatchAsync(PlaygroundServer server, string film)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Browser.Path,
            Args = ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}"],
        });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await page.GotoAsync(server.Address.AbsoluteUri + "#v=1&room=digits");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Camera", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Allow the camera", Exact = true }).ClickAsync();
        await page.Locator("[data-figure=to-screen]").WaitForAsync();
        await Task.Delay(Warmup);
        List<double[]> figures = [];
        for (int i = 0; i < Time.TotalSeconds; i++)
        {
            await Task.Delay(1000);
            figures.Add(await page.EvaluateAsync<double[]>("() => ['frames-per-second', 'reading', 'to-screen'].map(name => Number(document.querySelector(`[data-figure=${name}]`).textContent))"));
        }

        return (Median(0), Median(1), Median(2));

        double Median(int figure) => figures.Select(each => each[figure]).Order().ElementAt(figures.Count / 2);
    }

    /// <summary>Writes the film.</summary>
    public static string WriteFilm()
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"hillock-film-{Environment.ProcessId}.y4m");
        new Film(seed: 1).Write(path);
        return path;
    }
}

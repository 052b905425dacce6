using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Hillock.Playground.Benchmarks;

/// <summary>A visitor with a real browser.</summary>
internal static class Browser
{
    private const int StepsPerEpoch = 25;
    /// <summary>The browser's program; null: Playwright's own.</summary>
    public static string? Path => Environment.GetEnvironmentVariable("HILLOCK_BROWSER") ?? (File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null);

    private const string Link = "#v=1&hidden=8.tanh,8.tanh&optimizer=sgd~learning_rate:0.03&pace=max&epochs=200000";

    /// <summary>Steps a second, times a second that the page is drawn, milliseconds until the first paint.</summary>
    public static async Task<(double Steps, double Frames, double FirstPaint)> WatchAsync(PlaygroundServer server)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu"],
        });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
        await page.GotoAsync(server.Address.AbsoluteUri + Link);
        await page.Locator(".node").First.WaitForAsync();
        double paint = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Play", Exact = true }).ClickAsync();
        await Task.Delay(700);
        long start = Stopwatch.GetTimestamp();
        int before = await EpochAsync(page);
        double frames = await page.EvaluateAsync<double>(
            "time => new Promise(done => { let count = 0; const start = performance.now(); const step = now => { count++; if (now - start < time) requestAnimationFrame(step); else done(count / (now - start) * 1000); }; requestAnimationFrame(step); })",
            Alone.Time.TotalMilliseconds);
        int after = await EpochAsync(page);
        return ((after - before) * (double)StepsPerEpoch / Stopwatch.GetElapsedTime(start).TotalSeconds, frames, paint);
    }

    private static async Task<int> EpochAsync(IPage page) =>
        int.Parse((await page.Locator(".epoch output").TextContentAsync())!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}

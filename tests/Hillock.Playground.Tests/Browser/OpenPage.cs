using System.Globalization;
using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>The page in a browser of its own, as a visitor sees it; whatever the console complains of fails the test.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private OpenPage(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the console has complained of.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Opens the page as from the printed link.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="server">The server.</param>
    /// <param name="fragment">The part of the link behind #.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="height">Likewise.</param>
    /// <param name="hasTouch">Whether it is worked with fingers.</param>
    /// <param name="prepare">What is done with the page before it is there.</param>
    public static async Task<OpenPage> OpenAsync(Chromium chromium, PlaygroundServer server, string fragment = "", int width = 1440, int height = 900, bool hasTouch = false, Action<IPage>? prepare = null)
    {
        IBrowserContext fresh = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            AcceptDownloads = true,
            HasTouch = hasTouch,
        });
        var open = new OpenPage(fresh, await fresh.NewPageAsync());
        prepare?.Invoke(open.Page);
        await open.Page.GotoAsync(server.Address.AbsoluteUri + (fragment.Length > 0 ? "#" + fragment : ""));
        return open;
    }

    /// <summary>Presses the button of that name.</summary>
    public Task PressAsync(string name) => Button(name).ClickAsync();

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>A figure of the page, by what it is called in the source: train-loss, test-loss.</summary>
    public async Task<double> FigureAsync(string name) =>
        double.TryParse(await Page.Locator($"[data-figure={name}]").TextContentAsync(), CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    /// <summary>The epoch that the counter shows.</summary>
    public async Task<int> EpochAsync() =>
        int.Parse((await Page.Locator(".epoch output").TextContentAsync())!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>The hash of the weights; the page must not be playing.</summary>
    public async Task<string> HashAsync()
    {
        await PressAsync("Take away");
        string? hash = await Page.Locator(".menu code").GetAttributeAsync("title");
        await PressAsync("Take away");
        return hash!;
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            if (patience.IsCancellationRequested) Assert.Fail($"It did not come: {what}.");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}

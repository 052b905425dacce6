using Microsoft.Playwright;

namespace Hillock.Playground.Tests.Browser;

/// <summary>One real Chromium for all tests of the page, or one with a camera of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Usual =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private readonly string[] arguments;
    private IPlaywright? playwright;

    public Chromium()
        : this([])
    {
    }

    internal Chromium(string[] arguments) => this.arguments = arguments;

    internal IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("HILLOCK_BROWSER") ?? Array.Find(Usual, File.Exists), // null: Playwright's own
            Args = ["--no-sandbox", "--disable-gpu", .. arguments],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>The tests that share the browser, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "Browser";
}

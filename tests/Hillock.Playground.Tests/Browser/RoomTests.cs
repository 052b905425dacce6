namespace Hillock.Playground.Tests.Browser;

/// <summary>Tests that open pages of a server of their own in the shared browser.</summary>
[Collection(BrowserTests.Name)]
public abstract class RoomTests : IAsyncLifetime
{
    private protected PlaygroundServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0 });

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

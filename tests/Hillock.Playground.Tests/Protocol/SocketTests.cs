namespace Hillock.Playground.Tests.Protocol;

/// <summary>Tests that speak to a server of their own through a page's socket.</summary>
/// <param name="limits">What its visitors may ask for; null: as usual.</param>
public abstract class SocketTests(Limits? limits = null) : IAsyncLifetime
{
    private protected PlaygroundServer Server { get; private set; } = null!;

    private protected PageSocket Page { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0, Limits = limits ?? new Limits() });
        Page = await PageSocket.ConnectAsync(Server);
        await Page.HearAsync("welcome");
    }

    public async Task DisposeAsync()
    {
        await Page.DisposeAsync();
        await Server.DisposeAsync();
    }
}

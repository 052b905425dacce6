using System.Net;
using System.Net.WebSockets;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>Only who has the printed link gets in, and only the page itself may open a socket.</summary>
public sealed class AccessTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private PlaygroundServer server = null!;

    private string Root => server.Address.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync() => server = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0 });

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task The_printed_link_exchanges_its_token_for_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        using HttpResponseMessage response = await client.GetAsync(server.Address);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
        string cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?token=wrong")]
    [InlineData("/index.html")]
    [InlineData("/socket")]
    public async Task Without_the_token_nothing_is_given_out(string path)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri(Root + path));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.EndsWith(".", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:80")]
    [InlineData("127.0.0.1")]
    public async Task A_name_that_is_not_the_servers_own_is_refused(string host)
    {
        using HttpResponseMessage response = await SendAsync("/", host);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_page_comes_with_a_policy_that_allows_nothing_from_elsewhere()
    {
        using HttpResponseMessage response = await SendAsync("/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/assets")]
    [InlineData("/nothing")]
    public async Task There_are_no_files_but_the_pages_own(string path)
    {
        using HttpResponseMessage response = await SendAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example", null)]
    [InlineData("null", null)]
    [InlineData("", null)] // missing
    [InlineData(null, "")] // no cookie
    [InlineData(null, "hillock=wrong")]
    public async Task A_socket_is_opened_by_the_page_alone(string? origin, string? cookie)
    {
        await Assert.ThrowsAsync<WebSocketException>(() => PageSocket.ConnectAsync(server, origin, cookie));
    }

    [Fact]
    public async Task More_visitors_than_allowed_are_told_so()
    {
        await using PlaygroundServer small = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0, Limits = new Limits { Sessions = 1 } });
        await using PageSocket first = await PageSocket.ConnectAsync(small);
        await first.HearAsync("welcome");
        await using PageSocket second = await PageSocket.ConnectAsync(small);

        (WebSocketCloseStatus status, string sentence) = await second.HearCloseAsync();

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, status);
        Assert.Contains("as many as this server lets in", sentence, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Root + path));
        request.Headers.Add("Cookie", PageSocket.Cookie(server));
        if (host is not null) request.Headers.Host = host;
        return await client.SendAsync(request);
    }
}

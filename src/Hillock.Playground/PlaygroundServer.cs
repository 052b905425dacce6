using System.Net;
using System.Net.WebSockets;
using Hillock.Playground.Access;
using Hillock.Playground.Messages;
using Hillock.Playground.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hillock.Playground;

/// <summary>The Playground's server: it hands out the page and keeps a session for each visitor.</summary>
public sealed class PlaygroundServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Engine engine = new(Environment.ProcessorCount);
    private readonly string token;
    private readonly Gate gate;
    private readonly PlaygroundOptions options;
    private readonly CancellationTokenSource ended = new();
    private int visitors;

    private PlaygroundServer(PlaygroundOptions options)
    {
        this.options = options;
        token = TokenFile.Token(options.TokenFile);
        gate = new Gate(options.Host, token);
        application = Build();
    }

    /// <summary>The link to open in a browser, with the token that lets a visitor in.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>Visitors at this moment.</summary>
    public int Visitors => Volatile.Read(ref visitors);

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where, and within which limits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HillockException">The address cannot be listened on: the port is taken, or the address is none of this machine.</exception>
    public static async Task<PlaygroundServer> StartAsync(PlaygroundOptions options, CancellationToken cancellationToken = default)
    {
        var server = new PlaygroundServer(options);
        try
        {
            await server.application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new HillockException($"Port {options.Port} of {options.Host} cannot be listened on: another program may have it. Choose another with --port, or 0 for any that is free.", e);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new HillockException($"{options.Host} cannot be listened on: {e.Message}.", e);
        }

        string bound = server.application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        int port = new Uri(bound.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)).Port;
        server.gate.Open(port);
        string host = options.Host is "0.0.0.0" or "::" ? "localhost" : options.Host.Contains(':') ? $"[{options.Host}]" : options.Host;
        server.Address = new Uri($"http://{host}:{port}/?token={server.token}");
        return server;
    }

    /// <summary>Ends all sessions and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        using (var soon = new CancellationTokenSource(TimeSpan.FromSeconds(3))) await application.StopAsync(soon.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        engine.Dispose();
        ended.Dispose();
    }

    private WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0; // everything that comes to us comes by the socket
            kestrel.Limits.MaxConcurrentConnections = (options.Limits.Sessions * 8) + 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            Action<ListenOptions> plain = listen => listen.Protocols = HttpProtocols.Http1;
            if (options.Host == "localhost" && options.Port != 0) kestrel.ListenLocalhost(options.Port, plain);
            else if (options.Host == "localhost") kestrel.Listen(IPAddress.Loopback, 0, plain);
            else kestrel.Listen(IPAddress.TryParse(options.Host, out IPAddress? address) ? address : throw new HillockException($"--host takes an IP address or localhost, not '{options.Host}'."), options.Port, plain);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        WebApplication app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        app.Use((context, next) => gate.EnterAsync(context, next));
        app.Run(context => context.Request.Path == "/socket" ? ReceiveAsync(context) : Page.ServeAsync(context));
        return app;
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        if (Interlocked.Increment(ref visitors) > options.Limits.Sessions)
        {
            Interlocked.Decrement(ref visitors);
            await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, $"There are {options.Limits.Sessions} visitors, as many as this server lets in.", ended.Token);
            return;
        }

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, context.RequestAborted);
        CancellationToken left = leaving.Token; // what goes on beside the session asks for it when the source is gone
        using var visitor = new Visitor(socket, options.Limits);
        try
        {
            await using var session = new Session(engine, options.Limits, message => Quietly(visitor.SendAsync(message, left)), frame => Quietly(visitor.SendAsync(frame, left)));
            await visitor.SendAsync(Greeting.To(options.Limits), left);
            await visitor.ReadAsync(session, left);
        }
        finally
        {
            await leaving.CancelAsync();
            Interlocked.Decrement(ref visitors);
        }
    }

    // What cannot be told to a visitor who has left is no error.
    private static async Task Quietly(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Gone.
        }
    }
}

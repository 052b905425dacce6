using System.Net;

namespace Hillock.Playground;

/// <summary>Where the Playground listens and how much it lets its visitors ask for.</summary>
public sealed record PlaygroundOptions
{
    /// <summary>The address to listen on: an IP address, or localhost.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port to listen on; 0: any that is free.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>A file in which the link's token lasts a day, so that open pages find back to a server started anew; null: a token for each start.</summary>
    public string? TokenFile { get; init; }

    /// <summary>What one visitor, and all together, may ask for.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Whether only programs on this machine can reach the page.</summary>
    public bool IsLocal => Host == "localhost" || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));
}

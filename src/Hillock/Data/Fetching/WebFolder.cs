namespace Hillock.Data.Fetching;

/// <summary>A folder on the web that holds the files as gzip.</summary>
/// <param name="Address">Its address, with the slash at its end.</param>
internal sealed record WebFolder(string Address) : FileSource
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FileTimeout = TimeSpan.FromMinutes(10);

    /// <summary>What gzip may add to a file that does not get smaller.</summary>
    private const int MostOverhead = 1 << 10;

    public override string Name => new Uri(Address).Host;

    public override string Advice => $"download the files from {Address}";

    public override async Task<string> BringAsync(IReadOnlyList<FetchedFile> files, string scratch, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = ConnectTimeout };
        using var client = new HttpClient(handler) { Timeout = FileTimeout };
        try
        {
            foreach (FetchedFile file in files) await DownloadAsync(client, file, scratch, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new HillockException(e.StatusCode is { } status ? $"answers {(int)status}" : "cannot be reached", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HillockException($"takes longer than {FileTimeout.TotalMinutes} minutes", e);
        }

        return scratch;
    }

    private async Task DownloadAsync(HttpClient client, FetchedFile file, string folder, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await client.GetAsync(Address + file.Name + ".gz", HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        await using FileStream target = File.Create(Path.Combine(folder, file.Name + ".gz"));
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (target.Length + count > file.Length + MostOverhead) throw new HillockException($"sends more than {file.Length:N0} bytes for {file.Name}.gz");
            await target.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }
    }
}

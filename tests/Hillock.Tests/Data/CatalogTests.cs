using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hillock.Data;
using Hillock.Data.Fetching;

namespace Hillock.Tests.Data;

public sealed class CatalogTests : IDisposable
{
    private static readonly byte[][] Contents =
        [ImageTests.Idx([4, 2, 2], [.. Enumerable.Range(0, 16).Select(i => (byte)i)]), ImageTests.Idx([4], [0, 1, 0, 1]), ImageTests.Idx([2, 2, 2], new byte[8]), ImageTests.Idx([2], [1, 0])];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("iris", 150, 4, LearningTask.Multiclass, "setosa,versicolor,virginica")]
    [InlineData("digits", 1797, 64, LearningTask.Multiclass, "0,1,2,3,4,5,6,7,8,9")]
    [InlineData("diabetes", 442, 10, LearningTask.Regression, "")]
    [InlineData("circle", 500, 2, LearningTask.Binary, "0,1")]
    [InlineData("parity:5", 32, 5, LearningTask.Binary, "0,1")]
    [InlineData("boolean:a & !b", 4, 2, LearningTask.Binary, "0,1")]
    [InlineData("rings:4", 500, 2, LearningTask.Multiclass, "0,1,2,3")]
    [InlineData("function:sin(2*pi*x)/2", 500, 1, LearningTask.Regression, "")]
    public void Shipped_and_generated_sets_are_always_here(string name, int count, int inputs, LearningTask task, string labels)
    {
        (Dataset train, Dataset? test) = Catalog.Load(name);

        Assert.True(Catalog.IsHere(name));
        Assert.Equal((count, inputs, task), (train.Count, train.InputNames.Count, train.Task));
        Assert.Equal(labels, string.Join(',', train.Labels));
        Assert.Null(test);
        Assert.Empty(train.Notes);
    }

    [Fact]
    public void The_digits_are_images_of_16_shades()
    {
        var digits = (ImageDataset)Catalog.Load("digits").Train;

        Assert.Equal((16.0, "1×8×8", "digit"), (digits.Divisor, digits.Shape.ToString(), digits.TargetNames[0]));
        Assert.Equal(0, digits.Class(0));
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], digits.Pixels(0)[..8].ToArray());
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], Enumerable.Range(0, 10).Select(label => Enumerable.Range(0, digits.Count).Count(sample => digits.Class(sample) == label)));
    }

    [Fact]
    public void Every_set_names_its_source_and_license()
    {
        Assert.Equal(3 + 2 + 9 + 6, Catalog.List().Count);
        Assert.All(Catalog.List(), entry =>
        {
            Assert.NotEmpty(entry.Description);
            Assert.NotEmpty(entry.Source);
            Assert.NotEmpty(entry.License);
            Assert.True(Catalog.Has(entry.Name));
            Assert.Equal(entry, Catalog.Find(entry.Name));
        });
    }

    [Fact]
    public void An_unknown_set_is_answered_with_the_nearest()
    {
        Assert.Equal("There is no data set 'mnsit'. Did you mean 'mnist'?", Csv.Error(() => Catalog.Find("mnsit")));
        Assert.False(Catalog.Has("mnsit"));
        Assert.Throws<HillockException>(() => Catalog.Load("mnsit"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}.gz")]
    public async Task Files_are_taken_from_a_folder_checked_and_kept(string pattern)
    {
        FetchedSet set = Set();
        Supply(set, "from", pattern);
        var cache = new DataCache(folder["cache"]);
        var progress = new Reports();

        await cache.FetchAsync(set, folder["from"], progress, CancellationToken.None);
        (ImageDataset train, ImageDataset test) = set.Load(cache.Folder(set));

        Assert.Equal((4, 2), (train.Count, test.Count));
        Assert.Equal([4, 5, 6, 7], train.Pixels(1).ToArray());
        Assert.Equal(["no", "yes"], test.Labels);
        Assert.Equal((set.Length, set.Length), (progress.Last.Bytes, progress.Last.Total));
        Assert.Equal(set.Files.Select(file => file.Name).Order(), Directory.GetFileSystemEntries(cache.Folder(set)).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Sources_are_tried_in_turn_and_what_is_there_is_not_fetched_again()
    {
        Supply(Set(), "second", "{0}");
        FetchedSet set = Set(new LocalFolder(folder["first"]), new LocalFolder(folder["second"]), new Forbidden());
        var cache = new DataCache(folder["cache"]);

        await cache.FetchAsync(set, null, null, CancellationToken.None);
        await cache.FetchAsync(set with { Sources = [new Forbidden()] }, null, null, CancellationToken.None);

        Assert.True(set.IsIn(cache.Folder(set)));
    }

    [Fact]
    public async Task A_wrong_file_is_never_kept()
    {
        FetchedSet set = Set();
        Supply(set, "from", "{0}");
        byte[] changed = [.. Contents[2]];
        changed[^1]++;
        await File.WriteAllBytesAsync(Path.Combine(folder["from"], set.Files[2].Name), changed);
        var cache = new DataCache(folder["cache"]);

        HillockException error = await Assert.ThrowsAsync<HillockException>(() => cache.FetchAsync(set, folder["from"], null, CancellationToken.None));

        Assert.Contains("its SHA-256 differs", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(cache.Folder(set), set.Files[2].Name)));
        Assert.False(set.IsIn(cache.Folder(set)));
    }

    [Fact]
    public async Task Without_any_source_the_sentence_names_all_the_ways()
    {
        FetchedSet set = Set(new LocalFolder(folder["first"]), new Forbidden());
        var cache = new DataCache(folder["cache"]);

        string message = (await Assert.ThrowsAsync<HillockException>(() => cache.FetchAsync(set, null, null, CancellationToken.None))).Message;

        Assert.StartsWith("tiny could not be fetched (", message, StringComparison.Ordinal);
        Assert.Contains(folder["first"], message, StringComparison.Ordinal);
        Assert.Contains("bring it yourself", message, StringComparison.Ordinal);
        Assert.Contains("hillock datasets get tiny --from FOLDER", message, StringComparison.Ordinal);
        Assert.Contains(cache.Folder(set), message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["cache"]));
    }

    [Fact]
    public async Task A_damaged_file_in_the_cache_is_noticed_and_fetched_again()
    {
        FetchedSet set = Set();
        Supply(set, "from", "{0}");
        var cache = new DataCache(folder["cache"]);
        await cache.FetchAsync(set, folder["from"], null, CancellationToken.None);
        string path = Path.Combine(cache.Folder(set), set.Files[0].Name);
        byte[] damaged = await File.ReadAllBytesAsync(path);
        damaged[20] ^= 1;
        await File.WriteAllBytesAsync(path, damaged);

        Assert.Contains("is damaged", Csv.Error(() => set.Load(cache.Folder(set))), StringComparison.Ordinal);
        await cache.FetchAsync(set, folder["from"], null, CancellationToken.None);
        Assert.Equal(4, set.Load(cache.Folder(set)).Train.Count);
    }

    [Fact]
    public async Task Files_are_fetched_from_the_web_within_bounds()
    {
        using var server = new HttpListener();
        string address = Listen(server);
        FetchedSet set = Set(new WebFolder(address + "none/"), new WebFolder(address + "long/"), new WebFolder(address + "good/"));
        Task serving = Serve(server, set);
        var cache = new DataCache(folder["cache"]);

        await cache.FetchAsync(set, null, null, CancellationToken.None);
        string none = (await Assert.ThrowsAsync<HillockException>(() => Bring("none/"))).Message, tooLong = (await Assert.ThrowsAsync<HillockException>(() => Bring("long/"))).Message;
        server.Stop();
        await serving;

        Assert.Equal(4, set.Load(cache.Folder(set)).Train.Count);
        Assert.Equal("answers 404", none);
        Assert.StartsWith("sends more than", tooLong, StringComparison.Ordinal);
        Assert.Equal("cannot be reached", (await Assert.ThrowsAsync<HillockException>(() => Bring("good/"))).Message);

        Task<string> Bring(string place) => new WebFolder(address + place).BringAsync(set.Files, folder.Path, CancellationToken.None);
    }

    [Fact]
    public async Task A_program_that_is_missing_or_fails_is_told_in_a_sentence()
    {
        Assert.Equal("no-such-program is not installed", (await Error("no-such-program")).Message);
        if (!OperatingSystem.IsWindows()) Assert.Equal("sh fails: oh no", (await Error("sh", "-c", "echo oh no >&2; exit 3")).Message);

        Task<HillockException> Error(string program, params string[] arguments) =>
            Assert.ThrowsAsync<HillockException>(() => Tool.RunAsync(program, arguments, folder.Path, CancellationToken.None));
    }

    private static string Listen(HttpListener server)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        server.Prefixes.Add(address);
        server.Start();
        return address;
    }

    private static async Task Serve(HttpListener server, FetchedSet set)
    {
        while (server.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await server.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            string path = context.Request.Url!.AbsolutePath;
            int file = Array.FindIndex(set.Files, wanted => path == $"/good/{wanted.Name}.gz");
            context.Response.StatusCode = path.StartsWith("/none/", StringComparison.Ordinal) ? 404 : 200;
            try
            {
                context.Response.Close(file < 0 ? new byte[100_000] : ImageTests.Pack(Contents[file]), willBlock: true);
            }
            catch (HttpListenerException)
            {
                // The other side has heard enough.
            }
        }
    }

    private static FetchedSet Set(params FileSource[] sources) => new()
    {
        Entry = new CatalogEntry("tiny", CatalogKind.Fetched, "d", "s", "l"),
        Files = [.. new[] { "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte" }
            .Select((name, i) => new FetchedFile(name, Contents[i].Length, Convert.ToHexStringLower(SHA256.HashData(Contents[i]))))],
        Labels = ["no", "yes"],
        Target = "t",
        Sources = sources,
    };

    private void Supply(FetchedSet set, string name, string pattern)
    {
        Directory.CreateDirectory(folder[name]);
        for (int i = 0; i < Contents.Length; i++)
        {
            string file = string.Format(null, pattern, set.Files[i].Name);
            File.WriteAllBytes(Path.Combine(folder[name], file), file.EndsWith(".gz", StringComparison.Ordinal) ? ImageTests.Pack(Contents[i]) : Contents[i]);
        }
    }

    private sealed record Forbidden : FileSource
    {
        public override string Name => "forbidden";

        public override string Advice => "bring it yourself";

        public override Task<string> BringAsync(IReadOnlyList<FetchedFile> files, string scratch, CancellationToken cancellation) => throw new HillockException("is forbidden");
    }

    private sealed class Reports : IProgress<CatalogProgress>
    {
        public CatalogProgress Last { get; private set; }

        public void Report(CatalogProgress value) => Last = value;
    }
}

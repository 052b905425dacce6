using System.Runtime.InteropServices;
using Hillock.Data;

namespace Hillock.Versus;

/// <summary>The data as bare bytes in a temporary folder, so that every peer, in any language, reads the same without a parser.</summary>
/// <remarks>
/// SET.images: [images, 784] bytes; SET.labels: [images] bytes. mnist and test are MNIST's two parts, dense is mnist without a zero: every
/// pixel is one brighter, the brightest stay. plane.points: [500] × (x, y, −1 or 1) in single precision, the inside and outside of a circle.
/// iris.csv: as Hillock ships it.
/// </remarks>
internal sealed class DataFolder : IDisposable
{
    private const int Points = 500;

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    public static async Task<DataFolder> CreateAsync()
    {
        var folder = new DataFolder(Directory.CreateTempSubdirectory("hillock-versus-").FullName);
        (Dataset train, Dataset? test) = await Catalog.LoadAsync("mnist");
        byte[] pixels = folder.Write("mnist", (ImageDataset)train);
        folder.Write("test", (ImageDataset)test!);
        folder.Write("dense", new ImageDataset(
            [.. pixels.Select(pixel => (byte)Math.Min(pixel + 1, 255))],
            ((ImageDataset)train).Shape,
            [.. Enumerable.Range(0, train.Count).Select(train.Class)],
            train.Labels));

        float[] points = new float[3 * Points];
        for (int i = 0; i < Points; i++)
        {
            // A sunflower: points spread evenly over the disc of radius √2.
            double radius = Math.Sqrt(2.0 * (i + 0.5) / Points), angle = i * Math.PI * (3 - Math.Sqrt(5));
            points[3 * i] = (float)(radius * Math.Cos(angle));
            points[(3 * i) + 1] = (float)(radius * Math.Sin(angle));
            points[(3 * i) + 2] = radius < 1 ? 1 : -1;
        }

        File.WriteAllBytes(folder.PathOf("plane.points"), MemoryMarshal.AsBytes(points.AsSpan()));
        File.Copy(Repository.PathOf("src", "Hillock", "Data", "Shipped", "iris.csv"), folder.PathOf("iris.csv"));
        return folder;
    }

    /// <summary>A set of images that a folder holds.</summary>
    public static ImageDataset Images(string folder, string set)
    {
        byte[] labels = File.ReadAllBytes(System.IO.Path.Combine(folder, $"{set}.labels"));
        return new ImageDataset(
            File.ReadAllBytes(System.IO.Path.Combine(folder, $"{set}.images")),
            new(1, 28, 28),
            Array.ConvertAll(labels, label => (int)label),
            [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")]);
    }

    /// <summary>The points of the plane that a folder holds.</summary>
    public static Dataset Plane(string folder)
    {
        ReadOnlySpan<float> points = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(System.IO.Path.Combine(folder, "plane.points")));
        float[] inputs = new float[2 * Points], targets = new float[Points];
        for (int i = 0; i < Points; i++) (inputs[2 * i], inputs[(2 * i) + 1], targets[i]) = (points[3 * i], points[(3 * i) + 1], points[(3 * i) + 2]);
        return Dataset.FromArrays<float>(inputs, 2, targets, 1, LearningTask.Regression);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);

    private byte[] Write(string name, ImageDataset images)
    {
        byte[] pixels = [.. Enumerable.Range(0, images.Count).SelectMany(i => images.Pixels(i).ToArray())];
        File.WriteAllBytes(PathOf($"{name}.images"), pixels);
        File.WriteAllBytes(PathOf($"{name}.labels"), [.. Enumerable.Range(0, images.Count).Select(i => (byte)images.Class(i))]);
        return pixels;
    }
}

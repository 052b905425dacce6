using Hillock.Data;
using Hillock.Digits;
using Hillock.Metrics;
using Hillock.Models;
using Hillock.Reading;

namespace Hillock.Tests.Models;

/// <summary>The model that is shipped, and what lies beside it.</summary>
public class ShippedDigitsTests
{
    private const int Count = 200;

    private static readonly string ModelPath = Repository.PathOf("models", "digits.safetensors");

    private static readonly Model Shipped = Model.Load(ModelPath);

    private readonly GlyphReader reader = new(Shipped);
    private readonly Pictures pictures = new(null);

    [Fact]
    public void It_is_small_and_the_one_that_its_card_describes()
    {
        Assert.InRange(new FileInfo(ModelPath).Length, 1, 999_999);
        Assert.Contains(Shipped.Hash, File.ReadAllText(Repository.PathOf("docs", "digits.md")), StringComparison.Ordinal);
        Assert.NotNull(Shipped.Preprocessing.Pixels!.Glyphs);
    }

    // Fewer pictures than the card's figures are of: a few less may be right.
    [Fact]
    public void It_reads_digits_that_it_never_saw()
    {
        Assert.InRange(Enumerable.Range(0, Count).Count(i => IsRight(pictures.CanvasDigit(i))), 0.96 * Count, Count);
        Assert.InRange(Enumerable.Range(0, Count).Count(i => IsRight(pictures.CameraDigit(i))), 0.90 * Count, Count);
    }

    [Fact]
    public void It_is_unsure_of_what_is_no_digit()
    {
        Assert.InRange(Enumerable.Range(0, Count).Count(i => IsUnsure(pictures.CanvasOther(i))), 0.92 * Count, Count);
        Assert.InRange(Enumerable.Range(0, Count).Count(i => IsUnsure(pictures.CameraOther(i))), 0.92 * Count, Count);
    }

    [Fact]
    public void The_images_beside_it_are_digits_that_it_knows()
    {
        string images = Repository.PathOf("models", "digits-images-idx3-ubyte.gz");

        var pack = ImageDataset.ReadIdx(images);
        using FileStream pixels = File.OpenRead(images), labels = File.OpenRead(images.Replace("images-idx3", "labels-idx1", StringComparison.Ordinal));
        var carried = ImageDataset.ReadIdx(pixels, labels);

        Assert.Equal((1500, 10), (pack.Count, pack.Labels.Count));
        Assert.Equal(Enumerable.Range(0, pack.Count).Select(pack.Class), Enumerable.Range(0, carried.Count).Select(carried.Class));
        Assert.InRange(new FileInfo(images).Length, 1, 399_999);
        Assert.InRange(((ClassificationEvaluation)Shipped.Evaluate(pack)).Accuracy, 0.98, 1);
    }

    private bool IsRight(Picture picture) => reader.Read(picture.Image).Any(reading => reading.Label == $"{picture.Digits[0].Label}");

    private bool IsUnsure(Picture picture) => reader.Read(picture.Image).All(reading => reading.Label is null);
}

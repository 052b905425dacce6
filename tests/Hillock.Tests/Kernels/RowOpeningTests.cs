using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class RowOpeningTests
{
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(70, 40, 5)]
    [InlineData(33, 9, 8)]
    [InlineData(64, 3, 8)]
    public void It_is_the_largest_of_the_smallest_of_so_many_pixels_one_below_the_other(int width, int height, int length)
    {
        byte[] picture = Picture(width * height), smallest = new byte[picture.Length], opened = new byte[picture.Length];

        RowOpening.Apply(picture, width, length, smallest, opened);

        for (int i = 0; i < picture.Length; i++)
        {
            int x = i % width;
            Assert.Equal(Segments(i / width).Max(segment => segment.Min(y => picture[(y * width) + x])), opened[i]);
        }

        // The rows of each segment that holds a row and has its middle inside the picture, as far as they are.
        IEnumerable<IEnumerable<int>> Segments(int row) =>
            from first in Enumerable.Range(row - length + 1, length)
            let middle = first + (length / 2)
            where middle >= 0 && middle < height
            select Enumerable.Range(first, length).Where(y => y >= 0 && y < height);
    }

    [Fact]
    public void Opening_twice_is_opening_once()
    {
        byte[] picture = Picture(50 * 30), spare = new byte[picture.Length], once = new byte[picture.Length], twice = new byte[picture.Length];

        RowOpening.Apply(picture, 50, 5, spare, once);
        RowOpening.Apply(once, 50, 5, spare, twice);

        Assert.Equal(once, twice);
    }

    private static byte[] Picture(int count)
    {
        RandomStream random = new(1, RandomPurpose.Examination);
        return [.. Enumerable.Range(0, count).Select(i => (byte)random.Below(i, 256))];
    }
}

using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public void Numbers_of_every_size_come_into_the_order_that_comparing_gives(int count)
    {
        var stream = new RandomStream(1, RandomPurpose.Generation);
        double[] values = [.. Enumerable.Range(0, count).Select(i => BitConverter.UInt64BitsToDouble(stream.Bits(i))).Select(value => double.IsNaN(value) ? double.Epsilon : value)];
        double[] expected = [.. values.Order()];

        RadixSort.Sort(values);

        Assert.Equal(expected, values);
    }

    [Fact]
    public void Few_different_numbers_stay_as_many_as_they_were()
    {
        double[] some = [0, -0.0, 1, -1, 0.1, double.MaxValue, double.MinValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity];
        double[] values = [.. Enumerable.Range(0, 20_000).Select(i => some[i * 7 % some.Length])];

        RadixSort.Sort(values);

        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => some[i * 7 % some.Length]).Order(), values);
    }
}

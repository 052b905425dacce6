using Hillock.Reports;

namespace Hillock.Tests.Reports;

public sealed class ReportArithmeticTests
{
    // Wilson's interval holds the p that a test at 5 % would not reject: its ends solve (share − p)² = z²·p(1 − p)/n.
    [Theory]
    [InlineData(0.8, 10)]
    [InlineData(0.5, 2)]
    [InlineData(0.975, 359)]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    public void The_interval_of_a_share_is_Wilsons(double share, int samples)
    {
        WilsonInterval interval = WilsonInterval.Of(share, samples);

        Assert.InRange(share, interval.Low - 1e-12, interval.High + 1e-12);
        foreach (double end in (double[])[interval.Low, interval.High])
            Assert.Equal((share - end) * (share - end), 1.959963984540054 * 1.959963984540054 * end * (1 - end) / samples, 12);
    }

    [Fact]
    public void Errors_are_counted_in_bins_of_round_width()
    {
        double[] errors = [-1.2, -0.4, -0.1, 0, 0.1, 0.2, 0.4, 2.3];

        (double low, double width, int[] counts) = ResidualHistogram.Count(errors);

        Assert.Equal(0.5, width);
        Assert.Equal(-1.5, low);
        Assert.Equal([1, 0, 2, 4, 0, 0, 0, 1], counts);
    }

    [Theory]
    [InlineData(new[] { 3.0 })]
    [InlineData(new[] { 0.0, 0, 0, 0 })]
    [InlineData(new[] { 1e-300, 2e-300 })]
    [InlineData(new[] { 0.0, 0, 0, 0, 0, 0, 0, 0, 1e9 })]
    public void Every_error_is_counted_in_not_too_many_bins(double[] errors)
    {
        int[] counts = ResidualHistogram.Count(errors).Counts;

        Assert.Equal(errors.Length, counts.Sum());
        Assert.InRange(counts.Length, 1, 61);
    }

    [Theory]
    [InlineData(0.9746, 359, "97.5%")]
    [InlineData(0.97461, 10000, "97.46%")]
    [InlineData(double.NaN, 1, "–")]
    public void A_share_has_a_second_decimal_where_it_means_something(double share, int samples, string expected) =>
        Assert.Equal(expected, NumberText.Percent(share, samples));
}

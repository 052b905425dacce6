using Hillock.Reports;

namespace Hillock.Tests.Reports;

public sealed class ScaleTests
{
    public static TheoryData<double, double, string> RoundEnds => new()
    {
        { 0, 1, "0.0 0.2 0.4 0.6 0.8 1.0" },
        { 0.03, 0.97, "0.0 0.2 0.4 0.6 0.8 1.0" },
        { 25, 346, "0 100 200 300 400" },
        { -190.7, 184.1, "−200 −100 0 100 200" },
        { 0.5, 0.5, "0.2 0.3 0.4 0.5 0.6 0.7 0.8" },
        { 0, 0, "−1.0 −0.5 0.0 0.5 1.0" },
        { 0, 3e-7, "0e0 1e−7 2e−7 3e−7" },
        { 0, 2.5e9, "0e0 5e8 1e9 1.5e9 2e9 2.5e9" },
    };

    [Theory]
    [MemberData(nameof(RoundEnds))]
    public void Ticks_are_round_numbers_that_hold_the_values_between_them(double low, double high, string expected)
    {
        Scale scale = Scale.Round(low, high);

        Assert.Equal(expected, string.Join(' ', scale.Ticks.Select(scale.Text)));
        Assert.Equal(0, scale.At(scale.Ticks[0]), 9);
        Assert.Equal(1, scale.At(scale.Ticks[^1]), 9);
        Assert.InRange(scale.At(low), 0, 1);
        Assert.InRange(scale.At(high), 0, 1);
    }

    public static TheoryData<int, int, string> WholeEnds => new()
    {
        { 1, 1, "1" },
        { 1, 3, "1 2 3" },
        { 1, 52, "1 20 40" },
        { 1, 100, "1 20 40 60 80 100" },
        { 1, 30000, "1 10,000 20,000 30,000" },
        { 6, 10, "6 7 8 9 10" },
    };

    [Theory]
    [MemberData(nameof(WholeEnds))]
    public void Epochs_are_whole_and_the_first_is_named(int low, int high, string expected)
    {
        Scale scale = Scale.Whole(low, high);

        Assert.Equal(expected, string.Join(' ', scale.Ticks.Select(scale.Text)));
        Assert.Equal(0, scale.At(low), 9);
    }

    public static TheoryData<double, double, string> Ratios => new()
    {
        { 0.0274, 0.8, "0.02 0.05 0.1 0.2 0.5 1" },
        { 1, 10, "1 2 5 10" },
        { 1e-9, 1, "1E−09 1E−07 1E−05 0.001 0.1" },
    };

    [Theory]
    [MemberData(nameof(Ratios))]
    public void A_logarithmic_scale_has_equal_ratios(double low, double high, string expected)
    {
        Scale scale = Scale.Logarithmic(low, high);

        Assert.Equal(expected, string.Join(' ', scale.Ticks.Select(scale.Text)));
        Assert.Equal(scale.At(0.4) - scale.At(0.2), scale.At(0.8) - scale.At(0.4), 9);
        Assert.InRange(scale.At(low), 0, 1);
        Assert.InRange(scale.At(high), 0, 1);
    }
}

using Hillock.Construction;

namespace Hillock.Tests.Construction;

public class CheckerboardTests
{
    [Fact]
    public void Sixteen_lines_bound_the_lectures_forty_fields_with_57_units()
    {
        ConstructedNetwork board = CheckerboardNetwork.Build(8, 8);

        Assert.Equal([16, 40, 1], board.Units);
        Assert.Equal(57, board.Units.Sum());
        Assert.Equal(0, board.Carriers.Sum());
        Assert.Equal(new Verification(1_000_000, false, 0, null, null), board.Verify());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(40)]
    public void Of_n_lines_half_of_each_way_there_are_n_plus_2_squared_over_8_fields(int n) =>
        Assert.Equal((n + 2) * (n + 2) / 8, CheckerboardNetwork.Build(n / 2, n / 2).Units[1]);

    [Fact]
    public void Fields_begin_on_their_left_and_lower_lines()
    {
        ConstructedNetwork board = CheckerboardNetwork.Build(3, 2);
        for (double x = -2; x <= 6; x += 0.25)
        {
            for (double y = -2; y <= 6; y += 0.25)
            {
                double column = Math.Clamp(Math.Floor(x), 0, 3), row = Math.Clamp(Math.Floor(y), 0, 2);
                Assert.Equal($"{(column + row) % 2}", board.Model.Predict([x, y]).Label);
            }
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 61)]
    public void Lines_are_bounded(int upright, int level) =>
        Assert.Contains($"1 to 60 lines each way, not {upright} and {level}", Assert.Throws<ArgumentException>(() => CheckerboardNetwork.Build(upright, level)).Message, StringComparison.Ordinal);
}

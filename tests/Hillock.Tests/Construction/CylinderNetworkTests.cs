using Hillock.Construction;

namespace Hillock.Tests.Construction;

public class CylinderNetworkTests
{
    private static readonly Region Corner = new([[(0, 0), (2, 0), (2, 1), (1, 1), (1, 2), (0, 2)]]);

    [Fact]
    public void More_units_in_one_hidden_layer_come_closer_to_a_region()
    {
        double before = 0.5;
        foreach (int units in (int[])[24, 200, 1000])
        {
            ConstructedNetwork cylinders = CylinderNetwork.Build(Corner, units);
            Verification verification = cylinders.Verify();
            double wrong = (double)verification.Wrong!.Value / verification.Checked;

            Assert.Equal(2, cylinders.Units.Count);
            Assert.InRange(cylinders.Units[0], 6, units);
            Assert.InRange(wrong, 0, 0.8 * before);
            before = wrong;
        }

        Assert.InRange(before, 0, 0.05);
    }

    [Fact]
    public void Holes_are_approximated_too()
    {
        var ring = new Region([[(0, 0), (9, 0), (9, 9), (0, 9)]], [[(3, 3), (6, 3), (6, 6), (3, 6)]]);
        ConstructedNetwork cylinders = CylinderNetwork.Build(ring, 1200);

        Assert.Equal("0", cylinders.Model.Predict([4.5, 4.5]).Label);
        Assert.Equal("1", cylinders.Model.Predict([1.5, 4.5]).Label);
        Assert.Equal("0", cylinders.Model.Predict([-0.8, 4.5]).Label);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(3001)]
    public void Units_are_bounded(int units) =>
        Assert.Contains($"6 to 3,000 hidden units, not {units:N0}", Assert.Throws<ArgumentException>(() => CylinderNetwork.Build(Corner, units)).Message, StringComparison.Ordinal);
}

using Hillock.Construction;

namespace Hillock.Tests.Construction;

public class ParityTests
{
    public static TheoryData<int> Sizes => [.. Enumerable.Range(2, 11)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void All_three_forms_are_exact_and_have_the_lectures_counts(int n)
    {
        ConstructedNetwork deep = ParityNetwork.Build(n, ParityForm.Deep);
        ConstructedNetwork shallow = ParityNetwork.Build(n, ParityForm.Shallow);
        ConstructedNetwork counting = ParityNetwork.Build(n, ParityForm.Counting);

        Assert.Equal(3 * (n - 1), deep.Units.Sum());
        Assert.Equal([1 << (n - 1), 1], shallow.Units);
        Assert.Equal([n, 1], counting.Units);
        foreach (ConstructedNetwork network in (ConstructedNetwork[])[deep, shallow, counting])
        {
            Assert.Equal(new Verification(1 << n, true, 0, null, null), network.Verify());
            Assert.Equal(network.Model.Definition.OutputShapes.Select(shape => shape.Size), network.Units.Zip(network.Carriers, (units, carriers) => units + carriers));
        }
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 2)]
    [InlineData(4, 0)]
    [InlineData(8, 0)]
    [InlineData(64, 0)]
    public void A_tree_of_a_power_of_two_needs_no_carriers(int n, int carriers)
    {
        ConstructedNetwork deep = ParityNetwork.Build(n, ParityForm.Deep);
        Assert.Equal(carriers, deep.Carriers.Sum());
        Assert.Equal(2 * (int)Math.Ceiling(Math.Log2(n)), deep.Units.Count);
    }

    [Fact]
    public void More_inputs_than_can_all_be_tried_are_tried_a_million_times() =>
        Assert.Equal(new Verification(1_000_000, false, 0, null, null), ParityNetwork.Build(40, ParityForm.Deep).Verify());

    [Theory]
    [InlineData(1, ParityForm.Deep, "2 to 256 inputs, not 1")]
    [InlineData(257, ParityForm.Counting, "2 to 256 inputs, not 257")]
    [InlineData(17, ParityForm.Shallow, "of 17 inputs has 65,537 units")]
    [InlineData(200, ParityForm.Shallow, "803,469,022,129,495,137,770,981,046,170,581,301,261,101,496,891,396,417,650,689 units")]
    public void What_cannot_be_built_is_told(int inputs, ParityForm form, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => ParityNetwork.Build(inputs, form)).Message, StringComparison.Ordinal);
}

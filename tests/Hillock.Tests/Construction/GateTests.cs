using Hillock.Construction;
using Hillock.Models;

namespace Hillock.Tests.Construction;

public class GateTests
{
    // The lectures' perceptrons: weights and threshold T, y = 1 where Σwx ≥ T.
    [Theory]
    [InlineData("AND", 2, new double[] { 1, 1 }, 2)]
    [InlineData("OR", 2, new double[] { 1, 1 }, 1)]
    [InlineData("NOT", 1, new double[] { -1 }, 0)]
    [InlineData("NAND", 3, new double[] { -1, -1, -1 }, -2)]
    [InlineData("NOR", 3, new double[] { -1, -1, -1 }, 0)]
    [InlineData("MAJORITY", 5, new double[] { 1, 1, 1, 1, 1 }, 3)]
    [InlineData("ATLEAST:2", 4, new double[] { 1, 1, 1, 1 }, 2)]
    public void A_gate_is_one_unit_with_the_lectures_weights(string name, int inputs, double[] weights, double threshold)
    {
        ConstructedNetwork gate = Gate.Build(name, inputs);

        Assert.Equal([1], gate.Units);
        Assert.Equal([0], gate.Carriers);
        Assert.Equal(weights, gate.Model.Parameter("dense_1.weights"));
        Assert.Equal([-threshold], gate.Model.Parameter("dense_1.bias"));
    }

    [Theory]
    [InlineData("AND")]
    [InlineData("OR")]
    [InlineData("NAND")]
    [InlineData("nor")]
    [InlineData("Xor")]
    [InlineData("MAJORITY")]
    [InlineData("ATLEAST:1")]
    [InlineData("ATLEAST:2")]
    public void Every_row_of_every_truth_table_is_right(string name)
    {
        for (int inputs = 2; inputs <= 8; inputs++)
        {
            ConstructedNetwork gate = Gate.Build(name, inputs);
            for (int row = 0; row < 1 << inputs; row++)
            {
                double[] x = [.. Enumerable.Range(0, inputs).Select(i => (double)(row >> i & 1))];
                double ones = x.Sum();
                bool expected = name.ToUpperInvariant() switch
                {
                    "AND" => ones == inputs,
                    "OR" => ones >= 1,
                    "NAND" => ones < inputs,
                    "NOR" => ones == 0,
                    "XOR" => ones % 2 == 1,
                    "MAJORITY" => ones > inputs / 2.0,
                    "ATLEAST:1" => ones >= 1,
                    _ => ones >= 2,
                };
                Assert.Equal(expected ? "1" : "0", gate.Model.Predict(x).Label);
            }

            Assert.Equal(new Verification(1 << inputs, true, 0, null, null), gate.Verify());
        }
    }

    [Fact]
    public void XOR_takes_a_hidden_layer_of_two_units()
    {
        ConstructedNetwork xor = Gate.Build("XOR");

        Assert.Equal([2, 1], xor.Units);
        Assert.Equal(["0", "1", "1", "0"], ((double[][])[[0, 0], [0, 1], [1, 0], [1, 1]]).Select(x => xor.Model.Predict(x).Label));
    }

    [Theory]
    [InlineData("NOT", 1)]
    [InlineData("MAJORITY", 3)]
    [InlineData("AND", 2)]
    [InlineData("ATLEAST:1", 2)]
    [InlineData("ATLEAST:5", 5)]
    public void Without_a_number_of_inputs_a_gate_has_its_usual_one(string name, int inputs) =>
        Assert.Equal(inputs, Gate.Build(name).Model.Definition.Input.Size);

    [Theory]
    [InlineData("NADN", 2, "Did you mean 'NAND'?")]
    [InlineData("AND:2", 2, "AND takes no number: leave out ':2'.")]
    [InlineData("ATLEAST", 2, "ATLEAST:2")]
    [InlineData("ATLEAST:x", 2, "ATLEAST:2")]
    [InlineData("ATLEAST:0", 2, "a whole number of 1 to 256")]
    [InlineData("ATLEAST:3", 2, "k is 1 to 2")]
    [InlineData("ATLEAST:1:2", 2, "There is no gate")]
    [InlineData("AND", 0, "1 to 256 inputs, not 0")]
    [InlineData("AND", 257, "1 to 256 inputs, not 257")]
    [InlineData("NOT", 2, "NOT has 1 input, not 2")]
    [InlineData("XOR", 1, "not 1")]
    public void What_cannot_be_built_is_told(string name, int inputs, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Gate.Build(name, inputs)).Message, StringComparison.Ordinal);

    [Fact]
    public void Inputs_are_0_or_1_and_never_missing()
    {
        Model and = Gate.Build("AND").Model;
        Assert.Contains("1 or 0, not 0.5", Assert.Throws<HillockException>(() => and.Predict([0.5, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("missing", Assert.Throws<HillockException>(() => and.Predict([double.NaN, 1])).Message, StringComparison.Ordinal);
    }
}

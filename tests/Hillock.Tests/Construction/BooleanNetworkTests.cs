using FsCheck;
using FsCheck.Fluent;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Expressions;
using Hillock.Tests.Expressions;

namespace Hillock.Tests.Construction;

public class BooleanNetworkTests
{
    private const string Lecture = "((A & !X & Z) | (A & !Y)) & ((X & Y) | !(X & Z))";

    [Fact]
    public void Both_forms_of_any_expression_answer_every_row_as_the_expression_does() =>
        Prop.ForAll(RandomBoolean.Any.Where(written => written.Names.Length > 0).ToArbitrary(), written =>
        {
            var expression = BooleanExpression.Parse(written.Text);
            foreach (ConstructedNetwork network in (ConstructedNetwork[])[BooleanNetwork.Deep(expression), BooleanNetwork.Shallow(expression)])
            {
                for (int row = 0; row < 1 << written.Names.Length; row++)
                {
                    double[] x = [.. Enumerable.Range(0, written.Names.Length).Select(i => (double)(row >> i & 1))];
                    bool expected = written.Value(name => x[Array.IndexOf(written.Names, name)] == 1);
                    Assert.True((expected ? "1" : "0") == network.Model.Predict(x).Label, $"{written.Text}: {network.Description}, row {row}");
                }

                Assert.Equal(written.Names, network.Model.Preprocessing.InputNames);
                Assert.Equal(new Verification(1 << written.Names.Length, true, 0, null, null), network.Verify());
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_lectures_expression_is_a_network_of_seven_units_as_it_is_written()
    {
        ConstructedNetwork deep = BooleanNetwork.Deep(BooleanExpression.Parse(Lecture));

        Assert.Equal([4, 2, 1], deep.Units);
        Assert.Equal(0, deep.Carriers.Sum());
        Assert.Equal(0, deep.Verify().Wrong);
    }

    [Fact]
    public void Minimized_it_is_an_OR_of_two_ANDs()
    {
        ConstructedNetwork shallow = BooleanNetwork.Shallow(BooleanExpression.Parse(Lecture));

        Assert.Equal([2, 1], shallow.Units);
        Assert.Contains("the fewest there can be", shallow.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A", new[] { 1 })]
    [InlineData("!A", new[] { 1 })]
    [InlineData("A & !B & C", new[] { 1 })]
    [InlineData("A | !B | C", new[] { 1 })]
    [InlineData("A => (B => C)", new[] { 1 })]
    [InlineData("!(A & B)", new[] { 1 })]
    [InlineData("A & A & 1 | 0", new[] { 1 })]
    [InlineData("A ^ B", new[] { 2, 1 })]
    [InlineData("A <=> !B", new[] { 2, 1 })]
    [InlineData("A ^ A ^ B", new[] { 1 })]
    [InlineData("(A & B) ^ (A & B) ^ C", new[] { 1 })]
    [InlineData("(A & B) | (A & B & 1)", new[] { 1 })]
    [InlineData("((A & B) & C) & (D & E)", new[] { 1 })]
    public void What_is_known_beforehand_costs_no_unit(string text, int[] units)
    {
        ConstructedNetwork deep = BooleanNetwork.Deep(BooleanExpression.Parse(text));
        Assert.Equal(units, deep.Units);
        Assert.Equal(0, deep.Verify().Wrong);
    }

    [Theory]
    [InlineData("A & !A", "0")]
    [InlineData("A | 1", "1")]
    [InlineData("A ^ A", "0")]
    [InlineData("A <=> A", "1")]
    [InlineData("A ^ !A", "1")]
    public void What_never_changes_is_one_unit_that_looks_at_nothing(string text, string answer)
    {
        var expression = BooleanExpression.Parse(text);
        foreach (ConstructedNetwork network in (ConstructedNetwork[])[BooleanNetwork.Deep(expression), BooleanNetwork.Shallow(expression)])
        {
            Assert.Equal([1], network.Units);
            Assert.Equal([0.0], network.Model.Parameter("dense_1.weights"));
            Assert.Equal([answer, answer], ((double[])[0, 1]).Select(x => network.Model.Predict([x]).Label));
        }
    }

    [Theory]
    [InlineData("A ^ B ^ (B <=> A)")] // always 1, but seen only when the units for A ^ B turn out to be the same
    [InlineData("(A ^ B) ^ !(A ^ B) ^ C")]
    [InlineData("(A & B) ^ (B & A) ^ C")]
    [InlineData("(A & B) | !(B & A)")]
    public void Units_that_turn_out_to_be_the_same_are_no_problem(string text)
    {
        var expression = BooleanExpression.Parse(text);
        Assert.True(BooleanNetwork.Deep(expression).Verify().Holds);
        Assert.True(BooleanNetwork.Shallow(expression).Verify().Holds);
    }

    [Fact]
    public void Sixteen_variables_are_minimized_too()
    {
        var expression = BooleanExpression.Parse(string.Join(" & ", Enumerable.Range(0, 8).Select(i => $"(a{i} | b{i})")));
        ConstructedNetwork shallow = BooleanNetwork.Shallow(expression);

        Assert.Equal([256, 1], shallow.Units);
        Assert.Equal(new Verification(65_536, true, 0, null, null), shallow.Verify());
    }

    [Fact]
    public void An_expression_needs_a_variable_and_the_shallow_form_not_too_many()
    {
        Assert.Contains("'1 & 0' has no variable", Assert.Throws<ArgumentException>(() => BooleanNetwork.Deep(BooleanExpression.Parse("1 & 0"))).Message, StringComparison.Ordinal);
        var large = BooleanExpression.Parse(string.Join('|', Enumerable.Range(0, 21).Select(i => $"v{i}")));
        Assert.Contains("at most 20 variables, not 21", Assert.Throws<ArgumentException>(() => BooleanNetwork.Shallow(large)).Message, StringComparison.Ordinal);
        Assert.Equal(new Verification(1_000_000, false, 0, null, null), BooleanNetwork.Deep(large).Verify());
    }

    [Fact]
    public void A_truth_table_becomes_a_minimized_network()
    {
        // The carry of an adder is the majority: three products of two.
        ConstructedNetwork carry = FromCsv("a,b,c,carry\n0,0,0,0\n0,0,1,0\n0,1,0,0\n0,1,1,1\n1,0,0,0\n1,0,1,1\n1,1,0,1\n1,1,1,1\n");

        Assert.Equal([3, 1], carry.Units);
        Assert.Equal(["a", "b", "c"], carry.Model.Preprocessing.InputNames);
        Assert.Equal(new Verification(8, true, 0, null, null), carry.Verify());
    }

    [Fact]
    public void Rows_that_are_not_given_may_be_answered_as_suits()
    {
        // With 10 to 15 left open, a digit is 8 or 9 if its highest bit is set: one unit.
        string rows = string.Concat(Enumerable.Range(0, 10).Select(digit => $"{digit >> 3},{digit >> 2 & 1},{digit >> 1 & 1},{digit & 1},{(digit >= 8 ? "yes" : "no")}\n"));
        ConstructedNetwork large = FromCsv("b3,b2,b1,b0,large\n" + rows);

        Assert.Equal([1], large.Units);
        Assert.Contains("10 of 16 rows given", large.Description, StringComparison.Ordinal);
        Assert.Equal(new Verification(10, true, 0, null, null), large.Verify());
    }

    [Theory]
    [InlineData("a,b,y\n0,0,0\n0,2,1\n", "t.csv:3:2: a truth table holds 0 and 1; in column 'b' there is '2'")]
    [InlineData("a,b,y\n0,0,0\n0,,1\n", "t.csv:3:2: a truth table holds 0 and 1; in column 'b' there is nothing")]
    [InlineData("a,b,y\n0,0,0\n0,1,1\n0,0,1\n", "t.csv:4: the output is 1, and 0 for the same inputs in t.csv:2")]
    [InlineData("y\n0\n1\n", "t.csv: a truth table has 1 to 20 columns of inputs and then one for the output, not 1 column.")]
    public void What_is_wrong_with_a_table_is_told_with_its_place(string csv, string expected) =>
        Assert.Contains(expected, Assert.Throws<HillockException>(() => FromCsv(csv)).Message, StringComparison.Ordinal);

    private static ConstructedNetwork FromCsv(string csv) => BooleanNetwork.FromTable(Table.ReadCsv(new StringReader(csv), "t.csv"));
}

using Hillock.Construction;
using Hillock.Data;
using Hillock.Models;

namespace Hillock.Tests.Construction;

public class VerificationTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)] // always 1: wrong for 000
    [InlineData(-2, 3)] // at least two: wrong for 001, 010, 100
    public void A_network_that_computes_something_else_is_found_out(double bias, int wrong)
    {
        var specification = new Specification
        {
            Inputs = ["a", "b", "c"],
            IsBinary = true,
            Truth = Specification.Each(input => Gate.Ones(input) >= 1 ? 1 : 0),
            Samples = SampleSpace.Binary(3),
        };
        Model or = Gate.Build("OR", 3).Model;
        var model = new Model(or.Definition, [1, 1, 1, bias], or.Preprocessing);

        Verification verification = Verifier.Run(model, specification);

        Assert.Equal(new Verification(8, true, wrong, null, null), verification);
        Assert.Equal(wrong == 0, verification.Holds);
    }

    [Fact]
    public void Open_answers_are_not_counted_and_errors_are_the_largest()
    {
        var specification = new Specification
        {
            Inputs = ["a", "b"],
            IsBinary = false,
            IsNumber = true,
            Bound = 0.5,
            Truth = Specification.Each(input => input[0] == 0 ? double.NaN : input[1] * 0.75),
            Samples = SampleSpace.Binary(2),
        };

        Verification verification = Verifier.Run(Gate.Build("AND").Model, specification);

        Assert.Equal(new Verification(2, true, null, 0.25, 0.5), verification);
        Assert.True(verification.Holds);
        Assert.False((verification with { Bound = 0.2 }).Holds);
    }

    [Fact]
    public void Samples_are_the_rows_of_the_definition()
    {
        Table table = Gate.Build("AND").Samples();

        Assert.Equal(["x1", "x2", "output"], table.Columns.Select(column => column.Name));
        Assert.Equal(["0 0 0", "0 1 0", "1 0 0", "1 1 1"], Enumerable.Range(0, 4).Select(row => string.Join(' ', table.Columns.Select(column => column.Text(row)))));
        Assert.Equal(500, ParityNetwork.Build(30, ParityForm.Deep).Samples(500).RowCount);
    }
}

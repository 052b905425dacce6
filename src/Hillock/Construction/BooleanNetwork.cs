using Hillock.Construction.Logic;
using Hillock.Data;
using Hillock.Expressions;

namespace Hillock.Construction;

/// <summary>Networks of threshold units for Boolean functions: there is one for every function (McCulloch &amp; Pitts 1943).</summary>
public static class BooleanNetwork
{
    /// <summary>The most variables of a truth table, and so of the shallow form.</summary>
    public const int MaximumTableVariables = TruthTable.MaximumVariables;

    /// <summary>A network that follows the expression: a unit for each AND and OR, three for each XOR; negations are negative weights.</summary>
    public static ConstructedNetwork Deep(BooleanExpression expression)
    {
        var circuit = new Circuit(expression.Variables.Count);
        Specification specification = Specify(expression);
        Signal output = new ExpressionCircuit(circuit).Translate(expression.Root);
        return ThresholdNetwork.Deciding($"{Shorten(expression)}, unit by unit as it is written", circuit, output, specification);
    }

    /// <summary>A network with one hidden layer: a unit for each product of a minimized sum of products, and one that joins them by OR.</summary>
    /// <remarks>
    /// Up to 10 variables the fewest products (Quine 1952, McCluskey 1956), unless it would take too long to prove; beyond, few (the loop
    /// of ESPRESSO, Brayton et al. 1984).
    /// </remarks>
    /// <exception cref="ArgumentException">There are more than <see cref="MaximumTableVariables"/> variables.</exception>
    public static ConstructedNetwork Shallow(BooleanExpression expression)
    {
        Specification specification = Specify(expression);
        if (expression.Variables.Count > MaximumTableVariables)
            throw new ArgumentException($"The shallow form goes through the truth table, which has at most {MaximumTableVariables} variables, not {expression.Variables.Count}: build the deep form.");
        return Build(Shorten(expression), TruthTable.Of(expression), specification);
    }

    /// <summary>A network with one hidden layer for a truth table: a column for each input and the output last, all of 0 and 1.</summary>
    /// <remarks>Rows that the table lacks are left open: whatever makes the network smaller. It is compared with the rows that are there.</remarks>
    /// <exception cref="HillockException">A cell is neither 0 nor 1, a row contradicts another, or there are too many columns.</exception>
    public static ConstructedNetwork FromTable(Table table)
    {
        Column[] inputs = [.. table.Columns.SkipLast(1)];
        if (inputs.Length is < 1 or > MaximumTableVariables)
            throw new HillockException($"{table.Prefix}a truth table has 1 to {MaximumTableVariables} columns of inputs and then one for the output, not {Sentence.Some(inputs.Length + 1, "column")}.");

        var truths = new TruthTable(inputs.Length);
        int[] firstWith = new int[truths.Rows];
        for (int row = 0; row < table.RowCount; row++)
        {
            uint place = 0;
            for (int i = 0; i < inputs.Length; i++) place |= Bit(table, inputs[i], row) ? 1u << i : 0;
            bool output = Bit(table, table.Columns[^1], row);
            if (truths[place] == !output) throw new HillockException($"{table.Place(row)}: the output is {(output ? 1 : 0)}, and {(output ? 0 : 1)} for the same inputs in {table.Place(firstWith[place])}.");
            if (truths[place] is not null) continue;
            (truths[place], firstWith[place]) = (output, row);
        }

        uint[] known = [.. Enumerable.Range(0, truths.Rows).Select(row => (uint)row).Where(row => truths[row] is not null)];
        string open = known.Length == truths.Rows ? "" : $", {known.Length:N0} of {truths.Rows:N0} rows given and the others left open";
        return Build($"truth table of {Sentence.Some(inputs.Length, "input")}{open}", truths, new Specification
        {
            Inputs = [.. inputs.Select(column => column.Name)],
            IsBinary = true,
            Truth = Specification.Each(input => truths[Row(input)] == true ? 1 : 0),
            Samples = new ListedSamples([.. known.Select(row => Enumerable.Range(0, inputs.Length).Select(i => (double)((row >> i) & 1)).ToArray())]),
        });
    }

    private static ConstructedNetwork Build(string what, TruthTable truths, Specification specification)
    {
        var sum = SumOfProducts.Of(truths);
        var circuit = new Circuit(truths.Variables);
        Signal[][] products = [.. sum.Products.Select(product => Literals(product, truths.Variables))];
        Signal output = products switch
        {
            [] => circuit.Constant(false),
            [[]] => circuit.Constant(true),
            [{ } only] => circuit.And(only),
            _ when products.All(product => product.Length == 1) => circuit.Or([.. products.Select(product => product[0])]),
            _ => circuit.Or([.. products.Select(circuit.And)]),
        };
        string proof = sum.AtLeast == 0 ? "" : sum.AtLeast == products.Length ? ", the fewest there can be" : $", where {sum.AtLeast:N0} or more are needed";
        return ThresholdNetwork.Deciding($"{what}: an OR of {products.Length:N0} AND{(products.Length == 1 ? "" : "s")}{proof}", circuit, output, specification);
    }

    private static Signal[] Literals(Cube product, int variables) =>
        [.. Enumerable.Range(0, variables).Where(i => (product.Mask >> i & 1) != 0).Select(i => new Signal(i, (product.Value >> i & 1) == 0))];

    private static Specification Specify(BooleanExpression expression)
    {
        if (expression.Variables.Count == 0) throw new ArgumentException($"The expression '{Shorten(expression)}' has no variable: a network needs at least one input.");
        return new Specification
        {
            Inputs = expression.Variables,
            IsBinary = true,
            Truth = (samples, truths) => Evaluate(expression, samples, truths),
            Samples = SampleSpace.Binary(expression.Variables.Count),
        };
    }

    // 64 rows in a word for each variable.
    private static void Evaluate(BooleanExpression expression, ReadOnlySpan<double> samples, Span<double> truths)
    {
        int inputs = expression.Variables.Count;
        ulong[] bits = new ulong[inputs];
        for (int first = 0; first < truths.Length; first += 64)
        {
            int rows = Math.Min(64, truths.Length - first);
            BitNetwork.Pack(samples.Slice(first * inputs, rows * inputs), bits);
            ulong result = expression.Root.Evaluate(bits);
            for (int row = 0; row < rows; row++) truths[first + row] = result >> row & 1;
        }
    }

    private static uint Row(ReadOnlySpan<double> input)
    {
        uint row = 0;
        for (int i = 0; i < input.Length; i++) row |= input[i] == 1 ? 1u << i : 0;
        return row;
    }

    private static bool Bit(Table table, Column column, int row) => column.Number(row) switch
    {
        0 => false,
        1 => true,
        _ => throw new HillockException($"{table.Place(row, column)}: a truth table holds 0 and 1; in column '{column.Name}' there is {(column.Text(row) is { } text ? $"'{Sentence.Shorten(text)}'" : "nothing")}."),
    };

    private static string Shorten(BooleanExpression expression) => Sentence.Shorten($"{expression}");
}

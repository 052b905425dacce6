using FsCheck;
using FsCheck.Fluent;
using Hillock.Construction.Logic;

namespace Hillock.Tests.Construction.Logic;

public class SumOfProductsTests
{
    // 0, 1 or open for each row; the number of variables follows from how many there are.
    private static Gen<bool?[]> Tables(int variables) => Gen.ArrayOf(Gen.Frequency((3, Gen.Constant<bool?>(false)), (3, Gen.Constant<bool?>(true)), (1, Gen.Constant<bool?>(null))), 1 << variables);

    [Fact]
    public void Any_table_of_three_variables_gets_the_fewest_products()
    {
        Cube[] cubes = Cubes(3);
        for (int function = 0; function < 256; function++)
        {
            TruthTable table = Table([.. Enumerable.Range(0, 8).Select(row => (bool?)((function >> row & 1) == 1))]);
            var sum = SumOfProducts.Of(table);

            AssertEqual(table, sum.Products);
            uint[] rows = [.. cubes.Where(table.Allows).Select(cube => (uint)Enumerable.Range(0, 8).Where(row => cube.Covers((uint)row)).Sum(row => 1 << row))];
            Assert.Equal(Fewest(rows, 0, (uint)function, 0), sum.Products.Count);
            Assert.Equal(sum.Products.Count, sum.AtLeast);
        }
    }

    [Fact]
    public void Primes_are_the_cubes_that_hold_no_0_and_cannot_grow() =>
        Prop.ForAll(Gen.Choose(1, 5).SelectMany(Tables).ToArbitrary(), values =>
        {
            TruthTable table = Table(values);
            Cube[] implicants = [.. Cubes(table.Variables).Where(cube => Rows(table, cube).All(row => table[row] != false))];
            Cube[] expected = [.. implicants.Where(cube => Rows(table, cube).Any(row => table[row] == true) && !implicants.Any(other => other != cube && other.Contains(cube)))];

            Assert.Equal(expected.ToHashSet(), [.. PrimeImplicants.Of(table)]);
            Assert.All(implicants, cube => Assert.True(table.Allows(cube)));
            Assert.Equal(implicants.Length, Cubes(table.Variables).Count(table.Allows));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_way_of_minimizing_keeps_every_row_and_leaves_nothing_redundant() =>
        Prop.ForAll(Gen.Choose(1, 8).SelectMany(Tables).ToArbitrary(), values =>
        {
            TruthTable table = Table(values);
            var exact = SumOfProducts.Of(table);
            foreach (IReadOnlyList<Cube> products in (IReadOnlyList<Cube>[])[exact.Products, Espresso.Minimize(table), IrredundantCover.Of(table)])
            {
                AssertEqual(table, products);
                Assert.True(exact.AtLeast <= products.Count);
                foreach (Cube product in products)
                    Assert.Contains(table.OnRows(), row => product.Covers(row) && products.Count(other => other.Covers(row)) == 1);
            }

            HashSet<Cube> primes = [.. PrimeImplicants.Of(table)];
            Assert.All(Espresso.Minimize(table), product => Assert.Contains(product, primes));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parity_of_many_variables_cannot_be_minimized()
    {
        var table = new TruthTable(12);
        for (uint row = 0; row < table.Rows; row++) table[row] = System.Numerics.BitOperations.PopCount(row) % 2 == 1;
        Assert.Equal(2048, SumOfProducts.Of(table).Products.Count);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void Where_the_proof_takes_too_long_the_distance_to_it_is_told()
    {
        // 9sym, a classic of the field for its 1,680 primes: 1 where three to six of nine variables are; its minimum is known to be 84.
        var table = new TruthTable(9);
        for (uint row = 0; row < table.Rows; row++) table[row] = System.Numerics.BitOperations.PopCount(row) is >= 3 and <= 6;
        var sum = SumOfProducts.Of(table);
        AssertEqual(table, sum.Products);
        Assert.Equal(84, sum.AtLeast);
        Assert.InRange(sum.Products.Count, 84, 86);
    }

    private static TruthTable Table(bool?[] values)
    {
        var table = new TruthTable(System.Numerics.BitOperations.Log2((uint)values.Length));
        for (uint row = 0; row < values.Length; row++) table[row] = values[row];
        return table;
    }

    private static void AssertEqual(TruthTable table, IReadOnlyList<Cube> products)
    {
        for (uint row = 0; row < table.Rows; row++)
        {
            if (table[row] is { } value) Assert.Equal(value, products.Any(product => product.Covers(row)));
        }
    }

    private static Cube[] Cubes(int variables)
    {
        Cube[] cubes = [default];
        for (int i = 0; i < variables; i++)
        {
            uint bit = 1u << i;
            cubes = [.. cubes.SelectMany(cube => (Cube[])[cube, new(cube.Mask | bit, cube.Value), new(cube.Mask | bit, cube.Value | bit)])];
        }

        return cubes;
    }

    private static IEnumerable<uint> Rows(TruthTable table, Cube cube) => Enumerable.Range(0, table.Rows).Select(row => (uint)row).Where(cube.Covers);

    // By trying: whichever set holds the lowest open row, then the rest. Rows are bits.
    private static int Fewest(uint[] sets, uint covered, uint wanted, int used)
    {
        uint open = wanted & ~covered;
        if (open == 0) return used;
        if (used == 4) return int.MaxValue; // four products are enough for any function of three variables
        uint lowest = open & (~open + 1);
        return sets.Where(set => (set & lowest) != 0).Min(set => Fewest(sets, covered | set, wanted, used + 1));
    }
}

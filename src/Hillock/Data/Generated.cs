using Hillock.Data.Formulas;

namespace Hillock.Data;

/// <summary>Sets of samples made by chance from a formula. The same name, count, noise and seed give the same table.</summary>
/// <remarks>
/// Two classes in the plane (columns x, y, label): circle, xor, gauss, spiral, moons, checkerboard. Numbers over the plane
/// (columns x, y, value): plane, bump. A curve (columns x, y): sine. All rows of n bits: parity:n (columns x1 … xn, parity).
/// </remarks>
public static class Generated
{
    /// <summary>The most bits of a parity table: it has 2ⁿ rows.</summary>
    private const int MostBits = 16;

    private const string Parity = "parity:";

    private static readonly Dictionary<string, (string Description, int Count, Func<int, double, Draw, Table> Make)> Sets = new(StringComparer.Ordinal)
    {
        ["circle"] = ("a disc inside a ring", 500, PlaneClasses.Circle),
        ["xor"] = ("four quarters of a square, opposite ones alike", 500, PlaneClasses.Xor),
        ["gauss"] = ("two normal clouds", 500, PlaneClasses.Gauss),
        ["spiral"] = ("two spirals, one inside the other", 500, PlaneClasses.Spiral),
        ["moons"] = ("two half circles that reach into each other", 500, PlaneClasses.Moons),
        ["checkerboard"] = ("a board of 4 × 4 fields", 500, PlaneClasses.Checkerboard),
        ["plane"] = ("a slope: value = (x + y) / 10", 1200, Surfaces.Plane),
        ["bump"] = ("three hills and three hollows", 1200, Surfaces.Bump),
        ["sine"] = ("a curve: y = sin(2πx)", 500, Surfaces.Sine),
    };

    /// <summary>The names of the sets, besides parity:n.</summary>
    internal static IReadOnlyCollection<string> Names => Sets.Keys;

    /// <summary>Whether there is a set of that name.</summary>
    internal static bool Has(string name) => Sets.ContainsKey(name) || Bits(name) is not null;

    /// <summary>One line about a set.</summary>
    /// <exception cref="HillockException">There is no set of that name.</exception>
    internal static string Describe(string name) =>
        Bits(name) is { } bits ? $"all {1 << bits:N0} rows of {bits} bits, and whether the number of ones is odd" : Find(name).Description;

    /// <summary>Makes a set.</summary>
    /// <param name="name">One of <see cref="Names"/>, or parity:n.</param>
    /// <param name="count">How many samples; 0: as many as is usual. A parity table always has all its rows.</param>
    /// <param name="noise">How much the points stray, from 0; up to 0.5 is usual.</param>
    /// <param name="seed">The same seed gives the same samples.</param>
    /// <exception cref="HillockException">There is no set of that name.</exception>
    /// <exception cref="ArgumentException">The count is below 0 (or so large that it must be a mistake), or the noise below 0.</exception>
    public static Table Make(string name, int count = 0, double noise = 0, long seed = 1)
    {
        const int most = 10_000_000;
        if (count is < 0 or > most) throw new ArgumentException($"A set has up to {most:N0} samples, not {count:N0}.");
        Require.NotNegative(noise, "noise");
        if (Bits(name) is { } bits) return ParityTable(bits);
        (_, int usual, Func<int, double, Draw, Table> make) = Find(name);
        return make(count == 0 ? usual : count, noise, new Draw(seed));
    }

    private static (string Description, int Count, Func<int, double, Draw, Table> Make) Find(string name) =>
        Sets.TryGetValue(name, out var set) ? set : throw new HillockException(NearestName.Sentence("generated set", name, [.. Sets.Keys, "parity:4"]));

    private static int? Bits(string name)
    {
        if (!name.StartsWith(Parity, StringComparison.Ordinal)) return null;
        return int.TryParse(name.AsSpan(Parity.Length), out int bits) && bits is >= 2 and <= MostBits
            ? bits
            : throw new HillockException($"'{Sentence.Shorten(name)}': parity takes 2 to {MostBits} bits, such as parity:4.");
    }

    private static Table ParityTable(int bits)
    {
        var columns = new Column[bits + 1];
        double[] parity = new double[1 << bits];
        for (int bit = 0; bit < bits; bit++)
        {
            double[] values = new double[1 << bits];
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = (row >> (bits - 1 - bit)) & 1; // the first column is the highest bit, as truth tables are written
                parity[row] = parity[row] == values[row] ? 0 : 1;
            }

            columns[bit] = new Column($"x{bit + 1}", new Blocks<double>(values));
        }

        columns[bits] = new Column("parity", new Blocks<double>(parity));
        return new Table(columns);
    }
}

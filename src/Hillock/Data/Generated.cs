using Hillock.Data.Formulas;

namespace Hillock.Data;

/// <summary>Sets of samples made by chance from a formula. The same name, count, noise and seed give the same table.</summary>
/// <remarks>
/// Two classes in the plane (columns x, y, label): circle, xor, gauss, spiral, moons, checkerboard; 2 to 6 classes: gauss:k, spiral:k,
/// rings:k. Numbers over the plane (columns x, y, value): plane, bump. A curve (columns x, y): sine, function:FORMULA with a formula of x,
/// from −1 to 1. All rows of a truth table: parity:n (columns x1 … xn, parity), boolean:EXPRESSION (its variables, output).
/// </remarks>
public static class Generated
{
    private const int MostClasses = 6;

    private static readonly Dictionary<string, Recipe> Sets = new(StringComparer.Ordinal)
    {
        ["circle"] = new("a disc inside a ring", 500, PlaneClasses.Circle),
        ["xor"] = new("four quarters of a square, opposite ones alike", 500, PlaneClasses.Xor),
        ["gauss"] = new("two normal clouds", 500, PlaneClasses.Gauss),
        ["spiral"] = new("two spirals, one inside the other", 500, PlaneClasses.Spiral),
        ["moons"] = new("two half circles that reach into each other", 500, PlaneClasses.Moons),
        ["checkerboard"] = new("a board of 4 × 4 fields", 500, PlaneClasses.Checkerboard),
        ["plane"] = new("a slope: value = (x + y) / 10", 1200, Surfaces.Plane),
        ["bump"] = new("three hills and three hollows", 1200, Surfaces.Bump),
        ["sine"] = new("a curve: y = sin(2πx)", 500, Surfaces.Sine),
    };

    // A set with something to choose: how it begins, an example of what follows, and what reads that.
    private static readonly (string Name, string Example, Func<string, Recipe> Read)[] Families =
    [
        ("gauss", "3", text => Classes("gauss", text, "normal clouds around a circle", PlaneClasses.Clouds)),
        ("spiral", "3", text => Classes("spiral", text, "spirals, one inside the other", PlaneClasses.Spirals)),
        ("rings", "3", text => Classes("rings", text, "rings around each other", PlaneClasses.Rings)),
        ("function", "x^2", Surfaces.Function),
        ("boolean", "A^B", TruthTables.Expression),
        ("parity", "4", TruthTables.Parity),
    ];

    /// <summary>The names of the sets; of those with something to choose an example.</summary>
    internal static IReadOnlyCollection<string> Names { get; } = [.. Sets.Keys, .. Families.Select(family => $"{family.Name}:{family.Example}")];

    /// <summary>Whether a name is that of a generated set, well formed or not.</summary>
    internal static bool Has(string name) => Sets.ContainsKey(name) || FamilyOf(name) is not null;

    /// <summary>Whether a set has the shape and ranges of one of the TensorFlow Playground.</summary>
    internal static bool IsAfterPlayground(string name) => name is "circle" or "xor" or "gauss" or "spiral" or "plane" or "bump";

    /// <summary>One line about a set.</summary>
    /// <exception cref="HillockException">There is no set of that name.</exception>
    internal static string Describe(string name) => Find(name).Description;

    /// <summary>Makes a set.</summary>
    /// <param name="name">A name of those above: <c>circle</c>, <c>gauss:3</c>, <c>function:sin(2*pi*x)</c>, <c>boolean:A &amp; !B</c>.</param>
    /// <param name="count">How many samples; 0: as many as is usual. A truth table always has all its rows.</param>
    /// <param name="noise">How much the points stray, from 0; up to 0.5 is usual. A truth table has none.</param>
    /// <param name="seed">The same seed gives the same samples.</param>
    /// <exception cref="HillockException">There is no set of that name, or what follows its colon cannot be read; the sentence shows the place.</exception>
    /// <exception cref="ArgumentException">The count is below 0 (or so large that it must be a mistake), or the noise below 0.</exception>
    public static Table Make(string name, int count = 0, double noise = 0, long seed = 1)
    {
        const int most = 10_000_000;
        if (count is < 0 or > most) throw new ArgumentException($"A set has up to {most:N0} samples, not {count:N0}.");
        Require.NotNegative(noise, "noise");
        Recipe recipe = Find(name);
        return recipe.Make(count == 0 ? recipe.Count : count, noise, new Draw(seed));
    }

    private static Recipe Find(string name)
    {
        if (Sets.TryGetValue(name, out Recipe? recipe)) return recipe;
        if (FamilyOf(name) is not { } read) throw new HillockException(NearestName.Sentence("generated set", name, Names));
        try
        {
            return read(name[(name.IndexOf(':') + 1)..]);
        }
        catch (ArgumentException e)
        {
            throw new HillockException($"'{Sentence.Shorten(name)}': {e.Message}", e);
        }
    }

    private static Func<string, Recipe>? FamilyOf(string name) =>
        Array.Find(Families, family => name.StartsWith($"{family.Name}:", StringComparison.Ordinal)).Read;

    private static Recipe Classes(string name, string text, string what, Func<int, int, double, Draw, Table> make) =>
        int.TryParse(text, out int classes) && classes is >= 2 and <= MostClasses
            ? new Recipe($"{classes} classes: {what}", 500, (count, noise, draw) => make(classes, count, noise, draw))
            : throw new ArgumentException($"{name} takes 2 to {MostClasses} classes, such as {name}:3.");
}

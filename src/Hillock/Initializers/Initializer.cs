using System.Text.Json.Nodes;
using Hillock.Activations;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Initializers;

/// <summary>Where weights start. An immutable value; the numbers come from the experiment's seed.</summary>
/// <remarks>A setting that is impossible is refused with an <see cref="ArgumentException"/> where it is set.</remarks>
public abstract record Initializer
{
    private protected Initializer()
    {
    }

    /// <summary>Picks by the layer's activation.</summary>
    public static Initializer Auto { get; } = new Auto();

    /// <summary>Every weight starts at 0.</summary>
    public static Initializer Zeros { get; } = new Zeros();

    /// <summary>The names of all initializers.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name in files and on the command line: <c>glorot_uniform</c>, <c>he_normal</c>, …</summary>
    public abstract string Name { get; }

    // The short names are those that the papers themselves propose.
    internal static Vocabulary<Initializer> Registry { get; } = new(
        "initializer",
        [
            Initializers.Auto.Entry,
            Initializers.Zeros.Entry,
            Constant.Entry,
            Uniform.Entry,
            Normal.Entry,
            GlorotUniform.Entry,
            GlorotNormal.Entry,
            HeUniform.Entry,
            HeNormal.Entry,
            LeCunUniform.Entry,
            LeCunNormal.Entry,
            Orthogonal.Entry,
        ],
        ("glorot", "glorot_uniform"),
        ("he", "he_normal"),
        ("lecun", "lecun_normal"));

    /// <summary>The initializer of that name; <c>normal:0.5</c> sets its deviation, and likewise the setting of each that has one.</summary>
    /// <exception cref="ArgumentException">There is no such initializer; the message offers the nearest.</exception>
    public static Initializer Parse(string name) => Registry.Parse(name);

    internal static Initializer FromJson(JsonNode? json) => Registry.FromJson(json);

    internal JsonNode ToJson() => Registry.ToJson(this);

    internal string ToCSharp() => Registry.ToCSharp(this);

    /// <summary>The initializer to use for weights that lead into this activation: itself, unless it picks.</summary>
    internal virtual Initializer For(Activation activation) => this;

    /// <summary>Fills one weight array, in double: the single-precision network starts from the same numbers, rounded.</summary>
    /// <param name="values">[fanIn, fanOut] row-major for a dense layer.</param>
    /// <param name="fanIn">Inputs that reach one unit.</param>
    /// <param name="fanOut">Units that one input reaches.</param>
    /// <param name="random">Numbers of this array's own.</param>
    internal abstract void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random);

    private protected static void FillUniform(Span<double> values, double limit, RandomStream random)
    {
        for (int i = 0; i < values.Length; i++) values[i] = limit * ((2 * random.Uniform(i)) - 1);
    }

    private protected static void FillNormal(Span<double> values, double deviation, RandomStream random)
    {
        for (int i = 0; i < values.Length; i++) values[i] = deviation * random.Normal(i);
    }
}

using Hillock.Kernels;

namespace Hillock.Initializers;

/// <summary>Where weights start. An immutable value; the numbers come from the experiment's seed.</summary>
public abstract record Initializer
{
    private protected Initializer()
    {
    }

    /// <summary>The name in files and on the command line: <c>glorot_uniform</c>, <c>he_normal</c>, …</summary>
    public abstract string Name { get; }

    /// <summary>Fills one weight array, in double: the single-precision network starts from the same numbers, rounded.</summary>
    /// <param name="values">[fanIn, fanOut] row-major for a dense layer.</param>
    /// <param name="fanIn">Inputs that reach one unit.</param>
    /// <param name="fanOut">Units that one input reaches.</param>
    /// <param name="random">Numbers of this array's own.</param>
    internal abstract void Fill(Span<double> values, int fanIn, int fanOut, RandomStream random);
}

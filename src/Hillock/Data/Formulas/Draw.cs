using Hillock.Kernels;

namespace Hillock.Data.Formulas;

/// <summary>Random numbers one after the other, for making samples.</summary>
internal sealed class Draw(long seed)
{
    private readonly RandomStream stream = new(seed, RandomPurpose.Generation);
    private long drawn;

    /// <summary>Uniform between two numbers.</summary>
    public double Uniform(double from, double to) => from + (to - from) * stream.Uniform(drawn++);

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    public double Normal() => stream.Normal(drawn++);
}

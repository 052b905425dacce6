namespace Hillock.Construction;

/// <summary>What a threshold unit may read: an input of the circuit or another unit, as it is or negated (1 − x).</summary>
/// <param name="Index">0 … inputs − 1: an input; from there on a unit.</param>
/// <param name="IsNegated">Whether 1 − x is meant.</param>
internal readonly record struct Signal(int Index, bool IsNegated = false)
{
    public static Signal operator !(Signal signal) => signal with { IsNegated = !signal.IsNegated };
}

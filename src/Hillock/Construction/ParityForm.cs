namespace Hillock.Construction;

/// <summary>The networks that compute the parity of n inputs: what depth saves.</summary>
public enum ParityForm
{
    /// <summary>A tree of n − 1 XORs of three units each: 3(n − 1) units in 2⌈log₂ n⌉ layers.</summary>
    Deep,

    /// <summary>One hidden layer of ANDs, one for each row of the truth table that is 1, and an OR: 2ⁿ⁻¹ + 1 units.</summary>
    Shallow,

    /// <summary>One hidden layer whose unit k fires where at least k inputs are 1: n + 1 units.</summary>
    Counting,
}

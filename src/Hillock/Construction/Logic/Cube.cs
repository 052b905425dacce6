using System.Numerics;

namespace Hillock.Construction.Logic;

/// <summary>A product of literals: the rows of a truth table whose bits under <paramref name="Mask"/> are those of <paramref name="Value"/>.</summary>
/// <param name="Mask">Bit i is set if variable i occurs.</param>
/// <param name="Value">Bit i is set if it occurs as it is; clear if negated, or if it does not occur.</param>
internal readonly record struct Cube(uint Mask, uint Value)
{
    /// <summary>How many literals it has.</summary>
    public int Literals => BitOperations.PopCount(Mask);

    /// <summary>Whether it is 1 in a row.</summary>
    public bool Covers(uint row) => (row & Mask) == Value;

    /// <summary>Whether it is 1 wherever another is.</summary>
    public bool Contains(Cube other) => (other.Mask & Mask) == Mask && (other.Value & Mask) == Value;

    /// <summary>Without one of its literals.</summary>
    public Cube Without(int variable) => new(Mask & ~(1u << variable), Value & ~(1u << variable));

    /// <summary>With one of its literals negated.</summary>
    public Cube Flipped(int variable) => this with { Value = Value ^ (1u << variable) };

    /// <summary>The smallest cube that holds two.</summary>
    public static Cube Join(Cube a, Cube b)
    {
        uint mask = a.Mask & b.Mask & ~(a.Value ^ b.Value);
        return new Cube(mask, a.Value & mask);
    }
}

using System.Numerics;
using Hillock.Expressions;

namespace Hillock.Construction.Logic;

/// <summary>A Boolean function row by row, 64 rows in a word. Variable i is bit i of a row's number. Rows may be left open.</summary>
internal sealed class TruthTable
{
    /// <summary>The most variables: a million rows.</summary>
    public const int MaximumVariables = 20;

    // Variable i of the six whose values change within a word.
    private static readonly ulong[] Patterns =
        [0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC, 0xF0F0F0F0F0F0F0F0, 0xFF00FF00FF00FF00, 0xFFFF0000FFFF0000, 0xFFFFFFFF00000000];

    private readonly ulong[] on;
    private readonly ulong[] off;

    /// <summary>A table whose rows are all open.</summary>
    public TruthTable(int variables)
    {
        Variables = variables;
        int words = Math.Max(1, (1 << variables) / 64);
        (on, off) = (new ulong[words], new ulong[words]);
    }

    /// <summary>How many variables there are.</summary>
    public int Variables { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows => 1 << Variables;

    /// <summary>[rows / 64] the rows that are 1; behind the last row nothing is set.</summary>
    public ReadOnlySpan<ulong> On => on;

    /// <summary>[rows / 64] the rows that are 0.</summary>
    public ReadOnlySpan<ulong> Off => off;

    /// <summary>The table of an expression.</summary>
    public static TruthTable Of(BooleanExpression expression)
    {
        int variables = expression.Variables.Count;
        var table = new TruthTable(variables);
        ulong[] values = new ulong[variables];
        ulong rows = variables < 6 ? (1UL << (1 << variables)) - 1 : ulong.MaxValue;
        for (int word = 0; word < table.on.Length; word++)
        {
            for (int i = 0; i < variables; i++) values[i] = i < 6 ? Patterns[i] : ((word >> (i - 6)) & 1) != 0 ? ulong.MaxValue : 0;
            ulong result = expression.Root.Evaluate(values);
            (table.on[word], table.off[word]) = (result & rows, ~result & rows);
        }

        return table;
    }

    /// <summary>The row's value; null while it is open.</summary>
    public bool? this[uint row]
    {
        get
        {
            (uint word, ulong bit) = (row >> 6, 1UL << (int)(row & 63));
            return (on[word] & bit) != 0 ? true : (off[word] & bit) != 0 ? false : null;
        }

        set
        {
            (uint word, ulong bit) = (row >> 6, 1UL << (int)(row & 63));
            on[word] = value == true ? on[word] | bit : on[word] & ~bit;
            off[word] = value == false ? off[word] | bit : off[word] & ~bit;
        }
    }

    /// <summary>The rows that are 1, in order.</summary>
    public IEnumerable<uint> OnRows()
    {
        for (uint word = 0; word < on.Length; word++)
        {
            for (ulong left = on[word]; left != 0; left &= left - 1) yield return (word << 6) | (uint)BitOperations.TrailingZeroCount(left);
        }
    }

    /// <summary>Whether no row of a cube is 0.</summary>
    public bool Allows(Cube cube)
    {
        ulong within = Within(cube);
        foreach (uint word in Words(cube))
        {
            if ((off[word] & within) != 0) return false;
        }

        return true;
    }

    /// <summary>The words that a cube has rows in.</summary>
    public WordsOfCube Words(Cube cube) => new((uint)on.Length - 1, cube.Mask >> 6, cube.Value >> 6);

    /// <summary>The rows of a cube within each word of <see cref="Words"/>.</summary>
    public static ulong Within(Cube cube)
    {
        ulong rows = ulong.MaxValue;
        for (int i = 0; i < 6; i++)
        {
            if ((cube.Mask >> i & 1) != 0) rows &= (cube.Value >> i & 1) != 0 ? Patterns[i] : ~Patterns[i];
        }

        return rows;
    }

    /// <summary>Enumerates the words a cube has rows in: the free bits run through all combinations, as in counting.</summary>
    public struct WordsOfCube(uint all, uint mask, uint value)
    {
        private readonly uint free = all & ~mask;
        private uint part = uint.MaxValue;
        private bool begun;

        /// <summary>The word.</summary>
        public readonly uint Current => part | value;

        /// <summary>For foreach.</summary>
        public readonly WordsOfCube GetEnumerator() => this;

        /// <summary>Goes on to the next word.</summary>
        public bool MoveNext()
        {
            if (!begun)
            {
                (begun, part) = (true, 0);
                return true;
            }

            part = (part - free) & free; // the next larger subset of the free bits
            return part != 0;
        }
    }
}

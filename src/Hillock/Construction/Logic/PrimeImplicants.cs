namespace Hillock.Construction.Logic;

/// <summary>All prime implicants of a truth table (Quine 1952, McCluskey 1956): cubes without a 0 in them that cannot grow.</summary>
/// <remarks>
/// A table over all 3ⁿ cubes, each variable being 0, 1 or absent: a cube is an implicant if both halves along an absent variable are,
/// and prime if no literal can be left out. Rows that are open may be covered; a cube of nothing else is left out.
/// </remarks>
internal static class PrimeImplicants
{
    /// <summary>The most variables: 59,049 cubes.</summary>
    public const int MaximumVariables = 10;

    public static List<Cube> Of(TruthTable table)
    {
        int[] power = new int[table.Variables + 1];
        power[0] = 1;
        for (int i = 0; i < table.Variables; i++) power[i + 1] = 3 * power[i];

        // Digits of a cube's number in base 3: 0 and 1 are literals, 2 is an absent variable.
        bool[] isImplicant = new bool[power[^1]], isUseful = new bool[power[^1]];
        var cubes = new Cube[power[^1]];
        for (int number = 0; number < cubes.Length; number++)
        {
            int absent = -1;
            uint mask = 0, value = 0;
            for (int i = 0; i < table.Variables; i++)
            {
                int digit = number / power[i] % 3;
                if (digit == 2) absent = i;
                else mask |= 1u << i;
                if (digit == 1) value |= 1u << i;
            }

            cubes[number] = new Cube(mask, value);
            if (absent < 0)
            {
                (isImplicant[number], isUseful[number]) = (table[value] != false, table[value] == true);
                continue;
            }

            int first = number - (2 * power[absent]), second = number - power[absent];
            isImplicant[number] = isImplicant[first] && isImplicant[second];
            isUseful[number] = isUseful[first] || isUseful[second];
        }

        List<Cube> primes = [];
        for (int number = 0; number < cubes.Length; number++)
        {
            if (isImplicant[number] && isUseful[number] && !CanGrow(number)) primes.Add(cubes[number]);
        }

        return primes;

        bool CanGrow(int number)
        {
            for (int i = 0; i < table.Variables; i++)
            {
                int digit = number / power[i] % 3;
                if (digit < 2 && isImplicant[number + ((2 - digit) * power[i])]) return true;
            }

            return false;
        }
    }
}

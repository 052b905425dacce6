namespace Hillock.Construction;

/// <summary>A checkerboard without end, cut out of the plane by straight lines: what two hidden layers do with few units.</summary>
/// <remarks>
/// Of n = m + k lines, m upright at x = 1 … m and k level at y = 1 … k, are made (m + 1)(k + 1) fields, the outer ones unbounded; every
/// second one, not those at the corners, is an AND of its two to four sides. For n = 16, eight each way, that is ⌊(n + 2)²/8⌋ = 40 fields.
/// </remarks>
public static class CheckerboardNetwork
{
    /// <summary>The most lines of one direction.</summary>
    public const int MaximumLines = 60;

    /// <summary>Builds the network; its inputs are x and y.</summary>
    /// <param name="upright">Lines x = 1, 2, ….</param>
    /// <param name="level">Lines y = 1, 2, ….</param>
    /// <exception cref="ArgumentException">There are too few or too many lines.</exception>
    public static ConstructedNetwork Build(int upright, int level)
    {
        if (upright is < 1 or > MaximumLines || level is < 1 or > MaximumLines)
            throw new ArgumentException($"A checkerboard has 1 to {MaximumLines} lines each way, not {upright} and {level}.");
        var circuit = new Circuit(2);
        Signal[] right = [.. Enumerable.Range(1, upright).Select(x => circuit.Add(new ThresholdUnit([new Connection(0, 1)], -x)))];
        Signal[] above = [.. Enumerable.Range(1, level).Select(y => circuit.Add(new ThresholdUnit([new Connection(1, 1)], -y)))];
        List<Signal> fields = [];
        for (int column = 0; column <= upright; column++)
        {
            for (int row = 0; row <= level; row++)
            {
                if ((column + row) % 2 == 1) fields.Add(circuit.And([.. Between(right, column), .. Between(above, row)]));
            }
        }

        string counts = $"{upright + level} lines, {fields.Count:N0} fields, {upright + level + fields.Count + 1:N0} units";
        return ThresholdNetwork.Deciding($"checkerboard of {upright}×{level} lines: {counts}", circuit, circuit.Or(fields), new Specification
        {
            Inputs = ["x", "y"],
            IsBinary = false,
            Detail = 0.05,
            Truth = Specification.Each(point => (Field(point[0], upright) + Field(point[1], level)) % 2),
            Samples = SampleSpace.Box([0, 0], [upright + 1, level + 1]),
        });
    }

    // Field i lies after line i and before line i + 1.
    private static IEnumerable<Signal> Between(Signal[] lines, int field)
    {
        if (field > 0) yield return lines[field - 1];
        if (field < lines.Length) yield return !lines[field];
    }

    private static int Field(double coordinate, int lines) => (int)Math.Clamp(Math.Floor(coordinate), 0, lines);
}

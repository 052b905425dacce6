namespace Hillock.Playground.Messages;

/// <summary>Build a network by hand's rules and open it as a run.</summary>
/// <param name="Construction"><c>gate</c>, <c>boolean</c>, <c>table</c>, <c>parity</c>, <c>polygon</c>, <c>checkerboard</c>, <c>cylinders</c> or <c>function</c>.</param>
/// <param name="Argument">The gate's name, the expression, the table as CSV, the number of inputs, the region's JSON, lines as 8x8, or the formula.</param>
/// <param name="Inputs">How many inputs a gate has.</param>
/// <param name="Form">The form of a parity network or of an expression.</param>
/// <param name="Units">Hidden units of cylinders or pulses.</param>
/// <param name="From">Where a function's variables begin.</param>
/// <param name="To">Where they end.</param>
/// <param name="Soften">With steep sigmoids instead of steps, so that training can go on from it.</param>
internal sealed record Construct(
    string Construction, string Argument, int? Inputs, string? Form, int? Units, double? From, double? To, bool Soften) : ClientMessage;

/// <summary>A network was built; its run follows.</summary>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Units">Units of each layer that compute.</param>
/// <param name="Carriers">Units of each layer that only hand a signal on.</param>
/// <param name="Checked">How many points it was compared with its definition at.</param>
/// <param name="IsWhole">Whether those are all there are.</param>
/// <param name="Wrong">At how many it was wrong; null where it gives a number.</param>
/// <param name="MaxError">The largest error where it gives a number.</param>
/// <param name="Bound">What that can be at most.</param>
/// <param name="Holds">Whether it is what it should be.</param>
/// <param name="CommandLine">The command that builds the same.</param>
internal sealed record Constructed(
    string Description,
    IReadOnlyList<int> Units,
    IReadOnlyList<int> Carriers,
    int Checked,
    bool IsWhole,
    int? Wrong,
    double? MaxError,
    double? Bound,
    bool Holds,
    string CommandLine) : ServerMessage;

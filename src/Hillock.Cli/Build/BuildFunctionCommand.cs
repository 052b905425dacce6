using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Construction;
using Hillock.Expressions;

namespace Hillock.Cli.Build;

/// <summary><c>hillock build function FORMULA</c>: a sum of square pulses follows a function of one or two variables.</summary>
internal sealed class BuildFunctionCommand : ConstructionCommand
{
    private const int UsualUnits = 200;

    private readonly Argument<string> formula = new("FORMULA") { Description = "of one or two variables: + - * / ^, sin cos tan exp log sqrt abs tanh, pi, e" };
    private readonly ValueOption<IReadOnlyList<double>?> from = new("--from", "A[,B]", Ends, "where the variables begin, one number for both or one for each; default: 0");
    private readonly ValueOption<IReadOnlyList<double>?> to = new("--to", "A[,B]", Ends, "where they end; default: 1");
    private readonly ValueOption<int?> units = new("--units", "N", Read.Integer, $"hidden threshold units, up to {PulseNetwork.MaximumUnits:N0}: a pulse each, or of two variables a grid of g by g pulses with g² + 2g; default: {UsualUnits}");

    public BuildFunctionCommand()
        : base("function", "Builds a network of threshold units that follows a function by square pulses, with a bound on the error.") => Take(formula, from, to, units);

    public override IReadOnlyList<string> Remarks =>
        ["Each pulse is as high as the function in its middle. The bound is computed from the function's own slopes and holds everywhere between the ends."];

    public override IReadOnlyList<string> Examples =>
    [
        "hillock build function 'sin(2*pi*x)' --from 0 --to 1 --units 200 -o sine.safetensors",
        "hillock build function 'sin(x)*y' --from 0,-1 --to 2*pi,1 --units 2600",
    ];

    protected override ConstructedNetwork Build(ParseResult parsed) =>
        PulseNetwork.Build(Formula.Parse(parsed.GetRequiredValue(formula)), parsed.GetValue(from) ?? [0], parsed.GetValue(to) ?? [1], parsed.GetValue(units) ?? UsualUnits);

    private static IReadOnlyList<double> Ends(string text) => [.. text.Split(',').Select(End)];

    // Numbers as formulas have them: 2*pi.
    private static double End(string text)
    {
        try
        {
            return Formula.Parse(text).Evaluate();
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"'{text}' is not a number.", e);
        }
    }
}

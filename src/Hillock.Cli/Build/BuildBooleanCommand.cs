using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Construction;
using Hillock.Expressions;

namespace Hillock.Cli.Build;

/// <summary><c>hillock build boolean EXPRESSION</c>: a threshold network for any Boolean function.</summary>
internal sealed class BuildBooleanCommand : ConstructionCommand
{
    private readonly Argument<string> expression = new("EXPRESSION") { Description = "! ~ not, & and, ^ xor, | or, =>, <=>, parentheses, 0, 1, and names" };
    private readonly ValueOption<string?> form = new ValueOption<string?>(
        "--form", "deep|shallow", Form, "deep: follows the expression; shallow: one hidden layer, a minimized sum of products; default: deep").Offering(() => ["deep", "shallow"]);

    public BuildBooleanCommand()
        : base("boolean", "Builds a threshold network that computes a Boolean expression.") => Take(expression, form);

    public override IReadOnlyList<string> Examples =>
    [
        "hillock build boolean 'A & !B' -o m.safetensors",
        "hillock build boolean '((A & !X & Z) | (A & !Y)) & ((X & Y) | !(X & Z))'",
        "hillock build boolean 'a ^ b ^ c' --form shallow",
    ];

    protected override ConstructedNetwork Build(ParseResult parsed)
    {
        BooleanExpression parsedExpression = BooleanExpression.Parse(parsed.GetRequiredValue(expression));
        return parsed.GetValue(form) == "shallow" ? BooleanNetwork.Shallow(parsedExpression) : BooleanNetwork.Deep(parsedExpression);
    }

    private static string Form(string text) => text is "deep" or "shallow" ? text : throw new ArgumentException(NearestName.Sentence("form", text, ["deep", "shallow"]));
}

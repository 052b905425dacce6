using System.CommandLine;
using Hillock.Cli.CommandLine;
using Hillock.Cli.See;
using Hillock.Expressions;
using Hillock.Tracing;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock chain LINKS</c>: the chain rule, link by link.</summary>
internal sealed class ChainCommand : HillockCommand
{
    private readonly Argument<string> links = new("LINKS") { Description = "named expressions, a semicolon between them: \"y = 3*x - 2; z = y^2\"" };
    private readonly ValueOption<string?> of = new("--of", "NAME", Read.Text, "what is differentiated; default: the last link");
    private readonly ValueOption<string?> by = new("--by", "NAME", Read.Text, "what changes: a variable, or a link moved by itself; default: the only variable");
    private readonly FlagOption json = new("--json", "values, factors and derivative as one JSON object");

    private readonly Option<string[]> at = new("--at")
    {
        HelpName = "x=2[,w=pi]",
        Description = "the value of every variable; may be given several times",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public ChainCommand()
        : base("chain", "Differentiates a chain of expressions by the chain rule, showing every factor, and checks the result in other ways.")
    {
        Arguments.Add(links);
        AddGroup("Options", at, of, by, json);
        SetAction(Run);
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Expressions have + - * / ^, parentheses, sin cos tan exp log sqrt abs tanh, pi and e. A link uses variables and links before it; where a name is used twice, the paths are summed.",
        "The derivative is compared with a central difference and, where the chain is a polynomial, with the one multiplied out.",
    ];

    public override IReadOnlyList<string> Examples =>
    [
        "hillock chain \"y = 3*x - 2; z = y^2\" --at x=2",
        "hillock chain \"x = 5*v - 2; y = 3*x - 2; z = y^2\" --at v=0.8 --by v",
        "hillock chain \"s = w1*x1 + w2*x2; a = 1/(1 + exp(-s)); J = (0.1 - a)^2/2\" \\",
        "    --at x1=0.5,x2=0.51,w1=0.35,w2=0.4 --by w1",
    ];

    // Everything is on the command line: what is wrong can be known without opening a file.
    private int Run(ParseResult parsed)
    {
        ChainView view;
        try
        {
            var chain = Chain.Parse(parsed.GetRequiredValue(links));
            view = new ChainView(chain, chain.Differentiate(Point(parsed.GetValue(at) ?? []), parsed.GetValue(of), parsed.GetValue(by)));
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }

        if (parsed.GetValue(json)) view.WriteJson();
        else view.Write();
        return ExitCode.Done;
    }

    private static Dictionary<string, double> Point(string[] texts)
    {
        var point = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string text in texts.SelectMany(text => text.Split(',')))
        {
            string[] sides = text.Split('=', StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || sides[0].Length == 0) throw new ArgumentException($"--at {text}: say which variable has which value, such as x=2.");
            if (!point.TryAdd(sides[0], Number(text, sides[1]))) throw new ArgumentException($"--at gives '{sides[0]}' two values.");
        }

        return point;
    }

    // Numbers as formulas have them: pi/2.
    private static double Number(string text, string value)
    {
        Formula formula;
        try
        {
            formula = Formula.Parse(value);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"--at {text}: '{value}' is not a number.", e);
        }

        return formula.Variables.Count == 0 ? formula.Evaluate() : throw new ArgumentException($"--at {text}: '{value}' is not a number.");
    }
}

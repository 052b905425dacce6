using System.CommandLine;
using System.CommandLine.Completions;

namespace Hillock.Cli.CommandLine;

/// <summary>An option with a value. A rule reads its text; what the rule says of a wrong text is what the user reads.</summary>
internal sealed class ValueOption<T> : Option<T>
{
    /// <summary>Describes the option.</summary>
    /// <param name="name">With its dashes; more names after it, separated by a bar: <c>--output|-o</c>.</param>
    /// <param name="value">What the value is called in the help: <c>N</c>.</param>
    /// <param name="read">Turns the text into the value or throws <see cref="ArgumentException"/>.</param>
    /// <param name="description">A line of help.</param>
    public ValueOption(string name, string value, Func<string, T> read, string description)
        : base(name.Split('|')[0], name.Split('|')[1..])
    {
        HelpName = value;
        Description = description;
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            try
            {
                return read(text);
            }
            catch (ArgumentException e)
            {
                result.AddError($"{Name} {text}: {e.Message}");
                return default!;
            }
        };
    }

    /// <summary>Names for the shell to complete the value with.</summary>
    public ValueOption<T> Offering(Func<IEnumerable<string>> names)
    {
        CompletionSources.Add(_ => names().Select(name => new CompletionItem(name)));
        return this;
    }

    /// <summary>Whether the option stands on the command line.</summary>
    public bool IsGivenIn(ParseResult parsed) => parsed.GetResult(this) is not null;
}

/// <summary>An option without a value: it is there or not.</summary>
internal sealed class FlagOption : Option<bool>
{
    public FlagOption(string name, string description)
        : base(name.Split('|')[0], name.Split('|')[1..])
    {
        Description = description;
        Arity = ArgumentArity.Zero;
    }
}

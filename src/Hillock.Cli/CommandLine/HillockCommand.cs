using System.CommandLine;

namespace Hillock.Cli.CommandLine;

/// <summary>Options that stand under one heading in the help.</summary>
internal sealed record OptionGroup(string Title, IReadOnlyList<Option> Options);

/// <summary>A command that knows how to explain itself: options in groups, examples.</summary>
internal abstract class HillockCommand(string name, string description) : Command(name, description)
{
    private readonly List<OptionGroup> groups = [];

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<OptionGroup> Groups => groups;

    /// <summary>What stands after the options in the help, line by line.</summary>
    public virtual IReadOnlyList<string> Remarks => [];

    /// <summary>Command lines to learn from.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Adds options under a heading.</summary>
    protected void AddGroup(string title, params Option[] options)
    {
        groups.Add(new OptionGroup(title, options));
        foreach (Option option in options) Options.Add(option);
    }
}

using System.CommandLine;
using System.CommandLine.Completions;
using Hillock.Data;

namespace Hillock.Cli.CommandLine;

/// <summary>What the shell completes arguments with.</summary>
internal static class Completing
{
    /// <summary>The names of the catalog; files are the shell's own business.</summary>
    public static Argument<string> OfferingSets(this Argument<string> argument)
    {
        argument.CompletionSources.Add(_ => Catalog.List().Select(entry => new CompletionItem(entry.Name)));
        return argument;
    }
}

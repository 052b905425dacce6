using System.CommandLine;

namespace Hillock.Cli.CommandLine;

/// <summary>MODEL: the file of a model, wherever one is asked for.</summary>
internal sealed class ModelArgument : Argument<string>
{
    public ModelArgument()
        : base("MODEL") => Description = "a model that train wrote, or one written by hand (.json)";
}

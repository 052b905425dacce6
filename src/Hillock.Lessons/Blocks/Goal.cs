using System.Text.Json.Nodes;

namespace Hillock.Lessons.Blocks;

/// <summary>What ends a step of something to try, as far as a page can see it.</summary>
public abstract record Goal
{
    /// <summary>Its JSON form: an object whose <c>kind</c> says what it is.</summary>
    public abstract JsonObject ToJson();

    /// <summary>An epoch is over.</summary>
    internal static Goal Epoch(int epoch) => new FigureGoal(Figure.Epoch, epoch, null);

    /// <summary>The loss on the samples is low enough.</summary>
    internal static Goal TrainLossTo(double most) => new FigureGoal(Figure.TrainLoss, null, most);

    /// <summary>The loss on the test is low enough.</summary>
    internal static Goal TestLossTo(double most) => new FigureGoal(Figure.TestLoss, null, most);

    /// <summary>The visitor has done something.</summary>
    internal static Goal To(Act act) => new ActGoal(act);

    /// <summary>A setting is another than before, or the one that is asked for.</summary>
    internal static Goal Choose(Setting setting, string? value = null) => new ChoiceGoal(setting, value);

    /// <summary>The visitor says so.</summary>
    internal static Goal Look { get; } = new LookGoal();
}

/// <summary>A figure of the run has reached a value.</summary>
/// <param name="Of">Which.</param>
/// <param name="Least">It is at least this; null: no matter.</param>
/// <param name="Most">It is at most this; null: no matter.</param>
public sealed record FigureGoal(Figure Of, double? Least, double? Most) : Goal
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["kind"] = "figure", ["of"] = $"{Of}", ["least"] = Least, ["most"] = Most };
}

/// <summary>The visitor has done something.</summary>
/// <param name="Act">What.</param>
public sealed record ActGoal(Act Act) : Goal
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["kind"] = "act", ["act"] = $"{Act}" };
}

/// <summary>A setting has been changed.</summary>
/// <param name="Setting">Which.</param>
/// <param name="Value">What it is now; null: anything but what it was.</param>
public sealed record ChoiceGoal(Setting Setting, string? Value) : Goal
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["kind"] = "choice", ["setting"] = $"{Setting}", ["value"] = Value };
}

/// <summary>There was something to look at, and the visitor says that it was seen.</summary>
public sealed record LookGoal : Goal
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["kind"] = "look" };
}

/// <summary>Figures of a run.</summary>
public enum Figure
{
    /// <summary>Epochs that are over.</summary>
    Epoch,

    /// <summary>The loss on the samples learned from.</summary>
    TrainLoss,

    /// <summary>The loss on those held out.</summary>
    TestLoss,
}

/// <summary>What a visitor of a page does.</summary>
public enum Act
{
    /// <summary>Sets a weight or a bias.</summary>
    SetParameter,

    /// <summary>Takes a single step of training.</summary>
    TakeStep,

    /// <summary>Goes to another time of the run.</summary>
    Travel,

    /// <summary>Opens a sample, a unit or a weight in the microscope.</summary>
    OpenMicroscope,

    /// <summary>Takes the step that the microscope shows.</summary>
    TakeSampleStep,

    /// <summary>Looks for a learning rate.</summary>
    FindRate,

    /// <summary>Draws the loss around the path of the run.</summary>
    DrawSurface,

    /// <summary>Builds another network by rule.</summary>
    Construct,

    /// <summary>Turns steps into steep sigmoids.</summary>
    Soften,

    /// <summary>Starts again.</summary>
    Reset,
}

/// <summary>Settings of an experiment.</summary>
public enum Setting
{
    /// <summary>The activation of a hidden layer.</summary>
    Activation,

    /// <summary>The units of the hidden layers.</summary>
    Hidden,

    /// <summary>The learning rate.</summary>
    Rate,

    /// <summary>The seed.</summary>
    Seed,

    /// <summary>How many samples there are.</summary>
    Samples,

    /// <summary>The L2 penalty.</summary>
    L2,

    /// <summary>The optimizer.</summary>
    Optimizer,
}

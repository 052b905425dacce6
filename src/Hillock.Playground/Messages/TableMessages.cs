using Hillock.Data;

namespace Hillock.Playground.Messages;

/// <summary>A file is being brought: its bytes follow in pieces.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Bytes">How many there are in all.</param>
/// <param name="ToDigits">Whether it is brought to the room of digits: a model to read with, an own set, a picture.</param>
internal sealed record Bring(string Name, long Bytes, bool ToDigits) : ClientMessage;

/// <summary>Open a table that is shipped with the library.</summary>
internal sealed record OpenTable(string Name) : ClientMessage;

/// <summary>Ask what would be learned from the table at hand.</summary>
/// <param name="Target">The column to predict; null: the one that the table offers itself.</param>
/// <param name="Ignore">Columns that are left out.</param>
/// <param name="Task">What is learned; null: found from the target.</param>
internal sealed record Consider(string? Target, IReadOnlyList<string> Ignore, LearningTask? Task) : ClientMessage;

/// <summary>Judge the network as it is now on the rows that were held out.</summary>
internal sealed record AskVerdict : ClientMessage;

/// <summary>Show rows that were held out, as they are and as they were predicted.</summary>
/// <param name="Truth">Only rows of this class; null with the next: those that are wrong, or furthest off first.</param>
/// <param name="Predicted">Only rows that were taken for this class.</param>
/// <param name="From">How many to leave out, because they were shown before.</param>
internal sealed record ShowRows(int? Truth, int? Predicted, int From) : ClientMessage;

/// <summary>Train the same experiment from several seeds, to see how far chance decides.</summary>
/// <param name="Seeds">How many, the experiment's own first.</param>
internal sealed record Repeat(int Seeds) : ClientMessage;

/// <summary>A table is at hand.</summary>
/// <param name="Name">What experiments call it.</param>
/// <param name="IsShipped">Whether the library has it: a link is enough to find it again.</param>
/// <param name="Guess">What is learned if nothing else is said; null: the table says nothing that can be learned.</param>
internal sealed record TableBrought(string Name, bool IsShipped, int Rows, IReadOnlyList<ColumnTold> Columns, Goal? Guess) : ServerMessage;

/// <summary>A column of the table at hand.</summary>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Different">How many different texts there are; null for numbers.</param>
/// <param name="Examples">A few values, from the top.</param>
/// <param name="Min">The least number.</param>
/// <param name="Max">The greatest.</param>
internal sealed record ColumnTold(string Name, ColumnKind Kind, int Missing, int? Different, IReadOnlyList<string> Examples, double? Min, double? Max);

/// <summary>The answer to <see cref="Consider"/>.</summary>
internal sealed record Considered(Goal Goal) : ServerMessage;

/// <summary>What is learned from a table.</summary>
/// <param name="Reason">Why it is this task.</param>
/// <param name="Inputs">The columns to predict from.</param>
/// <param name="Outputs">Units of the last layer.</param>
/// <param name="Notes">What was left out, what looks odd.</param>
internal sealed record Goal(string Target, LearningTask Task, string Reason, IReadOnlyList<string> Inputs, int Outputs, IReadOnlyList<string> Notes);

/// <summary>How good the network is on the rows that were held out.</summary>
/// <param name="Samples">How many those are; 0: none, and nothing else is said.</param>
/// <param name="Trivial">What the trivial baseline always answers.</param>
/// <param name="Matrix">[truth][predicted] row by row, how often; null for numbers, and where there are too many classes to show.</param>
/// <param name="Course">The losses of its epochs.</param>
internal sealed record VerdictGiven(
    int Run,
    int Epoch,
    int Samples,
    IReadOnlyList<string> Labels,
    string Trivial,
    IReadOnlyList<VerdictFigure> Figures,
    IReadOnlyList<int>? Matrix,
    IReadOnlyList<CoursePoint> Course) : ServerMessage;

/// <summary>The losses of an epoch; null where they are no numbers, or nothing is held out to validate.</summary>
internal sealed record CoursePoint(int Epoch, double? Training, double? Validation);

/// <summary>A figure of the network beside that of the trivial baseline; null where it is not defined.</summary>
/// <param name="IsHigherBetter">Whether more of it is better.</param>
internal sealed record VerdictFigure(string Name, double? Value, double? Trivial, bool IsHigherBetter);

/// <summary>Rows that were held out.</summary>
/// <param name="Total">How many there are of this kind.</param>
/// <param name="Columns">The table's columns.</param>
internal sealed record RowsShown(
    int Run, int? Truth, int? Predicted, int From, int Total, IReadOnlyList<string> Columns, IReadOnlyList<RowShown> Rows) : ServerMessage;

/// <summary>A row and what the network says of it.</summary>
/// <param name="Row">Its number in the table, from 1.</param>
/// <param name="Values">Its values as they stand there; null: missing.</param>
/// <param name="Probability">That of the predicted class; null for numbers.</param>
internal sealed record RowShown(int Row, IReadOnlyList<string?> Values, string Truth, string Predicted, double? Probability);

/// <summary>What has come of training from several seeds.</summary>
/// <param name="Measure">The figure: accuracy, or R².</param>
/// <param name="Seeds">How many there will be.</param>
internal sealed record Repeated(int Run, string Measure, int Seeds, IReadOnlyList<SeedScore> Scores) : ServerMessage;

/// <summary>One seed: of the same experiment, so what is held out differs too.</summary>
internal sealed record SeedScore(long Seed, int Epochs, double? Score, double? Trivial);

/// <summary>A model or an experiment was brought; its run follows.</summary>
/// <param name="Name">The file.</param>
/// <param name="Sentence">What it was.</param>
internal sealed record FileOpened(string Name, string Sentence) : ServerMessage;

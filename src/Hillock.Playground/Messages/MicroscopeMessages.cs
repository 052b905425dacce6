using Hillock.Tracing;

namespace Hillock.Playground.Messages;

/// <summary>What the microscope looks at: one sample on its way through one unit or one weight.</summary>
/// <param name="Test">A sample held back for testing; otherwise one of the training set.</param>
/// <param name="Sample">Which, from 0.</param>
/// <param name="Layer">Which of the run's layers, from 0; −1: the inputs.</param>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="Input">The input that the weight comes from, from 0; null: the unit itself, and its bias.</param>
/// <param name="Notation">How a lecture writes it.</param>
internal sealed record Viewpoint(bool Test, int Sample, int Layer, int Unit, int? Input, Notation Notation);

/// <summary>Show a sample's forward and backward pass, as the run is now.</summary>
/// <param name="Rate">η of the step that is tried; null: the run's own.</param>
internal sealed record Look(Viewpoint At, double? Rate) : ClientMessage;

/// <summary>Hide a number of the passes and ask for it.</summary>
/// <param name="Seed">Chooses the number.</param>
internal sealed record PoseQuestion(Viewpoint At, double? Rate, int Seed) : ClientMessage;

/// <summary>What the visitor has computed.</summary>
internal sealed record GiveAnswer(string Text) : ClientMessage;

/// <summary>Take the step of gradient descent on one sample that the microscope shows, with all parameters.</summary>
internal sealed record TakeSampleStep(Viewpoint At, double? Rate) : ClientMessage;

/// <summary>A sample's passes through what was chosen.</summary>
/// <param name="Inputs">What goes into the first layer, the first of them.</param>
/// <param name="Targets">What the loss compares the outputs with.</param>
/// <param name="Outputs">What the network answers.</param>
/// <param name="Passages">The lines, in the order of the computation.</param>
/// <param name="Chain">The factors of the weight's gradient; null where no weight is chosen.</param>
/// <param name="Check">The gradient beside a difference; null where no parameter is chosen.</param>
/// <param name="Trial">What a step on this sample would do; null where there is none.</param>
internal sealed record Seen(
    int Run,
    int Epoch,
    int Step,
    Viewpoint At,
    IReadOnlyList<double> Inputs,
    IReadOnlyList<double> Targets,
    IReadOnlyList<double> Outputs,
    IReadOnlyList<Passage> Passages,
    FactorChain? Chain,
    DifferenceCheck? Check,
    SampleStep? Trial) : ServerMessage;

/// <summary>A part of the passes.</summary>
/// <param name="Formula">What the layer does in general, as LaTeX.</param>
/// <param name="Note">What is left out; null: nothing.</param>
internal sealed record Passage(string Title, bool IsBackward, string? Formula, string? Note, IReadOnlyList<FormulaLine> Lines);

/// <summary>A number and where it comes from.</summary>
/// <param name="Equation">The equation of backpropagation, BP1 to BP4.</param>
/// <param name="Sides">Symbol, formula, numbers, value as LaTeX; the last two only where they say more.</param>
/// <param name="IsChosen">Whether it is the number that was asked about.</param>
internal sealed record FormulaLine(string Meaning, string? Equation, IReadOnlyList<string> Sides, bool IsChosen);

/// <summary>∂L/∂w as a product of matrices.</summary>
/// <param name="Formula">The chain in symbols, as LaTeX.</param>
internal sealed record FactorChain(string Formula, IReadOnlyList<ShownFactor> Factors, string Product, string Gradient);

/// <summary>One factor.</summary>
/// <param name="Symbol">As LaTeX.</param>
/// <param name="Values">Row after row, as LaTeX; null: too many to show.</param>
internal sealed record ShownFactor(string Symbol, string What, int Rows, int Columns, IReadOnlyList<string>? Values);

/// <summary>A gradient by backpropagation, and by moving the parameter.</summary>
/// <param name="Difference">Null where a kink lies in the way.</param>
/// <param name="Noise">How far rounding may have moved the difference.</param>
/// <param name="Step">h.</param>
/// <param name="Kink">The activation or loss that has the kink.</param>
internal sealed record DifferenceCheck(double Parameter, double Gradient, double? Difference, double? Noise, double Step, string? Kink);

/// <summary>A step of plain gradient descent on the sample alone.</summary>
/// <param name="Line">The chosen parameter's new value; null where none is chosen, or no formula says it.</param>
/// <param name="Refusal">Why there is no such step.</param>
internal sealed record SampleStep(
    double Rate, FormulaLine? Line, double LossBefore, double? LossAfter, IReadOnlyList<double> OutputsAfter, string? Refusal);

/// <summary>A question: everything up to a number, and its formula.</summary>
/// <param name="Passages">The passes up to there.</param>
/// <param name="Line">The line without its value, and without its numbers where those are found in the passages.</param>
/// <param name="Decimals">How many decimals are asked for.</param>
internal sealed record QuestionPosed(Viewpoint At, IReadOnlyList<Passage> Passages, FormulaLine Line, int Decimals) : ServerMessage;

/// <summary>What the answer was worth.</summary>
/// <param name="Sentence">With formulas between dollars.</param>
/// <param name="Line">The whole line, worked.</param>
internal sealed record AnswerJudged(bool IsRight, string Sentence, FormulaLine Line) : ServerMessage;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hillock.Playground.Messages;

/// <summary>What the page says to the server.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OpenExperiment), "open")]
[JsonDerivedType(typeof(Play), "play")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(TakeSteps), "steps")]
[JsonDerivedType(typeof(TakeEpoch), "epoch")]
[JsonDerivedType(typeof(SetPace), "pace")]
[JsonDerivedType(typeof(SetParameter), "parameter")]
[JsonDerivedType(typeof(Travel), "travel")]
[JsonDerivedType(typeof(DrawnFrame), "drawn")]
[JsonDerivedType(typeof(AskFile), "file")]
[JsonDerivedType(typeof(FindRate), "rates")]
[JsonDerivedType(typeof(Construct), "construct")]
[JsonDerivedType(typeof(AskLesson), "lesson")]
[JsonDerivedType(typeof(Judge), "judge")]
[JsonDerivedType(typeof(AskSheet), "sheet")]
[JsonDerivedType(typeof(OpenSample), "sample")]
[JsonDerivedType(typeof(Bring), "bring")]
[JsonDerivedType(typeof(OpenTable), "table")]
[JsonDerivedType(typeof(Consider), "consider")]
[JsonDerivedType(typeof(AskVerdict), "verdict")]
[JsonDerivedType(typeof(ShowRows), "rows")]
[JsonDerivedType(typeof(Repeat), "repeat")]
[JsonDerivedType(typeof(Look), "look")]
[JsonDerivedType(typeof(PoseQuestion), "question")]
[JsonDerivedType(typeof(GiveAnswer), "answer")]
[JsonDerivedType(typeof(TakeSampleStep), "sampleStep")]
[JsonDerivedType(typeof(AskSurface), "surface")]
[JsonDerivedType(typeof(AskFoot), "foot")]
[JsonDerivedType(typeof(OpenReader), "reader")]
[JsonDerivedType(typeof(ReadPicture), "picture")]
[JsonDerivedType(typeof(Examine), "examine")]
[JsonDerivedType(typeof(AskUnit), "unit")]
[JsonDerivedType(typeof(SwitchStages), "stages")]
[JsonDerivedType(typeof(OpenGlyph), "openGlyph")]
[JsonDerivedType(typeof(Correct), "correct")]
[JsonDerivedType(typeof(TakeBack), "takeBack")]
[JsonDerivedType(typeof(Collect), "collect")]
[JsonDerivedType(typeof(Discard), "discard")]
[JsonDerivedType(typeof(LearnSet), "learnSet")]
[JsonDerivedType(typeof(StopLearning), "stopLearning")]
[JsonDerivedType(typeof(AskReaderFile), "readerFile")]
internal abstract record ClientMessage;

/// <summary>Start a run of this experiment, in place of the one before.</summary>
/// <param name="Experiment">The experiment's JSON, as <c>hillock train</c> reads it.</param>
/// <param name="Keep">Go on from the weights there are, if the network is the same.</param>
internal sealed record OpenExperiment(JsonElement Experiment, bool Keep) : ClientMessage;

/// <summary>Train until told otherwise.</summary>
internal sealed record Play : ClientMessage;

/// <summary>Stop at the end of the epoch, or at once if epochs are long.</summary>
internal sealed record Pause : ClientMessage;

/// <summary>Take some steps, each on one mini-batch, and stop.</summary>
internal sealed record TakeSteps(int Count) : ClientMessage;

/// <summary>Go to the end of the epoch and stop.</summary>
internal sealed record TakeEpoch : ClientMessage;

/// <summary>How fast to train while playing.</summary>
/// <param name="StepsPerSecond">Null: as fast as the engine goes.</param>
internal sealed record SetPace(double? StepsPerSecond) : ClientMessage;

/// <summary>Set one weight or bias by hand.</summary>
/// <param name="Index">Its place in the vector of all parameters.</param>
/// <param name="Value">Its new value.</param>
internal sealed record SetParameter(int Index, double Value) : ClientMessage;

/// <summary>Go back, or forward again, to the end of an epoch of this run.</summary>
/// <param name="Epoch">0: before the first step.</param>
internal sealed record Travel(int Epoch) : ClientMessage;

/// <summary>The page has drawn a frame and is ready for the next.</summary>
internal sealed record DrawnFrame : ClientMessage;

/// <summary>Make a file of the run, to take away.</summary>
internal sealed record AskFile(FileKind Kind) : ClientMessage;

/// <summary>What can be taken away.</summary>
internal enum FileKind
{
    /// <summary>The trained network, safetensors.</summary>
    Model,

    /// <summary>The experiment that gives this network, or begins with it where no experiment alone does; JSON.</summary>
    Experiment,

    /// <summary>A C# program that runs the experiment.</summary>
    Program,

    /// <summary>The run as a self-contained page.</summary>
    Report,
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Hillock.Data;
using Hillock.Tracing.Diagnosis;

namespace Hillock.Playground.Messages;

/// <summary>What the server says to the page.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(RunOpened), "run")]
[JsonDerivedType(typeof(RunState), "state")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Health), "health")]
[JsonDerivedType(typeof(FileMade), "file")]
[JsonDerivedType(typeof(RatesFound), "rates")]
[JsonDerivedType(typeof(ChoicesTried), "choices")]
[JsonDerivedType(typeof(Constructed), "constructed")]
[JsonDerivedType(typeof(LessonTold), "lesson")]
[JsonDerivedType(typeof(Judged), "judged")]
[JsonDerivedType(typeof(TableBrought), "table")]
[JsonDerivedType(typeof(Considered), "considered")]
[JsonDerivedType(typeof(VerdictGiven), "verdict")]
[JsonDerivedType(typeof(RowsShown), "rows")]
[JsonDerivedType(typeof(Repeated), "repeated")]
[JsonDerivedType(typeof(FileOpened), "opened")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(QuestionPosed), "question")]
[JsonDerivedType(typeof(AnswerJudged), "answered")]
[JsonDerivedType(typeof(SurfaceDrawn), "surface")]
[JsonDerivedType(typeof(FootSeen), "foot")]
[JsonDerivedType(typeof(ReaderOpened), "reader")]
[JsonDerivedType(typeof(PictureRead), "picture")]
[JsonDerivedType(typeof(GlyphExamined), "examined")]
[JsonDerivedType(typeof(UnitShown), "unit")]
[JsonDerivedType(typeof(Corrected), "corrected")]
[JsonDerivedType(typeof(OwnSetTold), "ownSet")]
[JsonDerivedType(typeof(SetLearned), "setLearned")]
internal abstract record ServerMessage;

/// <summary>The first word: what this server knows by name, and what it allows.</summary>
internal sealed record Welcome(
    string Version, Vocabulary Vocabulary, IReadOnlyList<SetPreview> Sets, IReadOnlyList<LessonHead> Lessons, Allowance Allowed) : ServerMessage;

/// <summary>The names that an experiment may use.</summary>
internal sealed record Vocabulary(
    IReadOnlyList<string> Activations,
    IReadOnlyList<string> Losses,
    IReadOnlyList<string> Optimizers,
    IReadOnlyList<string> Schedules,
    IReadOnlyList<string> Initializers);

/// <summary>A set of the catalog that the page offers, with some of its samples as a picture.</summary>
/// <param name="IsTable">Whether its rows are given: there is no noise and no number of samples to choose.</param>
/// <param name="IsCurve">Whether it is drawn as a curve: one column, and the number to predict upwards.</param>
/// <param name="Columns">The columns that go in.</param>
/// <param name="Outputs">Units of the last layer.</param>
/// <param name="X">Where the samples of the picture lie, from −1 to 1.</param>
/// <param name="Y">Likewise, upwards.</param>
/// <param name="Targets">A class's number, or the number to predict from −1 to 1.</param>
internal sealed record SetPreview(
    string Name,
    string Description,
    LearningTask Task,
    bool IsTable,
    bool IsCurve,
    IReadOnlyList<string> Columns,
    int Outputs,
    IReadOnlyList<float> X,
    IReadOnlyList<float> Y,
    IReadOnlyList<float> Targets);

/// <summary>The limits that the page keeps to, so that nobody is refused for what a control offered.</summary>
internal sealed record Allowance(int Layers, int Units, int Parameters, int Rows, long FileBytes);

/// <summary>A run has begun: the network, the samples, and how frames about it are read.</summary>
/// <param name="Kept">Whether it goes on from a run with other settings, or looks back at one.</param>
/// <param name="Given">Whether its settings are for the page to take over: it was constructed, brought, or travelled back to.</param>
/// <param name="Columns">The columns that samples have.</param>
/// <param name="Inputs">What the first layer gets.</param>
/// <param name="MappedInputs">How many inputs have a map; theirs are the first.</param>
/// <param name="OutputMaps">How many outputs have a map; theirs are the last, at full size.</param>
internal sealed record RunOpened(
    int Run,
    bool Kept,
    bool Given,
    JsonElement Experiment,
    LearningTask Task,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Labels,
    IReadOnlyList<LayerPlan> Layers,
    int Parameters,
    int StepsPerEpoch,
    Points Train,
    Points Test,
    MapPlan? Map,
    int InputMaps,
    int MappedInputs,
    int OutputMaps) : ServerMessage;

/// <summary>A layer, and where its parameters lie in the vector of all.</summary>
/// <param name="Weights">Offset of [inputs][units], row by row; null: the layer has none.</param>
/// <param name="Bias">Offset of its bias; null: it has none.</param>
/// <param name="Maps">Number of its first unit's map; null: it has none.</param>
internal sealed record LayerPlan(string Name, string Kind, string? Activation, int Inputs, int Units, int? Weights, int? Bias, int? Maps);

/// <summary>Samples as they are drawn: at most as many as the page shows.</summary>
/// <param name="Count">How many there are in all.</param>
/// <param name="Values">The columns' numbers, sample by sample.</param>
/// <param name="Targets">A class's number, or the number to predict, for each.</param>
internal sealed record Points(int Count, IReadOnlyList<float> Values, IReadOnlyList<float> Targets);

/// <summary>The grid of places that maps show: two columns, or one, over their ranges.</summary>
/// <param name="Across">The column along x.</param>
/// <param name="Up">The column along y; null: a curve.</param>
internal sealed record MapPlan(int Across, int? Up, float Left, float Right, float Bottom, float Top, int Width, int Height);

/// <summary>Where a run stands, told when that changes other than by training.</summary>
/// <param name="Hash">SHA-256 of definition and parameters; null while it trains.</param>
/// <param name="IsExact">Whether the experiment alone gives these weights: no parameter was set by hand, and it is the end of an epoch.</param>
/// <param name="Earliest">The first epoch that can be travelled to.</param>
/// <param name="Furthest">The last.</param>
/// <param name="Changes">The epochs in which settings were changed.</param>
/// <param name="Branches">How often what lay ahead was given up for another future.</param>
internal sealed record RunState(
    int Run, bool Playing, int Epoch, int Step, string? Hash, bool IsExact, string? Stopped, int Earliest, int Furthest, IReadOnlyList<int> Changes, int Branches) : ServerMessage;

/// <summary>Something could not be done.</summary>
/// <param name="About">The type of the message that asked for it.</param>
internal sealed record Refused(string About, string Sentence) : ServerMessage;

/// <summary>How the layers do, and what the doctor finds.</summary>
internal sealed record Health(int Run, IReadOnlyList<LayerVitals> Layers, IReadOnlyList<Finding> Findings) : ServerMessage;

/// <summary>A file follows as the next frame of bytes.</summary>
internal sealed record FileMade(string Name, string MediaType, int Bytes) : ServerMessage;

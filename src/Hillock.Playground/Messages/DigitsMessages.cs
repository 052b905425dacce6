namespace Hillock.Playground.Messages;

/// <summary>Get ready to read digits, with the model at hand; the answer is <see cref="ReaderOpened"/>.</summary>
/// <param name="Shipped">The shipped model takes the place of what it was taught and of any other.</param>
internal sealed record OpenReader(bool Shipped) : ClientMessage;

/// <summary>Read a picture: its shades of gray follow as the next frame of bytes, row by row from the top left.</summary>
/// <param name="Picture">Its number, which the answer names; a later picture takes the place of one that waits.</param>
/// <param name="IsFrame">Whether it is a frame of a camera: glyphs are followed from one frame to the next. Otherwise it stands alone.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal sealed record ReadPicture(int Picture, bool IsFrame, int Width, int Height) : ClientMessage;

/// <summary>Open a glyph of the picture that was read last: its stages, what the network makes of it, and what it is like.</summary>
/// <param name="Picture">The number of the picture in which it was seen: of a camera's frames a later one may do.</param>
/// <param name="Glyph">Its number in <see cref="PictureRead"/>.</param>
internal sealed record Examine(int Picture, int Glyph) : ClientMessage;

/// <summary>Show what a unit of the first layer looks for.</summary>
/// <param name="Unit">Which, from 0.</param>
internal sealed record AskUnit(int Unit) : ClientMessage;

/// <summary>Read without some of the stages, the present picture at once.</summary>
/// <param name="Off">The names of those that are switched off.</param>
internal sealed record SwitchStages(IReadOnlyList<string> Off) : ClientMessage;

/// <summary>Open a glyph's forward and backward pass as a run, for the microscope.</summary>
/// <param name="Picture">The number of the picture in which it was seen.</param>
/// <param name="Glyph">Its number in <see cref="PictureRead"/>.</param>
internal sealed record OpenGlyph(int Picture, int Glyph) : ClientMessage;

/// <summary>Teach the model what a glyph is: a few steps, mixed with images that it knows.</summary>
/// <param name="Picture">The number of the picture in which it was seen.</param>
/// <param name="Glyph">Its number in <see cref="PictureRead"/>.</param>
/// <param name="Label">One of the model's labels.</param>
internal sealed record Correct(int Picture, int Glyph, string Label) : ClientMessage;

/// <summary>Go back to the model that read before the present one: take back what was taught last.</summary>
internal sealed record TakeBack : ClientMessage;

/// <summary>Put a glyph into the visitor's own set.</summary>
/// <param name="Picture">The number of the picture in which it was seen.</param>
/// <param name="Glyph">Its number in <see cref="PictureRead"/>.</param>
/// <param name="Label">What it is: any short text.</param>
internal sealed record Collect(int Picture, int Glyph, string Label) : ClientMessage;

/// <summary>Take the newest glyph of a label out of the own set.</summary>
/// <param name="All">All of that label.</param>
internal sealed record Discard(string Label, bool All) : ClientMessage;

/// <summary>Learn the own set.</summary>
/// <param name="Anew">A network whose classes are those of the own set; otherwise the model learns them beside what it knows.</param>
internal sealed record LearnSet(bool Anew) : ClientMessage;

/// <summary>Stop learning the own set; the model stays as it was.</summary>
internal sealed record StopLearning : ClientMessage;

/// <summary>Make a file of what is at hand in the room of digits, to take away.</summary>
internal sealed record AskReaderFile(ReaderFile Kind) : ClientMessage;

/// <summary>What can be taken away from the room of digits.</summary>
internal enum ReaderFile
{
    /// <summary>The model that reads, safetensors.</summary>
    Model,

    /// <summary>The own set: a row for each glyph, its label and 784 pixels; CSV.</summary>
    Set,

    /// <summary>The picture that was read last, as it was read; PNG.</summary>
    Picture,
}

/// <summary>Which model reads, and what of its way from a picture to an answer can be switched.</summary>
/// <param name="Name">What the model is called: a file, or the shipped one.</param>
/// <param name="Hash">SHA-256 of definition and parameters.</param>
/// <param name="Units">The inputs, then the units of each layer.</param>
/// <param name="Threshold">The least probability of an answer.</param>
/// <param name="Stages">All stages, in the order in which they are done.</param>
/// <param name="Off">Those that are switched off.</param>
/// <param name="Earlier">How many models can be gone back to, one by one.</param>
/// <param name="IsShipped">Whether it is the shipped model, untaught.</param>
internal sealed record ReaderOpened(
    string Name,
    string Hash,
    IReadOnlyList<string> Labels,
    IReadOnlyList<int> Units,
    double Threshold,
    IReadOnlyList<StageTold> Stages,
    IReadOnlyList<string> Off,
    int Earlier,
    bool IsShipped) : ServerMessage;

/// <summary>A stage of the way from a picture to a glyph.</summary>
/// <param name="Says">What it does, in a sentence.</param>
internal sealed record StageTold(string Name, string Says);

/// <summary>What was read in a picture.</summary>
/// <param name="Picture">Its number; 0 for a file that was brought.</param>
/// <param name="Milliseconds">What finding and reading took.</param>
/// <param name="Shown">The picture as PNG, made smaller if it is large, when it came as a file; null later, and for what the page has drawn itself.</param>
/// <param name="Name">What that file is called.</param>
internal sealed record PictureRead(
    int Picture, bool IsFrame, int Width, int Height, IReadOnlyList<ReadGlyph> Glyphs, double Milliseconds, byte[]? Shown, string? Name) : ServerMessage;

/// <summary>A glyph and what is read in it.</summary>
/// <param name="Glyph">Its own number, in a camera's frames as long as it is followed.</param>
/// <param name="X">The left column of its box.</param>
/// <param name="Y">The upper row.</param>
/// <param name="Label">Null: unsure.</param>
/// <param name="Probabilities">Of the model's labels.</param>
internal sealed record ReadGlyph(int Glyph, int X, int Y, int Width, int Height, string? Label, IReadOnlyList<double> Probabilities);

/// <summary>A glyph opened.</summary>
/// <param name="Stages">Pictures of its way, in order.</param>
/// <param name="Units">What the units of the first layer give.</param>
/// <param name="Probabilities">Of the model's labels, for this picture alone.</param>
/// <param name="Nearest">The training images that are most alike to the network: whose last hidden layer is nearest, nearest first.</param>
internal sealed record GlyphExamined(
    int Picture,
    int Glyph,
    string? Label,
    IReadOnlyList<StagePicture> Stages,
    IReadOnlyList<float> Units,
    IReadOnlyList<double> Probabilities,
    IReadOnlyList<Likeness> Nearest) : ServerMessage;

/// <summary>What one stage made of a glyph.</summary>
/// <param name="Stages">The switches that this picture depends on; empty: none.</param>
/// <param name="Pixels">Row by row, 0 black.</param>
internal sealed record StagePicture(string Title, IReadOnlyList<string> Stages, int Width, int Height, byte[] Pixels);

/// <summary>A training image.</summary>
/// <param name="Pixels">28 × 28.</param>
/// <param name="Distance">From the glyph, as the network sees both.</param>
internal sealed record Likeness(string Label, byte[] Pixels, double Distance);

/// <summary>What a unit of the first layer looks for.</summary>
/// <param name="Weights">28 × 28.</param>
internal sealed record UnitShown(int Unit, IReadOnlyList<float> Weights, double Bias) : ServerMessage;

/// <summary>What came of a correction; if the model has learned it, how it reads now follows.</summary>
/// <param name="IsLearned">Whether it has: otherwise the model stays as it was.</param>
/// <param name="Before">The probability of the label before.</param>
/// <param name="After">And now.</param>
/// <param name="KnownBefore">The share right of images that were held out of the steps, before; null: there are none.</param>
/// <param name="KnownAfter">And now.</param>
internal sealed record Corrected(string Label, bool IsLearned, int Steps, double Before, double After, double? KnownBefore, double? KnownAfter) : ServerMessage;

/// <summary>The own set as it is now.</summary>
/// <param name="Classes">Its labels, in order, each with its glyphs.</param>
internal sealed record OwnSetTold(IReadOnlyList<OwnClass> Classes) : ServerMessage;

/// <summary>The glyphs of a label.</summary>
/// <param name="Newest">The newest of them, 28 × 28 each, newest first.</param>
internal sealed record OwnClass(string Label, int Count, IReadOnlyList<byte[]> Newest);

/// <summary>How learning the own set goes.</summary>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Right">The share right of glyphs that were held out; null: there are too few to hold out any.</param>
/// <param name="IsDone">Whether the model that reads is now the one that has learned.</param>
internal sealed record SetLearned(int Epoch, int Epochs, double Loss, double? Right, bool IsDone) : ServerMessage;

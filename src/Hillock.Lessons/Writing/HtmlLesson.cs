using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Writing;

/// <summary>A lesson as one page of HTML that needs nothing but itself.</summary>
/// <param name="output">Where it is written.</param>
public sealed class HtmlLesson(TextWriter output) : LessonWriter
{
    /// <inheritdoc/>
    protected override void Begin(string title) => output.Write(HtmlBlocks.Begin(title, HtmlBlocks.Text(title)));

    /// <inheritdoc/>
    protected override void Write(Block block) => output.WriteLine(HtmlBlocks.Of(block));

    /// <inheritdoc/>
    protected override void End() => output.WriteLine(HtmlBlocks.End);
}

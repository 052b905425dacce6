namespace Hillock.Cli.Lessons;

/// <summary>Writes lessons in one format.</summary>
internal abstract class LessonWriter
{
    /// <summary>The formats' names.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["text", "markdown", "html"];

    /// <summary>The writer of a format.</summary>
    public static LessonWriter Of(string format, TextWriter output) => format switch
    {
        "markdown" => new MarkdownLesson(output),
        "html" => new HtmlLesson(output),
        _ => new TextLesson(output),
    };

    /// <summary>Writes a lesson as it is computed.</summary>
    /// <returns>Whether everything it claims was found true.</returns>
    public bool Write(Lesson lesson)
    {
        bool holds = true;
        Begin(lesson);
        foreach (Block block in lesson.Blocks())
        {
            holds &= block is not Check { Holds: false };
            Write(block);
        }

        End();
        return holds;
    }

    protected abstract void Begin(Lesson lesson);

    protected abstract void Write(Block block);

    protected virtual void End()
    {
    }
}

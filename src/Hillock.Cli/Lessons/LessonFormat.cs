using Hillock.Lessons.Writing;

namespace Hillock.Cli.Lessons;

/// <summary>The formats that a lesson is written in.</summary>
internal static class LessonFormat
{
    public static IReadOnlyList<string> Names { get; } = ["text", "markdown", "html"];

    /// <summary>The writer of a format.</summary>
    public static LessonWriter Writer(string format, TextWriter output) => format switch
    {
        "markdown" => new MarkdownLesson(output),
        "html" => new HtmlLesson(output),
        _ => new TextLesson(output),
    };

    /// <summary>The writer of exercises in a format: as HTML they are a sheet to print.</summary>
    public static LessonWriter ExerciseWriter(string format, TextWriter output) => format == "html" ? new ExerciseSheet(output) : Writer(format, output);
}

using System.Globalization;

namespace Hillock.Expressions;

/// <summary>A text that is being parsed. It knows how to show a place in itself: the line, and a caret under the place.</summary>
internal sealed class ExpressionText
{
    /// <summary>The most characters that are read.</summary>
    public const int MaximumLength = 10_000;

    // What is shown of a long line, so that it fits into 80 columns with its indentation.
    private const int Window = 72;

    /// <summary>Takes a text, unless it is far too long.</summary>
    public ExpressionText(string text)
    {
        if (text.Length > MaximumLength)
            throw new ArgumentException($"An expression has at most {MaximumLength:N0} characters, not {text.Length:N0}.");
        Text = text;
    }

    /// <summary>The text itself.</summary>
    public string Text { get; }

    /// <summary>The error of a place: the sentence, the line, the caret.</summary>
    public ArgumentException Error(int position, string sentence)
    {
        int start = Text.LastIndexOf('\n', Math.Max(0, position - 1)) + 1;
        if (start > position) start = position;
        int end = Text.IndexOf('\n', position);
        string line = Shown(Text[start..(end < 0 ? Text.Length : end)]);
        (string before, string after) = (line[..(position - start)], line[(position - start)..]);
        if (Columns(line) > Window)
        {
            if (before.Length > Window / 2) before = "… " + before[^(Window / 2)..];
            if (after.Length > Window / 2) after = after[..(Window / 2)] + " …";
        }

        return new ArgumentException($"{sentence}\n  {(before + after).TrimEnd()}\n  {new string(' ', Columns(before))}^");
    }

    // Whatever would move the caret away from its place becomes a space.
    private static string Shown(string line) => string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));

    private static int Columns(string text) => new StringInfo(text).LengthInTextElements;
}

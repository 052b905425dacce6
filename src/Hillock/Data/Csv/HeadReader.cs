namespace Hillock.Data.Csv;

/// <summary>A text whose beginning can be looked at before it is read.</summary>
internal sealed class HeadReader : TextReader
{
    private const int HeadLength = 1 << 16;

    private readonly TextReader rest;
    private readonly char[] head = new char[HeadLength];
    private readonly int length;
    private int position;

    /// <summary>Reads the beginning.</summary>
    /// <param name="text">The text; closed with this.</param>
    public HeadReader(TextReader text)
    {
        rest = text;
        length = text.Read(head, 0, HeadLength); // one read: on a pipe it does not wait for more than there is
        if (length > 0 && head[0] == '\uFEFF') position = 1;
    }

    /// <summary>The beginning of the text.</summary>
    public ReadOnlySpan<char> Head => head.AsSpan(0, length).TrimStart('\uFEFF');

    public override int Peek() => position < length ? head[position] : rest.Peek();

    public override int Read() => position < length ? head[position++] : rest.Read();

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (position == length) return rest.Read(buffer);
        int count = Math.Min(buffer.Length, length - position);
        head.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }
}

namespace Hillock.Glyphs;

/// <summary>A path from a picture's left border to its right one, along which a line may run.</summary>
internal sealed class RuledLine
{
    /// <summary>[width, or more] its row in each column, as a fraction; it may leave the picture above or below.</summary>
    public float[] Rows { get; private set; } = [];

    /// <summary>A ridge that is higher is ink.</summary>
    public int Highest { get; set; }

    /// <summary>Makes room for a picture's columns.</summary>
    public RuledLine WithRoom(int width)
    {
        if (Rows.Length < width) Rows = new float[width];
        return this;
    }
}

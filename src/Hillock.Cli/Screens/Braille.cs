namespace Hillock.Cli.Screens;

/// <summary>A picture of dots, 2 × 4 in each character: curves and scatters in a terminal.</summary>
/// <remarks>Unicode's braille block: U+2800 plus one bit for each dot. Of several series the last drawn in a character gives it its color.</remarks>
internal sealed class Braille(int columns, int rows)
{
    private static readonly byte[,] Bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly byte[,] dots = new byte[rows, columns];
    private readonly int[,] series = new int[rows, columns];

    public int Columns => columns;

    public int Rows => rows;

    /// <summary>Dots across.</summary>
    public int Width => 2 * columns;

    /// <summary>Dots from bottom to top.</summary>
    public int Height => 4 * rows;

    /// <summary>The series that colors a character; 0: nothing is drawn there.</summary>
    public int Series(int row, int column) => series[row, column];

    public char this[int row, int column] => (char)(0x2800 + dots[row, column]);

    /// <summary>Draws a dot; what lies outside is left out.</summary>
    /// <param name="x">From the left.</param>
    /// <param name="y">From the bottom.</param>
    /// <param name="number">The series, from 1.</param>
    public void Dot(int x, int y, int number)
    {
        if (x < 0 || x >= Width || y < 0 || y >= Height) return;
        int fromTop = Height - 1 - y;
        dots[fromTop / 4, x / 2] |= Bits[fromTop % 4, x % 2];
        series[fromTop / 4, x / 2] = number;
    }

    /// <summary>Draws a line from dot to dot.</summary>
    public void Line(double x0, double y0, double x1, double y1, int number)
    {
        int steps = Math.Clamp((int)Math.Ceiling(Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0))), 1, 4 * (Width + Height));
        for (int i = 0; i <= steps; i++)
        {
            double t = (double)i / steps;
            Dot((int)Math.Round(x0 + (t * (x1 - x0))), (int)Math.Round(y0 + (t * (y1 - y0))), number);
        }
    }

    /// <summary>A row of characters.</summary>
    public string Row(int row) => string.Create(columns, this, (text, picture) =>
    {
        for (int column = 0; column < text.Length; column++) text[column] = picture.series[row, column] == 0 ? ' ' : picture[row, column];
    });
}

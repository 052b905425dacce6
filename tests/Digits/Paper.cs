namespace Hillock.Digits;

/// <summary>What is printed on a sheet before anyone writes on it.</summary>
internal enum Paper
{
    /// <summary>Nothing.</summary>
    Blank,

    /// <summary>Lines across.</summary>
    Lined,

    /// <summary>Lines across and down.</summary>
    Squared,
}

/// <summary>Prints the lines: paler than ink, a little turned with the sheet, from border to border.</summary>
internal static class Ruling
{
    /// <summary>Prints them; what is inked already stays.</summary>
    public static void Print(Sheet sheet, Paper paper, Dice dice)
    {
        if (paper == Paper.Blank) return;
        double spacing = dice.Between(22, 70), turn = dice.Between(-0.07, 0.07), radius = dice.Between(0.4, 1.1), strength = dice.Between(0.12, 0.6);
        Lines(0, sheet.Height);
        if (paper == Paper.Squared) Lines(Math.PI / 2, sheet.Width);

        void Lines(double direction, double breadth)
        {
            double reach = sheet.Width + sheet.Height, first = dice.Between(0, spacing);
            (double cos, double sin) = (Math.Cos(direction + turn), Math.Sin(direction + turn));
            for (double offset = first - (breadth / 2) - spacing; offset < (breadth / 2) + spacing; offset += spacing)
            {
                (double x, double y) = ((sheet.Width / 2.0) - (offset * sin), (sheet.Height / 2.0) + (offset * cos));
                sheet.Line((x - (reach * cos), y - (reach * sin)), (x + (reach * cos), y + (reach * sin)), radius, strength);
            }
        }
    }
}

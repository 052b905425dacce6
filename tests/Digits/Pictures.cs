using Hillock.Data;
using Hillock.Glyphs;
using Hillock.Images;

namespace Hillock.Digits;

/// <summary>A digit that stands on a picture.</summary>
internal readonly record struct Written(int Label, int Left, int Top, int Right, int Bottom)
{
    /// <summary>Intersection over union with a glyph's box.</summary>
    public double Overlap(GlyphBox box)
    {
        double width = Math.Min(box.X + box.Width, Right) - Math.Max(box.X, Left), height = Math.Min(box.Y + box.Height, Bottom) - Math.Max(box.Y, Top);
        if (width <= 0 || height <= 0) return 0;
        double both = width * height;
        return both / ((box.Width * box.Height) + ((Right - Left) * (Bottom - Top)) - both);
    }
}

/// <summary>A picture and what is written on it; no digits for what is none.</summary>
internal sealed record Picture(GrayImage Image, IReadOnlyList<Written> Digits);

/// <summary>Makes pictures of digits and of other things, each from its number: pages, what a camera sees, what is drawn on a canvas.</summary>
/// <param name="images">28 × 28 images of digits that no model was trained on, such as MNIST's test part; null: all digits are drawn.</param>
internal sealed class Pictures(ImageDataset? images)
{
    private const int PageWidth = 640, PageHeight = 480, Frame = 200, Canvas = 280;

    /// <summary>What is printed on a page: of four pages two are blank, one is lined and one squared.</summary>
    public static Paper PaperOf(int number) => (number % 4) switch
    {
        2 => Paper.Lined,
        3 => Paper.Squared,
        _ => Paper.Blank,
    };

    /// <summary>A page of 1 to 8 digits of about one size anywhere, a little turned; over every third page a hand or its pen throws its shadow.</summary>
    public Picture Page(int number, double roughness = 0.5)
    {
        var dice = new Dice((ulong)number * 8 + 1);
        var sheet = new Sheet(PageWidth, PageHeight);
        List<Written> digits = [];
        int count = 1 + dice.Below(8);
        double size = dice.Between(45, 110), pen = size * dice.Between(0.06, 0.16);
        for (int attempt = 0; digits.Count < count && attempt < 400; attempt++)
        {
            double height = size * dice.Between(0.85, 1.15), room = height * 0.75;
            (double x, double y) = (dice.Between(room, PageWidth - room), dice.Between(room, PageHeight - room));
            if (digits.Exists(other => Math.Abs(((other.Left + other.Right) / 2.0) - x) < 1.25 * size && Math.Abs(((other.Top + other.Bottom) / 2.0) - y) < 1.5 * size)) continue;
            digits.Add(Write(sheet, dice, new Place(x, y, height, dice.Between(-0.15, 0.15), dice.Between(-0.1, 0.25), dice.Between(0.8, 1.1)), pen));
        }

        Ruling.Print(sheet, PaperOf(number), dice);
        return new Picture(Camera.Take(sheet, dice, roughness, hasHand: number % 3 == 0), digits);
    }

    /// <summary>One digit before a camera: turned by up to 20°, half as large to three times as large, thin pens and thick ones, off the center.</summary>
    public Picture CameraDigit(int number)
    {
        var dice = new Dice((ulong)number * 8 + 2);
        var sheet = new Sheet(Frame, Frame);
        double height = 40 * Math.Exp(dice.Between(Math.Log(0.5), Math.Log(3))), margin = Math.Min(0.75 * height, 98);
        var place = new Place(
            dice.Between(margin, Frame - margin), dice.Between(margin, Frame - margin), height, dice.Between(-20, 20) * Math.PI / 180, dice.Between(-0.1, 0.2), dice.Between(0.8, 1.15));
        Written digit = Write(sheet, dice, place, height * dice.Between(0.05, 0.2));
        return new Picture(Camera.Take(sheet, dice), [digit]);
    }

    /// <summary>One digit drawn on a clean canvas with mouse, pen or finger.</summary>
    public Picture CanvasDigit(int number)
    {
        var dice = new Dice((ulong)number * 8 + 3);
        var sheet = new Sheet(Canvas, Canvas);
        int label = dice.Below(10);
        Draw(sheet, Drawings.Digits[label][dice.Below(Drawings.Digits[label].Count)], dice);
        (int left, int top, int right, int bottom) = sheet.Box(0, 0, Canvas, Canvas);
        return new Picture(Clean(sheet), [new Written(label, left, top, right, bottom)]);
    }

    /// <summary>A letter, a sign or a scribble on a canvas.</summary>
    public Picture CanvasOther(int number)
    {
        var dice = new Dice((ulong)number * 8 + 4);
        var sheet = new Sheet(Canvas, Canvas);
        Draw(sheet, Other(dice), dice);
        return new Picture(Clean(sheet), []);
    }

    /// <summary>A letter, a sign, a scribble, or nothing but paper, before a camera.</summary>
    public Picture CameraOther(int number)
    {
        var dice = new Dice((ulong)number * 8 + 5);
        var sheet = new Sheet(Frame, Frame);
        double height = dice.Between(30, 120), margin = 0.75 * height;
        var place = new Place(dice.Between(margin, Frame - margin), dice.Between(margin, Frame - margin), height, dice.Between(-0.35, 0.35));
        if (dice.Next() < 0.75) sheet.Draw(Other(dice).Shaken(dice, 3), place, height * dice.Between(0.05, 0.2));
        return new Picture(Camera.Take(sheet, dice), []);
    }

    private static Drawing Other(Dice dice) => dice.Next() < 0.3 ? Drawings.Scribble(dice) : Drawings.Others[dice.Below(Drawings.Others.Count)];

    private static void Draw(Sheet sheet, Drawing drawing, Dice dice)
    {
        double height = dice.Between(90, 220), margin = (0.5 * height) + 22;
        var place = new Place(
            dice.Between(margin, Canvas - margin), dice.Between(margin, Canvas - margin), height, dice.Between(-0.15, 0.15), dice.Between(-0.1, 0.3), dice.Between(0.7, 1.15));
        sheet.Draw(drawing.Shaken(dice, 3), place, dice.Between(6, 24));
    }

    private Written Write(Sheet sheet, Dice dice, Place place, double pen)
    {
        int label;
        if (images is not null && dice.Next() < 0.7)
        {
            int image = dice.Below(images.Count);
            label = images.Class(image);
            sheet.Paste(images.Pixels(image), 28, place);
        }
        else
        {
            label = dice.Below(10);
            sheet.Draw(Drawings.Digits[label][dice.Below(Drawings.Digits[label].Count)].Shaken(dice, 3), place, Math.Max(pen, 1.5));
        }

        int reach = (int)(0.72 * place.Height);
        (int left, int top, int right, int bottom) = sheet.Box((int)place.X - reach, (int)place.Y - reach, (int)place.X + reach, (int)place.Y + reach);
        return new Written(label, left, top, right, bottom);
    }

    private static GrayImage Clean(Sheet sheet) => new(sheet.Width, sheet.Height, Array.ConvertAll(sheet.Ink, share => (byte)(255 - Math.Round(255 * share))));
}

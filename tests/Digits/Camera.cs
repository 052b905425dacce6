using Hillock.Images;

namespace Hillock.Digits;

/// <summary>A sheet as a camera sees it: uneven light, a shadow, the paper's texture, blur, noise, and the blocks of JPEG.</summary>
internal static class Camera
{
    // The luminance table of ITU-T T.81, annex K.
    private static readonly int[] Quantization =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static readonly double[] Cosines =
        [.. Enumerable.Range(0, 64).Select(i => (i / 8 == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * (i % 8)) + 1) * (i / 8) * Math.PI / 16))];

    /// <summary>Takes the picture.</summary>
    /// <param name="sheet">What is written.</param>
    /// <param name="dice">The light, the paper and all that.</param>
    /// <param name="roughness">How bad it may be: 1 for bad, 0 for perfect.</param>
    /// <param name="hasHand">Whether a hand's shadow lies on the paper: round, from below.</param>
    public static GrayImage Take(Sheet sheet, Dice dice, double roughness = 1, bool hasHand = false)
    {
        (int width, int height) = (sheet.Width, sheet.Height);
        double[] light = new double[width * height];
        double paper = dice.Between(150, 240), darkness = dice.Between(0.45, 0.9);
        (double slopeX, double slopeY) = (roughness * dice.Between(-0.4, 0.4), roughness * dice.Between(-0.4, 0.4));
        double vignette = roughness * dice.Between(0, 0.3), grain = roughness * dice.Between(0, 0.025), texture = roughness * dice.Between(0, 0.05);
        double turn = dice.Between(0, 2 * Math.PI), edge = dice.Between(-0.3, 0.3), softness = dice.Between(0.02, 0.2), shade = dice.Next() < 0.6 * roughness ? dice.Between(0.4, 0.9) : 1;
        Hand hand = hasHand ? Hand.Over(dice) : default;
        double[] waves = [.. Enumerable.Range(0, 12).Select(_ => dice.Between(-1, 1))];
        for (int i = 0; i < light.Length; i++)
        {
            double x = ((i % width) - (width / 2.0)) / width, y = ((i / width) - (height / 2.0)) / width;
            double side = ((x * Math.Cos(turn)) + (y * Math.Sin(turn)) - edge) / softness;
            double shadow = 1 - ((1 - shade) / (1 + Math.Exp(-4 * side)));
            double fibers = 0;
            for (int k = 0; k < 4; k++) fibers += Math.Sin((90 * waves[3 * k] * x) + (90 * waves[(3 * k) + 1] * y) + (6 * waves[(3 * k) + 2]));
            if (hasHand) shadow *= hand.At(x, y);
            light[i] = paper * (1 + (slopeX * x) + (slopeY * y) - (vignette * 2 * ((x * x) + (y * y)))) * shadow * (1 + (texture * fibers / 4) + (grain * dice.Normal()))
                * (1 - (darkness * sheet.Ink[i]));
        }

        Blur(light, width, height, roughness * dice.Between(0, 1.6));
        double noise = roughness * dice.Between(0, 5);
        for (int i = 0; i < light.Length; i++) light[i] += noise * dice.Normal();
        if (dice.Next() < 0.7 * roughness) Compress(light, width, height, dice.Between(0.3, 1.5));
        return new GrayImage(width, height, Array.ConvertAll(light, value => (byte)Math.Clamp(Math.Round(value), 0, 255)));
    }

    /// <summary>The shadow of a hand: an ellipse with a soft edge that reaches into the picture from below.</summary>
    private readonly record struct Hand(double X, double Y, double Width, double Height, double Softness, double Shade)
    {
        public static Hand Over(Dice dice) =>
            new(dice.Between(-0.4, 0.5), dice.Between(0.2, 0.5), dice.Between(0.12, 0.4), dice.Between(0.2, 0.5), dice.Between(0.1, 0.5), dice.Between(0.45, 0.85));

        public double At(double x, double y)
        {
            double outside = (Math.Sqrt(Math.Pow((x - X) / Width, 2) + Math.Pow((y - Y) / Height, 2)) - 1) / Softness;
            return 1 - ((1 - Shade) / (1 + Math.Exp(4 * outside)));
        }
    }

    // Gaussian, rows and then columns.
    private static void Blur(double[] picture, int width, int height, double deviation)
    {
        if (deviation < 0.2) return;
        int reach = (int)Math.Ceiling(3 * deviation);
        double[] weights = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(i => Math.Exp(-i * i / (2 * deviation * deviation)))];
        double total = weights.Sum();
        foreach ((int step, int across, int length, int down) in new[] { (1, width, width, height), (width, 1, height, width) })
        {
            double[] line = new double[length];
            for (int start = 0; start < down; start++)
            {
                int first = start * across;
                for (int i = 0; i < length; i++)
                {
                    double sum = 0;
                    for (int k = -reach; k <= reach; k++) sum += weights[k + reach] * picture[first + (Math.Clamp(i + k, 0, length - 1) * step)];
                    line[i] = sum / total;
                }

                for (int i = 0; i < length; i++) picture[first + (i * step)] = line[i];
            }
        }
    }

    // The discrete cosine transform of each block of 8 × 8, rounded to multiples of the table.
    private static void Compress(double[] picture, int width, int height, double coarseness)
    {
        double[] block = new double[64], half = new double[64];
        for (int top = 0; top + 8 <= height; top += 8)
        {
            for (int left = 0; left + 8 <= width; left += 8)
            {
                for (int i = 0; i < 64; i++) block[i] = picture[((top + (i / 8)) * width) + left + (i % 8)] - 128;
                Transform(block, half, isInverse: false);
                for (int i = 0; i < 64; i++) block[i] = Math.Round(block[i] / (coarseness * Quantization[i])) * coarseness * Quantization[i];
                Transform(block, half, isInverse: true);
                for (int i = 0; i < 64; i++) picture[((top + (i / 8)) * width) + left + (i % 8)] = block[i] + 128;
            }
        }
    }

    private static void Transform(double[] block, double[] half, bool isInverse)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            for (int row = 0; row < 8; row++)
            {
                for (int k = 0; k < 8; k++)
                {
                    double sum = 0;
                    for (int i = 0; i < 8; i++) sum += block[(row * 8) + i] * Cosines[isInverse ? (i * 8) + k : (k * 8) + i];
                    half[(k * 8) + row] = sum; // turned: the second pass goes along columns
                }
            }

            Array.Copy(half, block, 64);
        }
    }
}

using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>Outlier exposure (Hendrycks, Mazeika &amp; Dietterich 2019): some pictures become ones that show none of the classes, and teach that all are as likely.</summary>
/// <remarks>
/// Made from the training set and from lines alone: two pictures merged, a part seen from too near, scribbles, signs and letters that are
/// no digits, blots and stripes. So a network learns to be unsure where it should be. Stand it before the other distortions: they then
/// act on what it made.
/// </remarks>
public sealed record Outliers : Distortion
{
    /// <summary>The share of pictures that are replaced.</summary>
    public double Share { get; init => field = Require.Fraction(value, "share of outliers"); } = 0.2;

    /// <inheritdoc/>
    public override string Name => "outliers";

    internal static Entry<Distortion> Entry { get; } = new Entry<Distortion, Outliers>("outliers", new(),
    [
        new("share", self => self.Share, (self, value) => self with { Share = value }),
    ]);

    internal override DistortionStep Compile(PictureSize size) => new OutliersStep(this, size);

    private sealed class OutliersStep(Outliers outliers, PictureSize size) : DistortionStep
    {
        private const double MostSlant = 1;

        private readonly Blots blots = new(size);

        public override void Apply(Canvas canvas, in Draws draws)
        {
            if (!draws.Chance(0, outliers.Share)) return;
            canvas.Settle();
            canvas.IsOutlier = true;
            double kind = draws.Between(1, 0, 1);
            if (kind < 0.15) Merge(canvas, draws);
            else if (kind < 0.25) Enlarge(canvas, draws);
            else if (kind < 0.75) Draw(canvas, draws, isSign: true);
            else if (kind < 0.9) Draw(canvas, draws, isSign: false);
            else blots.Draw(canvas, draws);
        }

        // Two pictures side by side or one above the other, each squeezed to its half; their margins are left out.
        private void Merge(Canvas canvas, in Draws draws)
        {
            bool beside = draws.Chance(2, 0.7);
            canvas.Others.Copy(draws.Below(3, canvas.Others.Count), canvas.Other);
            (int length, int across) = beside ? (size.Width, size.Height) : (size.Height, size.Width);
            int margin = length / 7, inside = length - (2 * margin), end = length - margin;
            int middle = margin + (int)(inside * draws.Between(4, 0.4, 0.6));
            canvas.Next.Clear();
            for (int channel = 0; channel < size.Channels; channel++)
            {
                Span<float> own = canvas.Plane(channel), other = canvas.Other.AsSpan(channel * size.Plane, size.Plane), merged = canvas.NextPlane(channel);
                for (int along = margin; along < end; along++)
                {
                    bool isFirst = along < middle;
                    Span<float> source = isFirst ? own : other;
                    int from = margin + (isFirst ? (along - margin) * inside / (middle - margin) : (along - middle) * inside / (end - middle));
                    for (int side = 0; side < across; side++)
                    {
                        ref float pixel = ref merged[Place(along, side)];
                        pixel = (source[Place(from, side)] + source[Place(Math.Min(from + 1, length - 1), side)]) / 2;
                    }
                }
            }

            canvas.Turn();
            int Place(int along, int side) => beside ? (side * size.Width) + along : (along * size.Width) + side;
        }

        // A part of the picture, more than twice as large: only pieces of strokes are seen.
        private void Enlarge(Canvas canvas, in Draws draws)
        {
            canvas.Move();
            float shrink = (float)draws.Between(2, 0.3, 0.45);
            float x = (float)draws.Between(3, 0.35, 0.65) * size.Width, y = (float)draws.Between(4, 0.35, 0.65) * size.Height;
            for (int i = 0; i < size.Plane; i++)
            {
                canvas.FromX[i] = x + (shrink * (canvas.FromX[i] - (size.Width / 2f)));
                canvas.FromY[i] = y + (shrink * (canvas.FromY[i] - (size.Height / 2f)));
            }
        }

        private void Draw(Canvas canvas, in Draws draws, bool isSign)
        {
            canvas.Pixels.Clear();
            if (isSign) Signs.Draw(canvas.Plane(0), size, draws);
            else Scribble.Draw(canvas.Plane(0), size, draws);
            for (int channel = 1; channel < size.Channels; channel++) canvas.Plane(0).CopyTo(canvas.Plane(channel));
            Straighten(canvas);
        }

        // As a picture of a digit is normalized: upright by its moments, its center of mass in the middle. An L or an F is slanted by that.
        private void Straighten(Canvas canvas)
        {
            ReadOnlySpan<float> plane = canvas.Plane(0);
            double mass = 0, x1 = 0, y1 = 0, xy = 0, yy = 0;
            for (int i = 0; i < plane.Length; i++)
            {
                (int x, int y) = (i % size.Width, i / size.Width);
                mass += plane[i];
                x1 += plane[i] * x;
                y1 += plane[i] * y;
                xy += plane[i] * x * y;
                yy += plane[i] * y * y;
            }

            if (mass <= 0) return;
            (double centerX, double centerY) = (x1 / mass, y1 / mass);
            double spread = (yy / mass) - (centerY * centerY);
            float slant = spread > 0 ? (float)Math.Clamp(((xy / mass) - (centerX * centerY)) / spread, -MostSlant, MostSlant) : 0;
            canvas.Move();
            float shiftX = (float)centerX - ((size.Width - 1) / 2f), shiftY = (float)centerY - ((size.Height - 1) / 2f);
            for (int i = 0; i < size.Plane; i++)
            {
                float y = canvas.FromY[i] + shiftY;
                canvas.FromX[i] += shiftX + (slant * (y - (float)centerY));
                canvas.FromY[i] = y;
            }
        }
    }
}

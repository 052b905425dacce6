using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>What else is on the paper: in some pictures one to three short lines near the rim, as of a neighbor, a ruled line or a speck.</summary>
public sealed record Clutter : Distortion
{
    private const int MostLines = 3;

    /// <summary>The share of pictures that get any.</summary>
    public double Share { get; init => field = Require.NotNegative(value, "share") <= 1 ? value : throw new ArgumentException($"The share is at most 1, not {value}."); } = 0.3;

    /// <summary>The longest line, in pixels of 28.</summary>
    public double Length { get; init => field = Require.NotNegative(value, "length"); } = 6;

    /// <inheritdoc/>
    public override string Name => "clutter";

    internal static Entry<Distortion> Entry { get; } = new Entry<Distortion, Clutter>("clutter", new(),
    [
        new("share", self => self.Share, (self, value) => self with { Share = value }),
        new("length", self => self.Length, (self, value) => self with { Length = value }),
    ]);

    internal override DistortionStep Compile(PictureSize size) => new ClutterStep(Share, Pixels(Length, size), Pixels(0.9, size), size);

    private sealed class ClutterStep(double share, double longest, double thickest, PictureSize size) : DistortionStep
    {
        // Lines lie about an ellipse through the rim: the middle is the digit's.
        private const double Nearest = 0.4, Farthest = 0.55;

        public override void Apply(Canvas canvas, in Draws draws)
        {
            if (!draws.Chance(0, share)) return;
            canvas.Settle();
            int lines = 1 + draws.Below(1, MostLines);
            for (int line = 0; line < lines; line++)
            {
                int j = 2 + (line * 6);
                double around = draws.Between(j, 0, 2 * Math.PI), distance = draws.Between(j + 1, Nearest, Farthest);
                double direction = draws.Between(j + 2, 0, Math.PI), half = draws.Between(j + 3, 0, longest / 2);
                double x = ((0.5 + (distance * Math.Cos(around))) * size.Width) - 0.5, y = ((0.5 + (distance * Math.Sin(around))) * size.Height) - 0.5;
                double stepX = half * Math.Cos(direction), stepY = half * Math.Sin(direction);
                float radius = (float)draws.Between(j + 4, 0, thickest), ink = (float)draws.Between(j + 5, 0.2, 1);
                for (int channel = 0; channel < size.Channels; channel++)
                    Strokes.Line(canvas.Plane(channel), size, ((float)(x - stepX), (float)(y - stepY)), ((float)(x + stepX), (float)(y + stepY)), radius, ink);
            }
        }
    }
}

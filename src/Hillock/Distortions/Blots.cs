using Hillock.Kernels;

namespace Hillock.Distortions;

/// <summary>Textures: blots, which are smoothed noise cut at a level, or stripes.</summary>
internal sealed class Blots(PictureSize size)
{
    // Coarse and fine grain, in heights of the picture.
    private readonly Smoothing[] grains = [new(0.04 * size.Height, size), new(0.07 * size.Height, size), new(0.11 * size.Height, size)];

    /// <summary>Fills the picture; numbers of <paramref name="draws"/> from 2 on.</summary>
    public void Draw(Canvas canvas, in Draws draws)
    {
        Span<float> plane = canvas.Plane(0);
        if (draws.Chance(2, 0.6)) Blot(canvas, draws, plane);
        else Stripe(draws, plane);
        for (int channel = 1; channel < size.Channels; channel++) plane.CopyTo(canvas.Plane(channel));
    }

    private void Blot(Canvas canvas, in Draws draws, Span<float> plane)
    {
        draws.Fill(10, canvas.Noise.AsSpan(0, size.Plane));
        grains[draws.Below(3, grains.Length)].Apply(canvas.Noise, 1, canvas.Fields, canvas.Scratch);
        ReadOnlySpan<float> field = canvas.Fields.AsSpan(0, size.Plane);
        double squares = Reductions.SumOfSquares(field);
        float steepness = (float)(draws.Between(4, 0.5, 3) / Math.Sqrt((squares / size.Plane) + 1e-12)), level = (float)draws.Between(5, -0.5, 1);
        for (int i = 0; i < plane.Length; i++) plane[i] = Math.Clamp((steepness * field[i]) - level, 0, 1);
    }

    private void Stripe(in Draws draws, Span<float> plane)
    {
        (double sin, double cos) = Math.SinCos(draws.Between(3, 0, Math.PI));
        double distance = size.Height * draws.Between(4, 0.1, 0.3), start = draws.Between(5, 0, 1), width = draws.Between(6, 0.2, 0.6);
        bool isGrid = draws.Chance(7, 0.3);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
            {
                double along = ((x * cos) + (y * sin)) / distance, across = ((y * cos) - (x * sin)) / distance;
                double ink = Line(along);
                if (isGrid) ink = Math.Max(ink, Line(across));
                plane[(y * size.Width) + x] = (float)ink;
            }
        }

        // A line in the middle of each period, its edges one tenth of the period wide.
        double Line(double place)
        {
            double phase = place + start - Math.Floor(place + start);
            return Math.Clamp(((width / 2) - Math.Abs(phase - 0.5)) * 10, 0, 1);
        }
    }
}

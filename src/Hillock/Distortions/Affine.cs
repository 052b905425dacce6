using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>Turns, stretches, slants and moves the picture: p′ = c + A·(p − c) + t with A = rotation · slant · stretch.</summary>
/// <remarks>
/// All amounts are uniform within ± their setting; width and height are stretched each by a factor of its own, e^u, so that twice as wide is
/// as likely as half. Pixels that come from outside are background.
/// </remarks>
public sealed record Affine : Distortion
{
    /// <summary>The largest angle, in degrees.</summary>
    public double Rotation { get; init => field = Require.NotNegative(value, "rotation"); } = 15;

    /// <summary>The largest |u| of a stretch e^u: 0.15 is up to 16 % larger or 14 % smaller.</summary>
    public double Scale { get; init => field = Require.NotNegative(value, "scale"); } = 0.15;

    /// <summary>The largest slant: how far a point moves sideways for each unit of height.</summary>
    public double Shear { get; init => field = Require.NotNegative(value, "shear"); } = 0.15;

    /// <summary>The largest shift to each side, in pixels of 28.</summary>
    public double Shift { get; init => field = Require.NotNegative(value, "shift"); } = 1;

    /// <inheritdoc/>
    public override string Name => "affine";

    internal static Entry<Distortion> Entry { get; } = new Entry<Distortion, Affine>("affine", new(),
    [
        new("rotation", self => self.Rotation, (self, value) => self with { Rotation = value }),
        new("scale", self => self.Scale, (self, value) => self with { Scale = value }),
        new("shear", self => self.Shear, (self, value) => self with { Shear = value }),
        new("shift", self => self.Shift, (self, value) => self with { Shift = value }),
    ]);

    internal override DistortionStep Compile(PictureSize size) => new AffineStep(this, Pixels(Shift, size));

    private sealed class AffineStep(Affine affine, double shift) : DistortionStep
    {
        public override void Apply(Canvas canvas, in Draws draws)
        {
            canvas.Move();
            double angle = draws.Within(0, affine.Rotation) * Math.PI / 180;
            double stretchX = Math.Exp(draws.Within(1, affine.Scale)), stretchY = Math.Exp(draws.Within(2, affine.Scale));
            double slant = draws.Within(3, affine.Shear);
            double shiftX = draws.Within(4, shift), shiftY = draws.Within(5, shift);

            // Each pixel asks where it came from: the inverse, stretch⁻¹ · slant⁻¹ · rotation⁻¹.
            (double sin, double cos) = Math.SinCos(angle);
            double xx = (cos + (slant * sin)) / stretchX, xy = (sin - (slant * cos)) / stretchX;
            double yx = -sin / stretchY, yy = cos / stretchY;
            double centerX = (canvas.Size.Width - 1) / 2.0, centerY = (canvas.Size.Height - 1) / 2.0;
            double fromX = centerX - (xx * (centerX + shiftX)) - (xy * (centerY + shiftY));
            double fromY = centerY - (yx * (centerX + shiftX)) - (yy * (centerY + shiftY));

            Span<float> x = canvas.FromX, y = canvas.FromY, kept = canvas.Fields.AsSpan(0, x.Length);
            x.CopyTo(kept);
            Elementwise.Map(new Combination((float)xx, (float)xy, (float)fromX), kept, y, x);
            Elementwise.Map(new Combination((float)yx, (float)yy, (float)fromY), kept, y, y);
        }
    }

    /// <summary>a·x + b·y + c.</summary>
    private readonly struct Combination(float a, float b, float c) : IBinaryOperator<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x, V y)
            where V : struct, ISimd<V, float> => V.MultiplyAdd(V.Broadcast(a), x, V.MultiplyAdd(V.Broadcast(b), y, V.Broadcast(c)));
    }
}

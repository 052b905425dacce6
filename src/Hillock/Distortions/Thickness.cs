using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>A thicker or thinner pen: gray dilation or erosion by a square of 3 × 3, r times, where r need not be whole.</summary>
/// <remarks>
/// Dilation takes the largest value of a pixel and its neighbors, erosion the smallest; a part f of a step mixes (1 − f) of the picture with f
/// of the changed one. r is uniform from −thinner to thicker, and a step moves the ink's edge by one pixel of the picture.
/// </remarks>
public sealed record Thickness : Distortion
{
    /// <summary>How far the ink's edge moves outward at most, in pixels of 28.</summary>
    public double Thicker { get; init => field = Require.NotNegative(value, "setting thicker"); } = 0.8;

    /// <summary>How far the ink's edge moves inward at most, in pixels of 28.</summary>
    public double Thinner { get; init => field = Require.NotNegative(value, "setting thinner"); } = 0.5;

    /// <inheritdoc/>
    public override string Name => "thickness";

    internal static Entry<Distortion> Entry { get; } = new Entry<Distortion, Thickness>("thickness", new(),
    [
        new("thicker", self => self.Thicker, (self, value) => self with { Thicker = value }),
        new("thinner", self => self.Thinner, (self, value) => self with { Thinner = value }),
    ]);

    internal override DistortionStep Compile(PictureSize size) => new ThicknessStep(Pixels(Thicker, size), Pixels(Thinner, size), size);

    private sealed class ThicknessStep(double thicker, double thinner, PictureSize size) : DistortionStep
    {
        public override void Apply(Canvas canvas, in Draws draws)
        {
            double edge = draws.Between(0, -thinner, thicker);
            canvas.Settle();
            for (double left = Math.Abs(edge); left > 0; left--)
            {
                float part = (float)Math.Min(1, left);
                for (int channel = 0; channel < size.Channels; channel++)
                {
                    Span<float> pixels = canvas.Plane(channel), next = canvas.NextPlane(channel), rows = canvas.Fields.AsSpan(0, size.Plane);
                    if (edge > 0) Spread(default(Larger), pixels, rows, next);
                    else Spread(default(Smaller), pixels, rows, next);
                    Elementwise.Map(new Mix(part), pixels, next, next);
                }

                canvas.Turn();
            }
        }

        // Along the columns, then along the rows. What lies outside has no say.
        private void Spread<TChoice>(TChoice choice, ReadOnlySpan<float> pixels, Span<float> rows, Span<float> result)
            where TChoice : struct, IBinaryOperator<float>, IChoice
        {
            int width = size.Width, last = size.Plane - width;
            Elementwise.Map(choice, pixels[..last], pixels[width..], rows);
            pixels[last..].CopyTo(rows[last..]);
            Elementwise.Map(choice, rows[width..], pixels[..last], rows[width..]);

            Elementwise.Map(choice, rows[..^1], rows[1..], result);
            result[^1] = rows[^1];
            Elementwise.Map(choice, result[1..], rows[..^1], result[1..]);
            for (int start = 0; start < size.Plane; start += width)
            {
                // At the edges the neighbor in memory is another row's.
                result[start] = width > 1 ? choice.Of(rows[start], rows[start + 1]) : rows[start];
                result[start + width - 1] = width > 1 ? choice.Of(rows[start + width - 2], rows[start + width - 1]) : rows[start];
            }
        }
    }

    private interface IChoice
    {
        float Of(float a, float b);
    }

    private readonly struct Larger : IBinaryOperator<float>, IChoice
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b)
            where V : struct, ISimd<V, float> => V.Max(a, b);

        public float Of(float a, float b) => Math.Max(a, b);
    }

    private readonly struct Smaller : IBinaryOperator<float>, IChoice
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b)
            where V : struct, ISimd<V, float> => V.Min(a, b);

        public float Of(float a, float b) => Math.Min(a, b);
    }

    /// <summary>a + part·(b − a).</summary>
    private readonly struct Mix(float part) : IBinaryOperator<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V a, V b)
            where V : struct, ISimd<V, float> => V.MultiplyAdd(V.Broadcast(part), b - a, a);
    }
}

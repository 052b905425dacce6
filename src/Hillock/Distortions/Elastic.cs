using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>Elastic distortion, as of a muscle that trembles (Simard, Steinkraus &amp; Platt 2003).</summary>
/// <remarks>
/// Every pixel is moved by (Δx, Δy) = α·(G_σ ∗ u, G_σ ∗ v): fields of numbers uniform in (−1, 1), smoothed by a Gaussian whose weights sum
/// to 1. Outside the picture the fields are 0. A large σ moves the picture as a whole, a small one makes each pixel go its own way; with
/// α = 36 and σ = 5 points move by about 1.2 pixels, neighbors together. Smoothing is G·u·Gᵀ with a matrix G.
/// After so much smoothing nobody can tell how fine the noise was: u has one number for each s × s pixels, s = ⌊σ/2⌋.
/// </remarks>
public sealed record Elastic : Distortion
{
    /// <summary>α: how far the fields are stretched, in pixels of 28.</summary>
    public double Alpha { get; init => field = Require.NotNegative(value, "setting alpha"); } = 36;

    /// <summary>σ: how far pixels move together, in pixels of 28.</summary>
    public double Sigma { get; init => field = Require.Positive(value, "setting sigma"); } = 5;

    /// <inheritdoc/>
    public override string Name => "elastic";

    internal static Entry<Distortion> Entry { get; } = new Entry<Distortion, Elastic>("elastic", new(),
    [
        new("alpha", self => self.Alpha, (self, value) => self with { Alpha = value }),
        new("sigma", self => self.Sigma, (self, value) => self with { Sigma = value }),
    ]);

    // Smoothing divides a field's deviation by 2√π·σ: α grows twice with the picture, once for σ and once for the pixels that it stands for.
    internal override DistortionStep Compile(PictureSize size) => new ElasticStep((float)Pixels(Pixels(Alpha, size), size), Pixels(Sigma, size), size);

    private sealed class ElasticStep(float alpha, double sigma, PictureSize size) : DistortionStep
    {
        private readonly Smoothing smoothing = new(sigma, size, spacing: Math.Max(1, (int)(sigma / 2)));

        public override void Apply(Canvas canvas, in Draws draws)
        {
            canvas.Move();
            Span<float> fields = canvas.Fields;
            draws.Fill(0, canvas.Noise.AsSpan(0, 2 * smoothing.FieldLength));
            smoothing.Apply(canvas.Noise, 2, fields, canvas.Scratch);
            Elementwise.Map(new Step(alpha), fields[..size.Plane], canvas.FromX, canvas.FromX);
            Elementwise.Map(new Step(alpha), fields.Slice(size.Plane, size.Plane), canvas.FromY, canvas.FromY);
        }
    }

    /// <summary>p + α·field.</summary>
    private readonly struct Step(float alpha) : IBinaryOperator<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V field, V p)
            where V : struct, ISimd<V, float> => V.MultiplyAdd(V.Broadcast(alpha), field, p);
    }
}

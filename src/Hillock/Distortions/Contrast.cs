using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>Paler ink and other grays between: y = (1 − f)·(x + c·x·(1 − x)), f uniform in [0, fading], c uniform within ± curve.</summary>
/// <remarks>The background stays 0; c above 0 darkens the edges of strokes, below 0 it pales them.</remarks>
public sealed record Contrast : Distortion
{
    /// <summary>The largest |c|, below 1 so that the order of grays is kept.</summary>
    public double Curve { get; init => field = Require.Fraction(value, "curve"); } = 0.5;

    /// <summary>How much of full ink is lost at most.</summary>
    public double Fading { get; init => field = Require.Fraction(value, "fading"); } = 0.3;

    /// <inheritdoc/>
    public override string Name => "contrast";

    internal static Entry<Distortion> Entry { get; } = new Entry<Distortion, Contrast>("contrast", new(),
    [
        new("curve", self => self.Curve, (self, value) => self with { Curve = value }),
        new("fading", self => self.Fading, (self, value) => self with { Fading = value }),
    ]);

    internal override DistortionStep Compile(PictureSize size) => new ContrastStep(this);

    private sealed class ContrastStep(Contrast contrast) : DistortionStep
    {
        public override void Apply(Canvas canvas, in Draws draws)
        {
            canvas.Settle();
            float ink = (float)draws.Between(0, 1 - contrast.Fading, 1);
            Elementwise.Map(new Grays(ink, ink * (float)draws.Within(1, contrast.Curve)), canvas.Pixels, canvas.Pixels);
        }
    }

    /// <summary>ink·x + bend·x·(1 − x).</summary>
    private readonly struct Grays(float ink, float bend) : IUnaryOperator<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V x)
            where V : struct, ISimd<V, float> => x * V.MultiplyAdd(V.Broadcast(bend), V.Constant(1) - x, V.Broadcast(ink));
    }
}

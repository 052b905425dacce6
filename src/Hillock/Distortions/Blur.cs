using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>A picture out of focus: convolution with a Gaussian whose σ is one of 8 values, evenly from 0 to the largest.</summary>
public sealed record Blur : Distortion
{
    // So many matrices of weights are made beforehand; the eye tells no finer steps apart.
    private const int Levels = 8;

    /// <summary>The largest σ, in pixels of 28.</summary>
    public double Sigma { get; init => field = Require.NotNegative(value, "setting sigma"); } = 0.8;

    /// <inheritdoc/>
    public override string Name => "blur";

    internal static Entry<Distortion> Entry { get; } = new Entry<Distortion, Blur>("blur", new(),
    [
        new("sigma", self => self.Sigma, (self, value) => self with { Sigma = value }),
    ]);

    internal override DistortionStep Compile(PictureSize size) => new BlurStep(Pixels(Sigma, size), size);

    private sealed class BlurStep(double sigma, PictureSize size) : DistortionStep
    {
        private readonly Smoothing[] smoothings =
            [.. Enumerable.Range(1, sigma > 0 ? Levels - 1 : 0).Select(level => new Smoothing(sigma * level / (Levels - 1), size))];

        public override void Apply(Canvas canvas, in Draws draws)
        {
            int level = draws.Below(0, Levels);
            if (level == 0 || smoothings.Length == 0) return;
            canvas.Settle();
            for (int channel = 0; channel < size.Channels; channel++)
            {
                canvas.Plane(channel).CopyTo(canvas.Noise);
                smoothings[level - 1].Apply(canvas.Noise, 1, canvas.Fields, canvas.Scratch);
                canvas.Fields.AsSpan(0, size.Plane).CopyTo(canvas.Plane(channel));
            }
        }
    }
}

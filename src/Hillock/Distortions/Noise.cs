using System.Runtime.CompilerServices;
using Hillock.Kernels;
using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>Grain: y = x + a·u within [0, 1], u uniform in (−1, 1) for every pixel, a uniform in [0, amount].</summary>
public sealed record Noise : Distortion
{
    /// <summary>The largest a.</summary>
    public double Amount { get; init => field = Require.NotNegative(value, "amount"); } = 0.1;

    /// <inheritdoc/>
    public override string Name => "noise";

    internal static Entry<Distortion> Entry { get; } = new Entry<Distortion, Noise>("noise", new(),
    [
        new("amount", self => self.Amount, (self, value) => self with { Amount = value }),
    ]);

    internal override DistortionStep Compile(PictureSize size) => new NoiseStep(this, size);

    private sealed class NoiseStep(Noise noise, PictureSize size) : DistortionStep
    {
        public override void Apply(Canvas canvas, in Draws draws)
        {
            canvas.Settle();
            float amount = (float)draws.Between(0, 0, noise.Amount);
            Span<float> grain = canvas.Noise.AsSpan(0, size.Plane);
            draws.Fill(1, grain);
            for (int channel = 0; channel < size.Channels; channel++)
                Elementwise.Map(new Grain(amount), grain, canvas.Plane(channel), canvas.Plane(channel));
        }
    }

    /// <summary>x + a·u within [0, 1].</summary>
    private readonly struct Grain(float amount) : IBinaryOperator<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Invoke<V>(V u, V x)
            where V : struct, ISimd<V, float> => V.Min(V.Max(V.MultiplyAdd(V.Broadcast(amount), u, x), V.Constant(0)), V.Constant(1));
    }
}

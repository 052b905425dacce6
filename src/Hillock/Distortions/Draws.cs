using Hillock.Kernels;

namespace Hillock.Distortions;

/// <summary>The random numbers of one distortion of one sample in one epoch: the same whoever asks, and whenever.</summary>
internal readonly struct Draws
{
    // Number j of distortion k of sample i is number (i·2⁸ + k)·2²⁴ + j of the epoch's stream.
    private const int NumberBits = 24, DistortionBits = 8;

    private readonly RandomStream stream;
    private readonly long first;

    /// <summary>The numbers of one distortion.</summary>
    /// <param name="epoch">The epoch's stream.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="distortion">The place of the distortion among those of the augmentation.</param>
    public Draws(RandomStream epoch, int sample, int distortion) =>
        (stream, first) = (epoch, (((long)sample << DistortionBits) + distortion) << NumberBits);

    /// <summary>Number j, uniform from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public double Between(int j, double low, double high) => low + ((high - low) * stream.Uniform(first + j));

    /// <summary>Number j, uniform from −<paramref name="limit"/> to <paramref name="limit"/>.</summary>
    public double Within(int j, double limit) => Between(j, -limit, limit);

    /// <summary>Number j, uniform in 0 … <paramref name="bound"/> − 1.</summary>
    public int Below(int j, int bound) => stream.Below(first + j, bound);

    /// <summary>Whether number j says yes, which it does with this probability.</summary>
    public bool Chance(int j, double probability) => stream.Uniform(first + j) < probability;

    /// <summary>Uniform numbers in (−1, 1), from number j on.</summary>
    public void Fill(int j, Span<float> numbers) => stream.FillSymmetric(first + j, numbers);
}

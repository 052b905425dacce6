using Hillock.Kernels;

namespace Hillock.Construction;

/// <summary>The inputs on which a network is compared with what it should compute. Sample i is a pure function of i.</summary>
internal abstract class SampleSpace
{
    /// <summary>Samples where not every input can be tried.</summary>
    public const int Many = 1_000_000;

    /// <summary>The most inputs of 0 and 1 of which every combination is tried.</summary>
    public const int MostWhole = 20;

    /// <summary>How many samples there are.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the samples are all inputs there are.</summary>
    public abstract bool IsWhole { get; }

    /// <summary>Writes a sample.</summary>
    public abstract void Fill(int sample, Span<double> input);

    /// <summary>All combinations of 0 and 1, the first input changing last, as truth tables are written; a million by chance of more than 20 inputs.</summary>
    public static SampleSpace Binary(int inputs) => inputs <= MostWhole ? new Rows(inputs) : new Coins();

    /// <summary>
    /// A million points of an interval or rectangle: it is cut into 4,096 small ones, and in each lie, one after the other, as many points by
    /// chance.
    /// </summary>
    public static SampleSpace Box(IReadOnlyList<double> low, IReadOnlyList<double> high) => new Points([.. low], [.. high]);

    private sealed class Rows(int inputs) : SampleSpace
    {
        public override int Count => 1 << inputs;

        public override bool IsWhole => true;

        public override void Fill(int sample, Span<double> input)
        {
            for (int i = 0; i < input.Length; i++) input[i] = (sample >> (input.Length - 1 - i)) & 1;
        }
    }

    private sealed class Coins : SampleSpace
    {
        private readonly RandomStream random = new(0, RandomPurpose.Generation);

        public override int Count => Many;

        public override bool IsWhole => false;

        public override void Fill(int sample, Span<double> input)
        {
            int words = (input.Length + 63) / 64;
            ulong coins = 0;
            for (int i = 0; i < input.Length; i++, coins >>= 1)
            {
                if (i % 64 == 0) coins = random.Bits(((long)sample * words) + (i / 64));
                input[i] = coins & 1;
            }
        }
    }

    private sealed class Points : SampleSpace
    {
        private readonly RandomStream random = new(0, RandomPurpose.Generation);
        private readonly double[] low;
        private readonly double[] high;
        private readonly int perSide;
        private readonly long boxes;

        public Points(double[] low, double[] high)
        {
            (this.low, this.high) = (low, high);
            perSide = low.Length == 1 ? 4096 : 64;
            boxes = (long)Math.Pow(perSide, low.Length);
        }

        public override int Count => Many;

        public override bool IsWhole => false;

        public override void Fill(int sample, Span<double> input)
        {
            long box = sample * boxes / Many;
            for (int i = 0; i < input.Length; i++, box /= perSide)
                input[i] = low[i] + ((high[i] - low[i]) * ((box % perSide) + random.Uniform(((long)sample * input.Length) + i)) / perSide);
        }
    }
}

/// <summary>Inputs that are listed one by one.</summary>
/// <param name="samples">[samples][inputs].</param>
internal sealed class ListedSamples(IReadOnlyList<double[]> samples) : SampleSpace
{
    public override int Count => samples.Count;

    public override bool IsWhole => true;

    public override void Fill(int sample, Span<double> input) => samples[sample].CopyTo(input);
}

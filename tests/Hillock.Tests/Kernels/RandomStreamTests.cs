using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class RandomStreamTests
{
    // Philox 4×32-10, from the file kat_vectors published with Random123 (Salmon et al. 2011): counter, key, result.
    public static TheoryData<uint[], uint[], uint[]> KnownAnswers => new()
    {
        { [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
        {
            [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff],
            [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
        },
        {
            [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0],
            [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
        },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void The_published_vectors_come_out(uint[] counter, uint[] key, uint[] result)
    {
        RandomStream random = new((long)Join(key[1], key[0]), (RandomPurpose)(int)counter[2], (int)counter[3]);
        long index = (long)Join(counter[1], counter[0]);

        Assert.Equal(Join(result[0], result[1]), random.Bits(index));

        double u1 = ((Join(result[0], result[1]) >> 11) + 1) * Math.Pow(2, -53);
        double u2 = (Join(result[2], result[3]) >> 11) * Math.Pow(2, -53);
        Assert.Equal(Math.Sqrt(-2 * Math.Log(u1)) * Math.Cos(2 * Math.PI * u2), random.Normal(index));
    }

    [Fact]
    public void Streams_of_another_seed_purpose_or_instance_differ()
    {
        RandomStream[] streams =
        [
            new(1, RandomPurpose.Shuffle), new(2, RandomPurpose.Shuffle), new(-1, RandomPurpose.Shuffle), new(1L << 32, RandomPurpose.Shuffle),
            new(1, RandomPurpose.Split), new(1, RandomPurpose.Shuffle, 1), new(1, RandomPurpose.Shuffle, -1),
        ];

        Assert.Equal(streams.Length * 100, streams.SelectMany(stream => Enumerable.Range(0, 100).Select(i => stream.Bits(i))).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-7)]
    public void Uniform_numbers_fill_the_unit_interval_evenly(long seed)
    {
        const int count = 200_000, bins = 100;
        RandomStream random = new(seed, RandomPurpose.Generation);
        int[] histogram = new int[bins];
        for (int i = 0; i < count; i++) histogram[(int)(random.Uniform(i) * bins)]++;

        AssertEven(histogram, count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Integers_below_a_bound_are_equally_likely(int bound)
    {
        int count = 200 * bound;
        RandomStream random = new(3, RandomPurpose.Shuffle);
        int[] histogram = new int[bound];
        for (int i = 0; i < count; i++) histogram[random.Below(i, bound)]++;

        AssertEven(histogram, count);
    }

    [Fact]
    public void Integers_below_the_largest_bound_reach_both_ends()
    {
        RandomStream random = new(4, RandomPurpose.Shuffle);
        int[] numbers = [.. Enumerable.Range(0, 10_000).Select(i => random.Below(i, int.MaxValue))];

        Assert.InRange(numbers.Min(), 0, int.MaxValue / 1000);
        Assert.InRange(numbers.Max(), int.MaxValue - (int.MaxValue / 1000), int.MaxValue - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-7)]
    public void Normal_numbers_have_the_moments_and_tails_of_the_standard_normal(long seed)
    {
        const int count = 200_000;
        RandomStream random = new(seed, RandomPurpose.Initialization);
        double[] x = [.. Enumerable.Range(0, count).Select(i => random.Normal(i))];

        // Five standard errors of each estimate: √(1/N), √(2/N), √(15/N), √(96/N).
        Assert.Equal(0, x.Average(), 5 * Math.Sqrt(1.0 / count));
        Assert.Equal(1, x.Average(v => v * v), 5 * Math.Sqrt(2.0 / count));
        Assert.Equal(0, x.Average(v => v * v * v), 5 * Math.Sqrt(15.0 / count));
        Assert.Equal(3, x.Average(v => v * v * v * v), 5 * Math.Sqrt(96.0 / count));
        Assert.Equal(0.0455, x.Count(v => Math.Abs(v) > 2) / (double)count, 5 * Math.Sqrt(0.0455 / count));
        Assert.Equal(0, Enumerable.Range(1, count - 1).Average(i => x[i] * x[i - 1]), 5 * Math.Sqrt(1.0 / count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void A_shuffle_is_a_permutation(int count)
    {
        int[] items = [.. Enumerable.Range(0, count)];
        new RandomStream(5, RandomPurpose.Shuffle, 9).Shuffle(items);

        Assert.Equal(Enumerable.Range(0, count), items.Order());
        if (count > 2) Assert.NotEqual(Enumerable.Range(0, count), items);
    }

    [Fact]
    public void All_orders_are_equally_likely()
    {
        const int count = 24_000;
        Dictionary<string, int> seen = [];
        for (int i = 0; i < count; i++)
        {
            int[] items = [0, 1, 2, 3];
            new RandomStream(6, RandomPurpose.Shuffle, i).Shuffle(items);
            string order = string.Concat(items);
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, seen.Count);
        AssertEven([.. seen.Values], count);
    }

    private static ulong Join(uint high, uint low) => ((ulong)high << 32) | low;

    // χ² with d = bins − 1 degrees of freedom has mean d and variance 2d; five deviations, from both sides.
    private static void AssertEven(int[] histogram, int count)
    {
        double expected = (double)count / histogram.Length;
        double freedom = histogram.Length - 1;
        Assert.Equal(freedom, histogram.Sum(seen => (seen - expected) * (seen - expected) / expected), 5 * Math.Sqrt(2 * freedom));
    }

    [Fact]
    public void Symmetric_numbers_are_sixteen_bits_of_the_blocks_each()
    {
        RandomStream random = new(-3, RandomPurpose.Augmentation, 5);
        float[] numbers = new float[203], from = new float[8];

        random.FillSymmetric((1L << 32) - 9, numbers); // the counter's upper half changes on the way

        for (int block = 0; block < numbers.Length / 8; block++)
        {
            // Bits has the first word above and the second below.
            ulong bits = random.Bits((1L << 32) - 9 + block);
            short[] halves = [(short)(bits >> 32), (short)(bits >> 48), (short)bits, (short)(bits >> 16)];
            Assert.Equal(halves.Select(half => (half + 0.5f) / 32768), numbers.AsSpan(block * 8, 4).ToArray());
            random.FillSymmetric((1L << 32) - 9 + block, from);
            Assert.Equal(from, numbers.AsSpan(block * 8, 8).ToArray());
        }
    }

    [Fact]
    public void Symmetric_numbers_are_even_between_minus_one_and_one()
    {
        float[] numbers = new float[80_000];

        new RandomStream(1, RandomPurpose.Augmentation).FillSymmetric(0, numbers);

        // Of n uniform numbers the mean deviates by 1/√(3n) and the mean square by √(4/45n): five times that is never seen.
        Assert.InRange(numbers.Average(), -0.0103, 0.0103);
        Assert.InRange(numbers.Average(x => x * x), (1 / 3.0) - 0.0053, (1 / 3.0) + 0.0053);
        Assert.All(numbers, x => Assert.InRange(x, -1, 1));
    }
}

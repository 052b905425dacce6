using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

public class BytesTests
{
    [Fact]
    public void Every_byte_divided_by_any_number_is_rounded_as_division_rounds()
    {
        var random = new RandomStream(1, RandomPurpose.Generation);
        double[] divisors = [1e-40, 1e-38, 1e-30, 1e30, 1, 2, 3, 7, 15, 16, 100, 127.5, 254, 255, 256, 1000, 0.1, .. Enumerable.Range(0, 300).Select(i => Math.Exp(3 * random.Normal(i)))];
        foreach (double divisor in divisors)
        {
            Check<float>(divisor);
            Check<double>(divisor);
        }

        static void Check<T>(double divisor)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // 300 numbers: registers full of them and a rest.
            byte[] x = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
            T[] y = new T[300];
            Bytes.Divide(x, T.CreateTruncating(divisor), y);
            for (int i = 0; i < x.Length; i++)
            {
                T expected = T.CreateTruncating(x[i]) / T.CreateTruncating(divisor);
                if (!y[i].Equals(expected)) Assert.Fail($"{x[i]} / {divisor} is {expected}, not {y[i]}.");
            }
        }
    }
}

using System.Numerics;
using Hillock.Activations;
using Hillock.Kernels;

namespace Hillock.Tests.Activations;

/// <summary>What every activation must do; a new one is examined without a change here.</summary>
public class ActivationExam
{
    private const double Step = 1e-5;

    // No point lies within a step of a kink (0, ±1, ±3).
    private static readonly double[] Points = [-30, -7.3, -3.2, -2.9, -1.1, -0.9, -0.51, -0.1, -0.013, 0.013, 0.1, 0.49, 0.9, 1.1, 2.9, 3.2, 7.3];

    public static TheoryData<string> Names => [.. Activation.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_is_the_slope_of_forward(string name)
    {
        // The hard sigmoid's slope is PyTorch's 1/6, which is 3e-8 off.
        double tolerance = name == "hard_sigmoid" ? 5e-8 : 1e-8;
        ActivationKernel<double> kernel = Activation.Parse(name).Kernel<double>();
        foreach (int width in (int[])[1, 2, 5, 17])
        {
            double[] z = new double[Points.Length / width * width];
            Points.AsSpan(0, z.Length).CopyTo(z);
            double[] da = [.. z.Select((_, i) => 0.3 + (i % 4))];
            double[] dz = Backward(kernel, z, da, width);
            for (int i = 0; i < z.Length; i++)
            {
                double numeric = (Weighted(Step) - Weighted(-Step)) / (2 * Step);
                Assert.True(
                    Math.Abs(numeric - dz[i]) <= tolerance * (1 + Math.Abs(numeric)),
                    $"{name}, width {width}, at {z[i]}: {dz[i]:R}, central difference {numeric:R}");

                double Weighted(double step)
                {
                    double[] moved = [.. z];
                    moved[i] += step;
                    return Forward(kernel, moved, width).Zip(da, (y, weight) => y * weight).Sum();
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_of_vector_gives_the_same_bits_for_every_length(string name)
    {
        Activation activation = Activation.Parse(name);
        foreach (int count in Enumerable.Range(1, 70).Append(1000))
        {
            SameBits<float>(activation, count);
            SameBits<double>(activation, count);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_may_take_the_place_of_inputs(string name)
    {
        ActivationKernel<float> kernel = Activation.Parse(name).Kernel<float>();
        float[] z = Inputs<float>(69), da = [.. z.Select((_, i) => (i % 5) - 1.7f)];
        foreach (int width in (int[])[1, 3, 23, 69])
        {
            float[] a = Forward(kernel, z, width), dz = Backward(kernel, z, da, width);

            float[] inPlace = [.. z];
            kernel.Forward(inPlace, inPlace, width);
            Assert.Equal(a, inPlace);

            float[] gradient = [.. da];
            kernel.Backward(kernel.BackwardNeedsInput ? z : [], a, gradient, gradient, width);
            Assert.Equal(dz, gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Large_inputs_stay_finite_and_NaN_stays_visible(string name)
    {
        Activation activation = Activation.Parse(name);
        Saturated<float>(activation);
        Saturated<double>(activation);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_lie_in_the_stated_range(string name)
    {
        Activation activation = Activation.Parse(name);
        double[] outputs = Forward(activation.Kernel<double>(), [.. Enumerable.Range(-1000, 2001).Select(i => i / 100.0)], 3);
        Assert.All(outputs, a => Assert.InRange(a, activation.Range.Minimum - 1e-5, activation.Range.Maximum + 1e-5));
        Assert.Equal(name, activation.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string name)
    {
        ActivationKernel<float> kernel = Activation.Parse(name).Kernel<float>();
        float[] z = Inputs<float>(69), a = new float[69];
        long allocated = 0;
        for (int call = 0; call < 2; call++) // the first one compiles
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            kernel.Forward(z, a, 23);
            kernel.Backward(z, a, a, a, 23);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static void Saturated<T>(Activation activation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ActivationKernel<T> kernel = activation.Kernel<T>();

        // The exponential itself is the one function that must overflow.
        double large = activation.Name == "exponential" ? 80 : 1000;
        T[] z = [T.CreateChecked(large), T.CreateChecked(-1000), T.Zero, T.CreateChecked(large / 2), T.CreateChecked(-500), T.One];
        T[] da = [.. z.Select(_ => T.One)];
        foreach (int width in (int[])[1, 3, 6])
        {
            Assert.All(Forward(kernel, z, width), a => Assert.True(T.IsFinite(a)));
            Assert.All(Backward(kernel, z, da, width), slope => Assert.True(T.IsFinite(slope)));
        }

        if (activation.Name != "step") Assert.True(T.IsNaN(Forward(kernel, [T.One, T.NaN, T.One], 3)[1]));
    }

    private static void SameBits<T>(Activation activation, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ActivationKernel<T> narrow = activation.Kernel<Simd128<T>, T>();
        T[] z = Inputs<T>(count), da = [.. z.Select((_, i) => T.CreateChecked((i % 5) - 1.7))];
        foreach (ActivationKernel<T> wide in (ActivationKernel<T>[])[activation.Kernel<Simd256<T>, T>(), activation.Kernel<Simd512<T>, T>()])
        {
            Assert.Equal(Forward(narrow, z, count), Forward(wide, z, count));
            Assert.Equal(Backward(narrow, z, da, count), Backward(wide, z, da, count));
        }
    }

    private static T[] Inputs<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, count).Select(i => T.CreateChecked((((i * 37) % 101) - 50) / 6.1))];

    private static T[] Forward<T>(ActivationKernel<T> kernel, T[] z, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] a = new T[z.Length];
        kernel.Forward(z.AsSpan(0, z.Length / width * width), a, width);
        return a;
    }

    private static T[] Backward<T>(ActivationKernel<T> kernel, T[] z, T[] da, int width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] a = Forward(kernel, z, width), dz = new T[z.Length];
        kernel.Backward(z, a, da, dz, width);
        return dz;
    }
}

using System.Numerics;
using System.Text.Json;
using Hillock.Activations;

namespace Hillock.Tests.Activations;

public class ActivationGoldenTests
{
    private static readonly JsonElement Golden = GoldenFile.Read("activations.json");

    public static TheoryData<string> Names => [.. Golden.EnumerateObject().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_derivatives_agree_with_PyTorch(string name)
    {
        Check<double>(name);
        Check<float>(name);
    }

    private static void Check<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        JsonElement golden = Golden.GetProperty(name);
        bool scalar = golden.TryGetProperty("x", out JsonElement input);
        if (!scalar) input = golden.GetProperty("z");

        T[] z = input.Numbers<T>(), a = new T[z.Length], dz = new T[z.Length];
        T[] da = scalar ? [.. z.Select(_ => T.One)] : golden.GetProperty("upstream").Numbers<T>();
        int width = scalar ? 1 : input[0].GetArrayLength();
        ActivationKernel<T> kernel = Activation.Parse(name).Kernel<T>();
        kernel.Forward(z, a, width);
        kernel.Backward(z, a, da, dz, width);

        GoldenFile.AssertClose<T>(golden.GetProperty("y").Numbers<double>(), a, $"{name}: value");
        GoldenFile.AssertClose<T>(golden.GetProperty(scalar ? "dy" : "dz").Numbers<double>(), dz, $"{name}: derivative");
    }
}

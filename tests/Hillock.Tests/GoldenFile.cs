using System.Numerics;
using System.Text.Json;

namespace Hillock.Tests;

/// <summary>Reference values that other libraries computed; Golden/README.md says how.</summary>
internal static class GoldenFile
{
    public static JsonElement Read(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", name));
        using JsonDocument document = JsonDocument.Parse(file);
        return document.RootElement.Clone();
    }

    /// <summary>All numbers in order, however deep the lists.</summary>
    public static T[] Numbers<T>(this JsonElement json)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => json.ValueKind == JsonValueKind.Array
            ? [.. json.EnumerateArray().SelectMany(Numbers<T>)]
            : [T.CreateTruncating(json.GetDouble())];

    /// <summary>Whether a value agrees with the reference at the tolerance that Golden/README.md gives.</summary>
    public static void AssertClose<T>(double expected, T actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double value = double.CreateTruncating(actual);
        double tolerance = typeof(T) == typeof(double) ? 1e-12 + (1e-9 * Math.Abs(expected)) : 1e-6 + (1e-4 * Math.Abs(expected));
        Assert.True(Math.Abs(value - expected) <= tolerance, $"{what}: {value:R} instead of {expected:R} in {typeof(T).Name}");
    }

    /// <summary>The same for whole lists.</summary>
    public static void AssertClose<T>(double[] expected, ReadOnlySpan<T> actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) AssertClose(expected[i], actual[i], $"{what}[{i}]");
    }
}

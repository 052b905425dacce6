using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Optimizers;

namespace Hillock.Tests.Optimizers;

/// <summary>The parameter's path under given gradients equals PyTorch's (Golden/optimizers.json).</summary>
public class OptimizerGoldenTests
{
    private static readonly JsonElement Golden = GoldenFile.Read("optimizers.json");

    public static TheoryData<string> Paths => [.. Golden.GetProperty("paths").EnumerateObject().Select(path => path.Name)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Path_equals_the_reference_in_double_precision(string key) => Follow<double>(key);

    [Theory]
    [MemberData(nameof(Paths))]
    public void Path_equals_the_reference_in_single_precision(string key) => Follow<float>(key);

    private static void Follow<T>(string key)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GradientOptimizer optimizer = FromKey(key);
        var run = new OptimizerRun<T>(optimizer, Golden.GetProperty("start").Numbers<T>());
        JsonElement gradients = Golden.GetProperty("gradients"), path = Golden.GetProperty("paths").GetProperty(key);

        for (int step = 0; step < gradients.GetArrayLength(); step++)
        {
            run.Step(gradients[step].Numbers<T>());
            GoldenFile.AssertClose(path[step].Numbers<double>(), run.Weights.AsSpan(), $"step {step}");
        }
    }

    /// <summary>"adam lr=0.001 betas=0.9,0.999 eps=1e-8": our settings by the reference's names.</summary>
    private static GradientOptimizer FromKey(string key)
    {
        string[] words = key.Split(' ');
        Dictionary<string, double[]> given = words.Skip(1).Select(word => word.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1].Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray());
        var json = new JsonObject { ["type"] = words[0] };
        foreach ((string name, double value) in given.SelectMany(Translate)) json[name] = value;
        return (GradientOptimizer)Optimizer.FromJson(json);
    }

    private static IEnumerable<(string Name, double Value)> Translate(KeyValuePair<string, double[]> given)
    {
        string[] names = given.Key switch
        {
            "lr" => ["learning_rate"],
            "eps" => ["epsilon"],
            "betas" => ["beta1", "beta2"],
            "etas" => ["shrink", "grow"],
            "steps" => ["smallest_step", "largest_step"],
            string same => [same],
        };
        return names.Zip(given.Value);
    }
}

using System.Globalization;
using System.Text.Json;
using Hillock.Schedules;

namespace Hillock.Tests.Schedules;

/// <summary>The rates at whole epochs equal PyTorch's (Golden/schedules.json).</summary>
public class ScheduleGoldenTests
{
    private static readonly JsonElement Golden = GoldenFile.Read("schedules.json");

    public static TheoryData<string> Keys => [.. Golden.EnumerateObject().Select(entry => entry.Name).Where(name => name != "base")];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Rates_equal_the_reference(string key)
    {
        double baseRate = Golden.GetProperty("base").GetDouble();
        Schedule schedule = FromKey(key);
        JsonElement entry = Golden.GetProperty(key);
        double[] losses = entry.ValueKind == JsonValueKind.Object ? entry.GetProperty("losses").Numbers<double>() : [];
        double[] expected = (losses.Length > 0 ? entry.GetProperty("rates") : entry).Numbers<double>();
        double[] state = new double[schedule.StateLength];
        schedule.Begin(state);

        for (int epoch = 0; epoch < expected.Length; epoch++)
        {
            GoldenFile.AssertClose(expected[epoch], schedule.Rate(baseRate, epoch, 1000, state), $"rate at {epoch}");
            if (losses.Length > 0) schedule.Observe(state, losses[epoch]);
        }
    }

    /// <summary>"step size=3 gamma=0.5": our settings by the reference's names.</summary>
    private static Schedule FromKey(string key)
    {
        string[] words = key.Split(' ');
        Dictionary<string, string> given = words.Skip(1).Where(word => word.Contains('=', StringComparison.Ordinal))
            .Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        double Number(string name) => double.Parse(given[name], CultureInfo.InvariantCulture);
        int Integer(string name) => int.Parse(given[name], CultureInfo.InvariantCulture);
        return words[0] switch
        {
            "step" => new StepSchedule { Size = Integer("size"), Gamma = Number("gamma") },
            "exponential" => new ExponentialSchedule { Gamma = Number("gamma") },
            "multi_step" => new MultiStepSchedule
            {
                Milestones = [.. given["milestones"].Split(',').Select(int.Parse)],
                Gamma = Number("gamma"),
            },
            "cosine" => new CosineSchedule { Total = Integer("total"), Minimum = Number("min") },
            "cosine_warm_restarts" => new CosineWarmRestarts { FirstPeriod = Integer("t0"), Multiplier = Number("mult"), Minimum = Number("min") },
            "linear_warmup" => new LinearWarmup { Start = Number("start"), Epochs = Integer("steps") },
            "one_cycle" => new OneCycle { Total = Integer("total"), Rise = Number("pct"), Division = Number("div"), FinalDivision = Number("final_div") },
            "polynomial" => new PolynomialSchedule { Power = Number("power"), Total = Integer("total") },
            "reduce_on_plateau" => new ReduceOnPlateau { Factor = Number("factor"), Patience = Integer("patience"), Threshold = Number("threshold") },
            _ => throw new InvalidOperationException($"{key} is not known to this test."),
        };
    }
}

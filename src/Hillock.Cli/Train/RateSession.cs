using Hillock.Cli.CommandLine;
using Hillock.Cli.Screens;
using Hillock.Training;

namespace Hillock.Cli.Train;

/// <summary><c>train --find-rate</c>: the loss against the learning rate, and where it is too small, good, and diverging.</summary>
internal sealed class RateSession(TrainRequest request, Experiment experiment, LoadedData data, CancellationToken interruption)
{
    private const int Columns = 64;
    private const int Rows = 10;

    public int Run()
    {
        TrainingIntroduction.Write(experiment, data.Train);
        RateCurve curve = RateFinder.Find(experiment, data.Train, request.Run.Threads, interruption);
        if (request.Run.Json) WriteJson(curve);
        else Write(curve);
        return ExitCode.Done;
    }

    private static void Write(RateCurve curve)
    {
        Screen screen = Screen.Output;
        screen.Line();
        if (curve.Points.Count > 1)
        {
            // What lies far above the start would press the rest of the curve flat.
            (double first, double least) = (curve.Points[0].Loss, curve.Points.Min(point => point.Loss));
            double top = first + (0.5 * Math.Max(Math.Abs(first), first - least));
            CurvePlot plot = CurvePlot.Draw(Columns, Rows, [.. curve.Points.Select(point => Math.Min(point.Loss, top))]);
            screen.Line("loss", Tone.Quiet);
            for (int row = 0; row < Rows; row++)
            {
                string label = row == 0 ? Figures.Number(plot.High) : row == Rows - 1 ? Figures.Number(plot.Low) : "";
                screen.Line($"{label,8} │{plot.Picture.Row(row)}".TrimEnd());
            }

            screen.Line($"{"",8} └{new string('─', Columns)}");
            screen.Line($"{"",10}{Regions(curve)}");
            string low = Rate(curve.Points[0].Rate), high = Rate(curve.Points[^1].Rate);
            screen.Line($"{"",10}{low}{"rate".PadLeft((Columns / 2) - low.Length)}{high.PadLeft(Columns / 2)}", Tone.Quiet);
            screen.Line();
        }

        screen.Line(curve.TooSmallBelow is { } small ? $"too small   below {Rate(small)}: the loss hardly moves" : "The loss never fell: the data may teach nothing, or the weights start badly.");
        if (curve.Best is { } best) screen.Line($"good        about {Rate(best)}: the loss falls fastest there. Try: --lr {Rate(best)}", Tone.Good);
        screen.Line(curve.DivergesFrom is { } diverging ? $"diverging   from {Rate(diverging)}: the loss grows or is no number" : "It never diverged.");
    }

    // Under the curve: dots where the rate is too small, equals signs where it is good, crosses where it diverges.
    private static string Regions(RateCurve curve)
    {
        char[] marks = new char[Columns];
        for (int i = 0; i < Columns; i++)
        {
            double rate = curve.Points[(int)((long)i * (curve.Points.Count - 1) / (Columns - 1))].Rate;
            marks[i] = rate < (curve.TooSmallBelow ?? double.PositiveInfinity) ? '·' : rate > Math.Min(Limit(curve), curve.DivergesFrom ?? double.PositiveInfinity) ? '×' : '=';
        }

        return new string(marks);
    }

    // After its lowest point the loss only grows.
    private static double Limit(RateCurve curve) => curve.Points.MinBy(point => point.Loss).Rate;

    private static void WriteJson(RateCurve curve) => JsonOutput.Write(json =>
    {
        WriteRate("tooSmallBelow", curve.TooSmallBelow);
        WriteRate("best", curve.Best);
        WriteRate("divergesFrom", curve.DivergesFrom);
        json.WriteStartArray("points");
        foreach (RatePoint point in curve.Points)
        {
            json.WriteStartObject();
            json.WriteNumber("rate", point.Rate);
            JsonOutput.WriteFigure(json, "loss", point.Loss);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        void WriteRate(string name, double? rate)
        {
            if (rate is { } value) json.WriteNumber(name, value);
            else json.WriteNull(name);
        }
    });

    private static string Rate(double rate) => rate < 1e-3 ? rate.ToString("0.#e0") : rate.ToString("G2");
}

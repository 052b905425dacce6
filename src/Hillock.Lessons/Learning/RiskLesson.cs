using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Data;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;

namespace Hillock.Lessons.Learning;

internal sealed class RiskLesson() : Lesson("D12", "Expected and empirical risk")
{
    private const double Noise = 0.2;
    private const int Cells = 200_000;

    private static readonly int[] Counts = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("What one would like to be small is the expected risk: the divergence between the network $f$ and the truth $g$, weighed by how often each $x$ comes. What one can compute is the empirical risk, the mean over samples $d_i = g(x_i) + \\varepsilon$.");
        yield return new Formulas(@"& \text{expected:} \quad && R = \int \operatorname{div}(f(x), g(x))\, P(x)\, dx", @"& \text{empirical:} \quad && \hat{R} = \frac{1}{N} \sum_i \operatorname{div}(f(x_i), d_i)");
        yield return new Prose("Here $g$ and $P$ are known: $g(x) = \\sin(2 \\pi x)$, $x$ is uniform on 0 … 1, $\\varepsilon$ is normal with deviation 0.2, and div is the squared difference. $f$ is a network of 8 pulses (lesson B7). With noise the samples' mean is larger by the variance of $\\varepsilon$, which no network can remove.");
        Model f = PulseNetwork.Build(Expressions.Formula.Parse("sin(2*pi*x)"), [0], [1], 8).Model;
        double integral = Integral(f), limit = integral + (Noise * Noise);
        yield return new NumberTable(["", ""], [["∫ (f − g)² P dx", $"{integral:F6}"], ["variance of ε", $"{Noise * Noise:F6}"], ["the empirical risk's limit", $"{limit:F6}"]]);

        (double Mean, double Deviation)[] risks = [.. Counts.Select(count => Risk(f, Generated.Make("sine", count, Noise, seed: count)))];
        yield return new NumberTable(
            ["samples N", "empirical risk", "off by", "expected to be off by (1/√N)"],
            [.. risks.Select((risk, i) => (string[])[Figures.Count(Counts[i]), $"{risk.Mean:F6}", Figures.Number(Math.Abs(risk.Mean - limit)), Figures.Number(risk.Deviation / Math.Sqrt(Counts[i]))])]);
        yield return new Plot("The empirical risk approaches the integral", "samples", "risk", new Curve("empirical", [.. risks.Select((risk, i) => ((double)Counts[i], risk.Mean))]), new Curve("limit", [(Counts[0], limit), (Counts[^1], limit)])) { LogarithmicX = true };
        (double finest, _) = risks[^1];
        yield return new Check($"With {Counts[^1]:N0} samples the empirical risk is within 1 % of the limit.", Math.Abs(finest - limit) < 0.01 * limit);
        yield return new Check("No empirical risk is off by more than four times what chance explains.", risks.Select((risk, i) => Math.Abs(risk.Mean - limit) < 4 * risk.Deviation / Math.Sqrt(Counts[i])).All(near => near));
        yield return new Prose("In training, the samples also choose f. On those that it was chosen by, the empirical risk is then too low: that is overfitting, and why a test set is held out.");
        yield return Try.Of("Few samples of a curve", "Two layers of 32 units learn a curve from thirty samples with noise: compare the loss on the test with that on the samples, then take a thousand.", Experiments.Of("sine", [32, 32], "relu", new Adam(0.01), epochs: 400, samples: 60, noise: 0.3, test: 0.5)).Guided(
            new("Press Play and wait for the end of epoch 200.", Goal.Epoch(200), "The loss on the thirty samples is far below that on the test: the curve bends to every sample."),
            new("Choose a thousand samples or more.", Goal.Choose(Setting.Samples), "The empirical risk comes closer to the expected one."),
            new("Press Play and wait for the end of epoch 20.", Goal.Epoch(20), "Both losses are now nearly the same: that of the noise."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [TwoRisks];

    private static Exercise TwoRisks(Draw draw)
    {
        double[] f = [.. Enumerable.Range(0, 3).Select(_ => draw.Number(0, 2, 0.5m))], g = [.. Enumerable.Range(0, 3).Select(_ => draw.Number(0, 2, 0.5m))];
        double[] p = draw.Pick<double[]>([0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [0.2, 0.4, 0.4], [0.6, 0.2, 0.2]);
        int[] seen = [0, draw.Integer(0, 2), 1, draw.Integer(1, 2)];
        double expected = Enumerable.Range(0, 3).Sum(i => p[i] * (f[i] - g[i]) * (f[i] - g[i])), empirical = seen.Average(i => (f[i] - g[i]) * (f[i] - g[i]));
        return new Exercise(
            [
                new Prose($"Only three inputs exist. The table has how often each comes, what the network says and what is true; div is the squared difference. Four samples without noise were {string.Join(", ", seen.Select(i => "abc"[i]))}. What is the expected risk, and what the empirical one?"),
                new NumberTable(["x", "a", "b", "c"], [["P(x)", .. p.Select(value => $"{value}")], ["f(x)", .. f.Select(value => $"{value}")], ["g(x)", .. g.Select(value => $"{value}")]]),
            ],
            new NumberAnswer(
                Quantity.Exactly(@"\text{expected}", expected) with { Slips = [new Slip(Enumerable.Range(0, 3).Average(i => (f[i] - g[i]) * (f[i] - g[i])), "Not all inputs come equally often: weigh by $P$.")] },
                Quantity.Exactly(@"\text{empirical}", empirical)),
            "The expected risk weighs each input by $P$; the empirical one is the plain mean over the samples.",
            [
                new Formulas(
                    $@"\text{{expected}} &= {string.Join(" + ", Enumerable.Range(0, 3).Select(i => $@"{p[i]} \cdot {Numeral.Factor(f[i] - g[i])}^2"))} = {Numeral.Of(expected)}",
                    $@"\text{{empirical}} &= \frac{{{string.Join(" + ", seen.Select(i => Numeral.Of((f[i] - g[i]) * (f[i] - g[i]))))}}}{{4}} = {Numeral.Of(empirical)}"),
            ])
        { Given = new Dictionary<string, double> { ["f1"] = f[0], ["f2"] = f[1], ["f3"] = f[2], ["g1"] = g[0], ["g2"] = g[1], ["g3"] = g[2], ["p1"] = p[0], ["p2"] = p[1], ["p3"] = p[2], ["s2"] = seen[1], ["s4"] = seen[3] } };
    }

    // The middle of each of many cells: f jumps, which finer rules would not profit from.
    private static double Integral(Model f)
    {
        double[] x = [.. Enumerable.Range(0, Cells).Select(i => (i + 0.5) / Cells)], y = new double[Cells];
        f.Predict(x, y);
        return x.Zip(y, (at, value) => Math.Pow(value - Math.Sin(2 * Math.PI * at), 2)).Average();
    }

    private static (double Mean, double Deviation) Risk(Model f, Table samples)
    {
        int count = samples.RowCount;
        double[] x = [.. Enumerable.Range(0, count).Select(samples["x"].Number)], y = new double[count];
        f.Predict(x, y);
        double[] divergences = [.. y.Select((value, i) => Math.Pow(value - samples["y"].Number(i), 2))];
        double mean = divergences.Average();
        return (mean, Math.Sqrt(divergences.Average(each => Math.Pow(each - mean, 2))));
    }
}

using System.Numerics;
using Hillock.Lessons.Exercises;

namespace Hillock.Lessons.Tests;

/// <summary>The answers once more, from the drawn numbers alone, in plain arithmetic that knows nothing of the library.</summary>
public class ExerciseLawTests
{
    private const int Seeds = 60;

    // Yes is 1 and no is 0.
    private static readonly Dictionary<string, Func<Numbers, double[]>> Laws = new(StringComparer.Ordinal)
    {
        ["A1.1"] = g => With((g["w1"] * g["x1"]) + (g["w2"] * g["x2"]) + (g["w3"] * g["x3"]) + g["b"], z => [z, Step(z)]),
        ["A1.2"] = g => [Step((g["w1"] * g["x1"]) + (g["w2"] * g["x2"]) + g["b"])],
        ["A2.1"] = g => [-g["T"], Step((g["w1"] * g["x1"]) + (g["w2"] * g["x2"]) - g["T"])],
        ["A2.2"] = g => [g["w"] * g["edge"], -g["w"] * g["edge"]],
        ["A3.1"] = g => [Enumerable.Range(0, 1 << (int)g["n"]).Count(row => BitOperations.PopCount((uint)row) >= g["T"]), -g["T"]],
        ["A3.2"] = g => [Step((g["w1"] * g["x1"]) + (g["w2"] * g["x2"]) + (g["w3"] * g["x3"]) - g["T"])],
        ["A4.2"] = g => [g["and"] == 1 ? g["n"] - g["negated"] : 1 - g["negated"]],
        ["A5.1"] = g => With(g["d"] - Step((g["w1"] * g["x1"]) + (g["w2"] * g["x2"]) + g["b"]), error => [g["w1"] + (error * g["x1"]), g["w2"] + (error * g["x2"]), g["b"] + error]),
        ["A5.2"] = g => [Math.Pow(g["R"] / g["gamma"], 2)],
        ["A6.1"] = g => Line([g["x1"], g["x2"], g["x3"]], [g["y1"], g["y2"], g["y3"]]),
        ["A7.1"] = g => [(g["v1"] * g["w1"]) + (g["v2"] * g["w2"]), (g["v1"] * g["b1"]) + (g["v2"] * g["b2"]) + g["c"]],
        ["B1.1"] = g => [.. Enumerable.Range(0, 3).Select(ones => Step((ones >= g["from"] ? 1 : 0) + (ones <= g["upTo"] ? 1 : 0) - g["needed"]))],
        ["B1.2"] = g => [g["function"] is 0b0110 or 0b1001 ? 0 : 1],
        ["B3.1"] = g => [3 * (g["n"] - 1), Math.Pow(2, g["n"] - 1) + 1, g["n"] + 1],
        ["B4.1"] = g => [g["a"] + g["b"], 2, g["a"] + g["b"] + 3],
        ["B4.2"] = g => [g["x"] >= 0 && g["y"] >= 0 && g["x"] + g["y"] <= g["size"] ? 1 : 0],
        ["B5.1"] = g => With(Math.Floor(Math.Pow((2 * g["side"]) + 2, 2) / 8), fields => [Math.Pow(g["side"] + 1, 2), fields, (2 * g["side"]) + fields + 1]),
        ["B6.1"] = g => [g["n"], g["n"] / 2],
        ["B7.1"] = g => [g["slope"] * g["length"] / (2 * g["pulses"]), Math.Ceiling((g["slope"] * g["length"] / 2 / g["needed"]) - 1e-9)],
        ["B9.1"] = g => [(g["n0"] * g["n1"]) + g["n1"] + (g["n1"] * g["n2"]) + g["n2"] + (g["n3"] * (g["n2"] + 1)), g["n3"] == 0 ? 2 : 3],
        ["C1.2"] = g => Softmax(g["z1"], g["z2"], g["z3"]),
        ["C3.1"] = g => [g["y1"] * (1 - g["y1"]), -g["y1"] * g["y2"], g["y1"] * (1 - g["y1"])],
        ["D1.1"] = g => With(((g["x1"] * g["w11"]) + (g["x2"] * g["w21"]), (g["x1"] * g["w12"]) + (g["x2"] * g["w22"])), h => With((Math.Max(0, h.Item1) * g["v1"]) + (Math.Max(0, h.Item2) * g["v2"]), o => [h.Item1, h.Item2, o, Step(o)])),
        ["D1.2"] = g => [g["N"] * g["h"], g["N"] * g["m"], (g["n"] * g["h"]) + (g["h"] * g["m"]), (g["n"] * g["h"]) + (g["h"] * g["m"]) + g["h"] + g["m"]],
        ["D2.1"] = g => With(Enumerable.Range(1, 4).Sum(i => Math.Pow(g[$"o{i}"] - g[$"y{i}"], 2)), sum => [sum / 2, sum / 4, sum / 4]),
        ["D2.2"] = g => With(Softmax(g["z1"], g["z2"], g["z3"])[(int)g["right"]], y => [y, -Math.Log(y), y - 1]),
        ["D2.3"] = g => [g["lambda"] * (Math.Abs(g["w1"]) + Math.Abs(g["w2"]) + Math.Abs(g["w3"])), g["lambda"] / 2 * ((g["w1"] * g["w1"]) + (g["w2"] * g["w2"]) + (g["w3"] * g["w3"])), g["lambda"] * g["w1"]],
        ["D3.1"] = g => With((g["a"] * g["x"]) + g["b"], y => [y, g["power"] * Math.Pow(y, g["power"] - 1), g["a"], g["power"] * Math.Pow(y, g["power"] - 1) * g["a"]]),
        ["D3.2"] = g => With((g["a"] * ((g["c"] * g["v"]) + g["d"])) + g["b"], y => [y, 2 * y * g["a"] * g["c"]]),
        ["D4.1"] = g => Factors(g),
        ["D5.1"] = g => [Back(g, 1), Back(g, 2), g["x1"] * Back(g, 1)],
        ["D6.1"] = g => [(g["w1"] / (g["w1"] + g["v1"]) * g["e1"]) + (g["w2"] / (g["w2"] + g["v2"]) * g["e2"]), (g["w1"] * g["e1"]) + (g["w2"] * g["e2"])],
        ["D7.1"] = g => With(Neuron(g, g["w1"], g["w2"]), n => [n.Sum, n.Answer, Math.Pow(g["y"] - n.Answer, 2) / 2]),
        ["D7.2"] = g => With(Neuron(g, g["w1"], g["w2"]), n => [n.Delta * g["x1"], n.Delta * g["x2"]]),
        ["D7.3"] = g => With(Neuron(g, g["w1"], g["w2"]).Delta * g["eta"], step => [g["w1"] - (step * g["x1"]), g["w2"] - (step * g["x2"]), Neuron(g, g["w1"] - (step * g["x1"]), g["w2"] - (step * g["x2"])).Answer]),
        ["D8.1"] = g => [Descend(g, 1), Descend(g, 2)],
        ["D8.2"] = g => [2 / g["a"], 1 / g["a"]],
        ["D8.3"] = g => With(Math.Ceiling(g["samples"] / g["batch"]), steps => [steps, steps * g["epochs"]]),
        ["D9.1"] = g => [(g["from"] - g["to"]) * Math.Pow(10, g["layers"]) / g["eta"]],
        ["D9.2"] = g => [Math.Pow(g["w"] * g["slope"], g["layers"])],
        ["D10.1"] = g => [.. Enumerable.Range(0, (int)g["count"]).Select(i => i == g["right"] ? 1.0 : 0)],
        ["D10.2"] = g => [g["classes"], 1, 1],
        ["D11.1"] = g => [1, g["n"] - 1],
        ["D11.2"] = g => [3, 1, (3 * (g["layers"] + 1)) + g["n"] - 1],
        ["D12.1"] = g => [Enumerable.Range(1, 3).Sum(i => g[$"p{i}"] * Divergence(g, i)), (Divergence(g, 1) + Divergence(g, (int)g["s2"] + 1) + Divergence(g, 2) + Divergence(g, (int)g["s4"] + 1)) / 4],
        ["D13.1"] = g => With(((g["n"] + 1) * g["h"]) + ((g["h"] + 1) * g["m"]), p => [p, p + 1, 2 * p, 2]),
    };

    // Judged otherwise: a gate by every row of its table, a function by its own lesson, sentences by hand.
    private static readonly string[] WithoutLaw = ["A4.1", "A6.2", "B2.1", "B6.2", "B8.1", "C1.1", "C2.1"];

    public static TheoryData<string> Ids { get; } = [.. Laws.Keys];

    [Fact]
    public void Every_exercise_has_a_law_or_is_named_here() =>
        Assert.Equal(Lesson.All.SelectMany(lesson => lesson.Exercises()).Select(exercise => exercise.Id), Laws.Keys.Concat(WithoutLaw).OrderBy(Place));

    [Fact]
    public void Every_lesson_has_an_exercise() => Assert.All(Lesson.All, lesson => Assert.NotEmpty(lesson.Exercises()));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_answer_is_the_laws(string id)
    {
        Lesson lesson = Lesson.Find(id.Split('.')[0])!;
        int number = int.Parse(id.Split('.')[1]) - 1;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Exercise exercise = lesson.Exercises(seed)[number];
            double[] expected = Laws[id](new Numbers(exercise.Given));
            double[] stated = exercise.Answer is NumberAnswer answer ? [.. answer.Quantities.Select(quantity => quantity.Value)] : [((YesNoAnswer)exercise.Answer).IsYes ? 1 : 0];

            Assert.Equal(expected.Length, stated.Length);
            Assert.All(expected.Zip(stated), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(1, Math.Abs(pair.First)), $"Seed {seed}: {pair.Second} should be {pair.First}."));
        }
    }

    [Fact]
    public void A_gates_threshold_makes_it_fire_in_the_right_rows()
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Exercise exercise = Lesson.Find("A4")!.Exercises(seed)[0];
            string question = ((Blocks.Prose)exercise.Question[0]).Text;
            (int n, int k, int sign, double threshold) = ((int)exercise.Given["n"], (int)exercise.Given["k"], (int)exercise.Given["sign"], ((NumberAnswer)exercise.Answer).Quantities[0].Value);
            Func<int, bool> fires = question switch
            {
                _ when question.Contains("NAND", StringComparison.Ordinal) => ones => ones < n,
                _ when question.Contains("AND", StringComparison.Ordinal) => ones => ones == n,
                _ when question.Contains("NOR", StringComparison.Ordinal) => ones => ones == 0,
                _ when question.Contains("OR of", StringComparison.Ordinal) => ones => ones > 0,
                _ when question.Contains("MAJORITY", StringComparison.Ordinal) => ones => 2 * ones > n,
                _ => ones => ones >= k,
            };

            Assert.All(Enumerable.Range(0, n + 1), ones => Assert.Equal(fires(ones), sign * ones >= threshold));
        }
    }

    private static int Place(string id) => (Lesson.All.ToList().FindIndex(lesson => lesson.Id == id.Split('.')[0]) * 10) + int.Parse(id.Split('.')[1]);

    private static double[] With<T>(T value, Func<T, double[]> then) => then(value);

    private static double Step(double z) => z >= 0 ? 1 : 0;

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double[] Softmax(params double[] z) => [.. z.Select(value => Math.Exp(value) / z.Sum(each => Math.Exp(each)))];

    private static double[] Line(double[] x, double[] y)
    {
        double w = x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average())).Sum() / x.Sum(a => Math.Pow(a - x.Average(), 2));
        return [w, y.Average() - (w * x.Average())];
    }

    private static double[] Factors(Numbers g)
    {
        double h = Sigmoid(g["w1"] * g["x"]), o = Sigmoid(g["w2"] * h), delta = 2 * (o - g["y"]) * o * (1 - o);
        return [delta * h, delta * g["w2"] * h * (1 - h) * g["x"]];
    }

    private static double Back(Numbers g, int unit) => g[$"z{unit}"] > 0 ? (g[$"v{unit}1"] * g["d1"]) + (g[$"v{unit}2"] * g["d2"]) : 0;

    private static (double Sum, double Answer, double Delta) Neuron(Numbers g, double w1, double w2)
    {
        double sum = (w1 * g["x1"]) + (w2 * g["x2"]), answer = Sigmoid(sum);
        return (sum, answer, (answer - g["y"]) * answer * (1 - answer));
    }

    private static double Descend(Numbers g, int steps) => g["bottom"] + ((g["start"] - g["bottom"]) * Math.Pow(1 - (2 * g["eta"]), steps));

    private static double Divergence(Numbers g, int i) => Math.Pow(g[$"f{i}"] - g[$"g{i}"], 2);

    /// <summary>The numbers of a question by their names.</summary>
    private sealed class Numbers(IReadOnlyDictionary<string, double> given)
    {
        public double this[string name] => given[name];
    }
}

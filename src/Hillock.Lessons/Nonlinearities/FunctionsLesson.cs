using Hillock.Cli.Screens;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;

namespace Hillock.Lessons.Nonlinearities;

internal sealed class FunctionsLesson() : Lesson("C1", "The activations and their formulas")
{
    private const double Exact = 1e-12;

    private static readonly double[] At = [-2, -1, 0, 0.5, 1, 2];

    private static readonly double[] Z = [2, 1, 0.1];

    // The formulas once more, in plain arithmetic.
    private static readonly (string Name, string Latex, Func<double, double> Value)[] Functions =
    [
        ("step", @"1 \text{ if } z \ge 0, \text{ else } 0", z => z >= 0 ? 1 : 0),
        ("linear", "z", z => z),
        ("sigmoid", @"\frac{1}{1 + e^{-z}}", Sigmoid),
        ("tanh", @"\frac{e^z - e^{-z}}{e^z + e^{-z}}", z => (Math.Exp(z) - Math.Exp(-z)) / (Math.Exp(z) + Math.Exp(-z))),
        ("relu", @"\max(0, z)", z => Math.Max(0, z)),
        ("leaky_relu", @"z \text{ if } z \ge 0, \text{ else } 0.01 z", z => z >= 0 ? z : 0.01 * z),
        ("elu", @"z \text{ if } z \ge 0, \text{ else } e^z - 1", z => z >= 0 ? z : Math.Exp(z) - 1),
        ("selu", @"1.0507 \cdot (z \text{ if } z \ge 0, \text{ else } 1.6733 (e^z - 1))", z => 1.0507009873554805 * (z >= 0 ? z : 1.6732632423543772 * (Math.Exp(z) - 1))),
        ("silu", @"z \cdot \sigma(z)", z => z * Sigmoid(z)),
        ("softplus", @"\ln(1 + e^z)", z => Math.Log(1 + Math.Exp(z))),
        ("softsign", @"\frac{z}{1 + |z|}", z => z / (1 + Math.Abs(z))),
        ("hard_sigmoid", @"\min(1, \max(0, \frac{z}{6} + \tfrac{1}{2}))", z => Math.Clamp((z / 6) + 0.5, 0, 1)),
        ("hard_tanh", @"\min(1, \max(-1, z))", z => Math.Clamp(z, -1, 1)),
        ("mish", @"z \cdot \tanh(\ln(1 + e^z))", z => z * Math.Tanh(Math.Log(1 + Math.Exp(z)))),
    ];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("An activation turns a unit's weighted sum $z$ into its answer $a$. The lectures have six of them, step, linear, sigmoid, tanh, ReLU and softmax; practice has added more. Each is one formula:");
        yield return new Formulas([.. Functions.Select(function => $@"& \operatorname{{{function.Name.Replace('_', ' ')}}} \quad & a &= {function.Latex}")]);
        (string Name, Model Model, Func<double, double> Value)[] all = [.. Functions.Select(function => (function.Name, HandWritten.Activation(function.Name), function.Value))];
        yield return new NumberTable(["z", .. At.Select(z => $"{z}")], [.. all.Select(each => (string[])[each.Name, .. At.Select(z => Figures.Number(each.Model.Output(z)[0]))])]);
        double largest = all.Max(each => Enumerable.Range(-500, 1001).Max(i => Math.Abs(each.Model.Output(i / 100.0)[0] - each.Value(i / 100.0))));
        yield return new Check("At 1,001 places from −5 to 5 every function is its formula, computed a second time in plain arithmetic, to 1e-12.", largest < Exact);
        Model gelu = HandWritten.Activation("gelu");
        yield return new Prose($"GELU is $z$ times the chance that a normal number is below $z$: {Figures.Number(gelu.Output(1)[0])} at 1, {Figures.Number(gelu.Output(-1)[0])} at −1.");
        yield return new Check("The two differ by exactly 1, as the chances below 1 and below −1 add up to 1.", Math.Abs(gelu.Output(1)[0] - gelu.Output(-1)[0] - 1) < Exact);

        yield return new Prose("Softmax is a function of all units together: it makes positive numbers that add up to 1, to be read as the probabilities of classes.");
        yield return new Formulas(@"a_i = \frac{e^{z_i}}{\sum_k e^{z_k}}");
        double[] probabilities = HandWritten.Activation("softmax", Z.Length).Output(Z), shifted = HandWritten.Activation("softmax", Z.Length).Output([.. Z.Select(z => z + 100)]);
        double[] powers = [.. Z.Select(Math.Exp)];
        yield return new NumberTable(
            ["i", "z", "e^z", "a"],
            [.. Z.Select((z, i) => (string[])[$"{i + 1}", $"{z}", Figures.Number(powers[i]), Figures.Number(probabilities[i])]), ["sum", "", Figures.Number(powers.Sum()), Figures.Number(probabilities.Sum())]]);
        yield return new Check("They are the powers divided by their sum, to 1e-12.", probabilities.Zip(powers, (a, p) => Math.Abs(a - (p / powers.Sum()))).Max() < Exact);
        yield return new Check("A number added to all z changes nothing: only differences count.", probabilities.Zip(shifted, (a, b) => Math.Abs(a - b)).Max() < Exact);
        yield return Try.Of("Round or cornered", "A disc in a ring with four tanh units: the border is round.", Experiments.Of("circle", [4], "tanh", new Adam(0.03), epochs: 60)).Guided(
            new GuideStep("Press Play until the test loss is below 0.3.", Goal.TestLossTo(0.3), "The border is round: tanh has no corners, and neither has their sum."));
        yield return Try.Of("The same with relu", "Now the border is made of straight pieces: each unit gives a bend.", Experiments.Of("circle", [4], "relu", new Adam(0.03), epochs: 60)).Guided(
            new("Press Play until the test loss is below 0.4.", Goal.TestLossTo(0.4), "The border is made of straight pieces: where a unit switches on or off, there is a corner."),
            new("Count the corners, and the hidden units.", Goal.Look, "Each unit adds a line along which the border may bend."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Value, Softmax];

    private static Exercise Value(Draw draw)
    {
        (string name, string latex, _) = draw.Pick([.. Functions.Where(function => function.Name is not ("linear" or "step" or "hard_tanh" or "selu"))]);
        double z = draw.Signed(0.25m, 2.5m, 0.25m), a = HandWritten.Activation(name).Output(z)[0];
        return new Exercise(
            [new Prose($"What does the activation {name} answer to $z = {Numeral.Of(z)}$? Give 3 decimals."), new Formulas($"a = {latex}")],
            new NumberAnswer(new Quantity("a", a, 3) { Slips = [new Slip(HandWritten.Activation(name).Output(-z)[0], "That is the answer to $-z$.")] }),
            "Put the number into the formula. Mind the sign.",
            [new Formulas($"a = {latex} = {Numeral.Of(a)}")])
        { Given = new Dictionary<string, double> { ["z"] = z, ["function"] = Array.FindIndex(Functions, function => function.Name == name) } };
    }

    private static Exercise Softmax(Draw draw)
    {
        int[] z = [draw.Integer(-1, 3), draw.Integer(-1, 3), draw.Integer(-1, 3)];
        if (z[0] == z[1] && z[1] == z[2]) z[2]++;
        double[] a = HandWritten.Activation("softmax", 3).Output([.. z.Select(value => (double)value)]), powers = [.. z.Select(value => Math.Exp(value))];
        return new Exercise(
            [new Prose($"Three output units have the sums $z = ({string.Join(", ", z)})$. What are the probabilities that softmax makes of them, to 3 decimals?")],
            new NumberAnswer([.. a.Select((value, i) => new Quantity($"a_{i + 1}", value, 3) { Slips = [new Slip(z[i] / (double)Math.Max(1, z.Sum()), "Softmax divides the powers $e^z$, not the sums themselves.")] })]),
            "First $e$ to the power of each, then divide by their sum.",
            [new Formulas([.. a.Select((value, i) => $@"a_{i + 1} &= \frac{{{Numeral.Of(powers[i])}}}{{{Numeral.Of(powers.Sum())}}} = {Numeral.Of(value)}")])])
        { Given = new Dictionary<string, double> { ["z1"] = z[0], ["z2"] = z[1], ["z3"] = z[2] } };
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}

using Hillock.Data;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Training;

namespace Hillock.Lessons.Neurons;

internal sealed class RosenblattLesson() : Lesson("A5", "Rosenblatt's rule: learning from mistakes only")
{
    private static readonly double[][] Rows = [[0, 0], [0, 1], [1, 0], [1, 1]];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("Show the perceptron one sample after the other. Where it answers right, leave it alone; where it is wrong, move the weights by the input, towards the desired answer $d$:");
        yield return new Formulas(@"w &\leftarrow w + \eta\, (d - y)\, x", @"b &\leftarrow b + \eta\, (d - y)");
        yield return new Prose("From weights 0, with $\\eta = 1$, AND is learned like this; only the mistakes are shown:");
        (List<Update> updates, double[] weights, int passes) = Learn(Rows, [0, 0, 0, 1]);
        yield return Table(updates);
        (Model and, string reason) = Train([0, 0, 0, 1]);
        yield return new Check("The library's training takes the same steps to the same weights.", and.AllParameters().SequenceEqual(weights));
        yield return new Check("The network is AND.", Rows.Select(row => and.Output(row)[0]).SequenceEqual([0, 0, 0, 1]));
        yield return new Prose($"It says: “{reason}” That is pass {passes}.");

        yield return new Prose("How many mistakes can there be? With the bias as the weight of an input that is always 1, if some weights of length 1 separate the classes with a margin $\\gamma$, and no input is longer than $R$, then there are at most $(R/\\gamma)^2$ mistakes, in whatever order the samples come.");
        double[] separating = [1, 1, -1.5];
        double length = Math.Sqrt(separating.Sum(value => value * value)), margin = Rows.Select((row, i) => (i == 3 ? 1 : -1) * (row[0] + row[1] - 1.5) / length).Min(), radius = Rows.Max(row => Math.Sqrt((row[0] * row[0]) + (row[1] * row[1]) + 1));
        double bound = Math.Pow(radius / margin, 2);
        yield return new NumberTable(["", ""], [["γ for AND by x₁ + x₂ ≥ 1.5", $"{margin:F4}"], ["R", $"{radius:F4}"], ["(R/γ)²", $"{bound:F1}"], ["mistakes made", $"{updates.Count}"]]);
        yield return new Check("The mistakes are fewer than the bound.", updates.Count <= bound);

        yield return new Prose("Flowers can be told apart as well: setosa from the two other kinds of iris, by the length and width of its petals.");
        (Model iris, string found, double accuracy) = Iris();
        yield return new Prose(found);
        yield return new Check("Two weights and a bias tell setosa from the others without a mistake.", accuracy == 1 && iris.Definition.ParameterCount == 3);

        yield return new Prose("For XOR there are no such weights (lesson B1). The rule never ends; but as it goes through the samples in the same order, weights that come back prove that it never will:");
        (_, string cycle) = Train([0, 1, 1, 0]);
        yield return new Prose(cycle);
        yield return new Check("The weights return: no plane separates XOR.", cycle.StartsWith("No plane separates the classes", StringComparison.Ordinal));
        yield return Try.Of("Two clouds by mistakes", "Pass by pass: the line jumps at each mistake and rests else.", Experiments.Of("gauss", [], "tanh", new Perceptron(), epochs: 20)).Guided(
            new("Press One step.", Goal.Epoch(1), "A step of this rule is a pass: each sample was looked at once, and where its answer was wrong, the line has jumped."),
            new("Press One step again.", Goal.Epoch(2), "A pass without a mistake: nothing can change any more, the rule has converged."));
        yield return Try.Of("Where it cannot work", "Four quarters: the line never comes to rest.", Experiments.Of("xor", [], "tanh", new Perceptron(), epochs: 50)).Guided(
            new("Press Play and wait for the end of epoch 10.", Goal.Epoch(10), "The line goes round and never comes to rest: whichever quarter it serves, another is wrong."),
            new("Go back through time with the slider.", Goal.To(Act.Travel), "The same weights at the same epoch, to the last bit: what goes round is the rule, not chance."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [OneUpdate, Bound];

    private static Exercise OneUpdate(Draw draw)
    {
        double[] w = [draw.Integer(-3, 3), draw.Integer(-3, 3)], x = [draw.Integer(1, 3), draw.Integer(-2, 3)];
        double b = draw.Integer(-2, 2), z = (w[0] * x[0]) + (w[1] * x[1]) + b, y = z >= 0 ? 1 : 0;
        // A sample that is right already is asked for now and then.
        double d = draw.Integer(1, 4) == 1 ? y : 1 - y;
        Model after = Step(w, b, x, d);
        double[] moved = after.AllParameters();
        Slip[] none = d == y ? [new Slip(w[0] + x[0], "The answer was right already: nothing moves."), new Slip(w[0] - x[0], "The answer was right already: nothing moves.")] : [new Slip(w[0], "The answer was wrong: something has to move."), new Slip(w[0] - ((d - y) * x[0]), "That is the wrong way: $d - y$ has the other sign.")];
        return new Exercise(
            [new Prose($"A perceptron has $w = ({w[0]}, {w[1]})$ and $b = {b}$. The next sample is $x = ({x[0]}, {x[1]})$ with the desired answer $d = {d}$, and $\\eta = 1$. What are $w_1$, $w_2$ and $b$ after it?")],
            new NumberAnswer(new Quantity("w_1", moved[0]) { Slips = none }, new Quantity("w_2", moved[1]), new Quantity("b", moved[2])),
            "First the answer: is it wrong at all? Then add or subtract the input.",
            [new Formulas($@"z &= {Numeral.Factor(w[0])} \cdot {Numeral.Factor(x[0])} + {Numeral.Factor(w[1])} \cdot {Numeral.Factor(x[1])} + {Numeral.Factor(b)} = {z}, \quad y = {y}", $@"d - y &= {d - y}"), new Prose(d == y ? "The answer is right: nothing changes." : $"The input is {(d > y ? "added" : "subtracted")}: $w = ({moved[0]}, {moved[1]})$, $b = {moved[2]}$.")])
        { Given = new Dictionary<string, double> { ["w1"] = w[0], ["w2"] = w[1], ["b"] = b, ["x1"] = x[0], ["x2"] = x[1], ["d"] = d } };
    }

    private static Exercise Bound(Draw draw)
    {
        double margin = draw.Pick(0.1, 0.2, 0.25, 0.5);
        int radius = draw.Integer(1, 6);
        double bound = Math.Round(radius / margin * (radius / margin));
        return new Exercise(
            [new Prose($"No input of a set is longer than $R = {radius}$ (with the 1 for the bias), and some weights of length 1 separate its classes with the margin $\\gamma = {margin}$. How many mistakes does Rosenblatt's rule make at most?")],
            new NumberAnswer(new Quantity(@"(R/\gamma)^2", bound) { Slips = [new Slip(radius / margin, "Squared.")] }),
            "The bound is $(R/\\gamma)^2$.",
            [new Formulas($@"\frac{{R}}{{\gamma}} = \frac{{{radius}}}{{{margin}}} = {radius / margin}, \quad \left(\frac{{R}}{{\gamma}}\right)^2 = {bound}")])
        { Given = new Dictionary<string, double> { ["R"] = radius, ["gamma"] = margin } };
    }

    // The rule by hand. Passes count the last one, which makes no mistake.
    private static (List<Update> Updates, double[] Weights, int Passes) Learn(double[][] rows, double[] targets)
    {
        List<Update> updates = [];
        double[] w = [0, 0, 0];
        for (int pass = 1; ; pass++)
        {
            int before = updates.Count;
            for (int i = 0; i < rows.Length; i++)
            {
                double y = (w[0] * rows[i][0]) + (w[1] * rows[i][1]) + w[2] >= 0 ? 1 : 0, error = targets[i] - y;
                if (error == 0) continue;
                w = [w[0] + (error * rows[i][0]), w[1] + (error * rows[i][1]), w[2] + error];
                updates.Add(new Update(pass, rows[i], targets[i], y, w));
            }

            if (updates.Count == before) return (updates, w, pass);
        }
    }

    private static NumberTable Table(List<Update> updates) => new(
        ["pass", "x", "d", "y", "w and b after it"],
        [.. updates.Select(update => (string[])[$"{update.Pass}", string.Join(' ', update.X), $"{update.Target}", $"{update.Answer}", string.Join(' ', update.Weights)])]);

    private static (Model Model, string Reason) Train(double[] targets)
    {
        Trainer trainer = Run([.. Rows.SelectMany(row => row)], targets);
        return (trainer.CreateModel(), trainer.StopReason!);
    }

    private static (Model Model, string Reason, double Accuracy) Iris()
    {
        TableDataset iris = Catalog.LoadTable("iris").ToDataset();
        int length = iris.Table.Columns.ToList().FindIndex(column => column.Name.StartsWith("petal", StringComparison.Ordinal));
        double[] inputs = [.. Enumerable.Range(0, iris.Count).SelectMany(row => (double[])[iris.Table.Columns[length].Number(row), iris.Table.Columns[length + 1].Number(row)])];
        double[] setosa = [.. Enumerable.Range(0, iris.Count).Select(row => iris.Labels[iris.Class(row)].Contains("setosa", StringComparison.Ordinal) ? 1.0 : 0)];
        Trainer trainer = Run(inputs, setosa);
        Model model = trainer.CreateModel();
        double[] answers = new double[setosa.Length];
        model.Predict(inputs, answers);
        return (model, trainer.StopReason!, answers.Zip(setosa, (y, d) => y == d ? 1.0 : 0).Average());
    }

    // From weights 0, to the end.
    private static Trainer Run(double[] inputs, double[] targets)
    {
        Model start = Neuron([0, 0], 0);
        var trainer = new Trainer(Experiment(start, 1000), Dataset.FromArrays<double>(inputs, 2, targets, 1, LearningTask.Regression), start: start);
        while (trainer.StopReason is null) trainer.Step();
        return trainer;
    }

    private static Model Step(double[] w, double b, double[] x, double d)
    {
        Model start = Neuron(w, b);
        var trainer = new Trainer(Experiment(start, 1), Dataset.FromArrays<double>(x, 2, [d], 1, LearningTask.Regression), start: start);
        trainer.Step();
        return trainer.CreateModel();
    }

    private static Experiment Experiment(Model start, int epochs) => Training.Experiment.Of(start) with { Optimizer = new Perceptron(), Epochs = epochs, Validation = 0, Patience = 0, Precision = Definitions.Precision.Double };

    private static Model Neuron(double[] w, double b) => HandWritten.Load($$"""
        { "hillock": 1, "input": 2, "layers": [ { "type": "dense", "units": 1, "activation": "step", "weights": [[{{w[0]}}], [{{w[1]}}]], "bias": [{{b}}] } ] }
        """);

    private sealed record Update(int Pass, double[] X, double Target, double Answer, double[] Weights);
}

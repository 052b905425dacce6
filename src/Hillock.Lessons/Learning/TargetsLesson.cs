using Hillock.Cli.Screens;
using Hillock.Data;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Tensors;
using Hillock.Tracing;

namespace Hillock.Lessons.Learning;

internal sealed class TargetsLesson() : Lesson("D10", "Targets: what the outputs should say")
{
    private static readonly string[] Lecture = ["cat", "dog", "camel", "hat", "flower"];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("A network answers in numbers. A number to predict is its own target; yes or no becomes 1 or 0; of classes, each gets an output of its own, and the target is a one-hot vector: 1 for the right class, 0 for all others.");
        Model five = Classifier(Lecture);
        double[][] vectors = [.. Lecture.Select(label => OneHot(five, label))];
        yield return new NumberTable(["class", .. Lecture.Select((_, i) => $"output {i + 1}")], [.. Lecture.Select((label, i) => (string[])[label, .. vectors[i].Select(value => $"{value}")])]);
        yield return new Check("cat is (1, 0, 0, 0, 0), and so on: each vector has one 1, at its own place.", vectors.Select((vector, i) => vector.Select((value, j) => value == (i == j ? 1 : 0)).All(same => same)).All(same => same));
        yield return new Prose("Why not one output with 1, 2, 3 …? Then a dog would lie between a cat and a camel. One-hot vectors are all equally far from each other:");
        double[] distances = [.. vectors.SelectMany((a, i) => vectors.Skip(i + 1).Select(b => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum())))];
        yield return new Check($"All {distances.Length} distances are √2.", distances.All(distance => Math.Abs(distance - Math.Sqrt(2)) < 1e-12));

        yield return new Prose("The library finds out from a table's column what kind of target it is:");
        (string Name, TableDataset Data)[] columns =
        [
            ("price", Of(Column.Numbers("price", 12.5, 7.25, 30.1, 18.4, 9.9, 22.3, 41.7, 5.2))),
            ("bought", Of(Column.Texts("bought", "no", "yes", "yes", "no", "yes", "no", "no", "yes"))),
            ("animal", Of(Column.Texts("animal", "cat", "dog", "camel", "hat", "flower", "dog", "cat", "cat"))),
        ];
        yield return new NumberTable(["column", "values", "task", "outputs"], [.. columns.Select(each => (string[])[each.Name, Example(each.Name), $"{each.Data.Task}".ToLowerInvariant(), each.Data.Task == LearningTask.Multiclass ? $"{each.Data.Labels.Count}" : "1"])]);
        yield return new Check("A number is predicted, yes or no is binary, five words are five classes.", columns.Select(each => each.Data.Task).SequenceEqual([LearningTask.Regression, LearningTask.Binary, LearningTask.Multiclass]));

        yield return new Prose("Softmax outputs are read as probabilities: each lies between 0 and 1, and together they are 1. The answer is the class with the largest.");
        double[] z = [2, 1, -1, 0.5, 0];
        double[] outputs = HandWritten.Activation("softmax", 5).Output(z);
        yield return new NumberTable(["class", .. Lecture], [["z", .. z.Select(value => $"{value}")], ["probability", .. outputs.Select(Figures.Number)], ["target", "1", "0", "0", "0", "0"]]);
        yield return new Check("They add up to 1, and the largest belongs to the largest z.", Math.Abs(outputs.Sum() - 1) < 1e-12 && Array.IndexOf(outputs, outputs.Max()) == Array.IndexOf(z, z.Max()));
        yield return Try.Of("Three kinds of flowers", "Three softmax outputs, one for each kind of iris: open a sample and read its three probabilities beside its one-hot target.", Experiments.Of("iris", [8], "tanh", new Adam(0.02), epochs: 60)).Guided(
            new("Press Play until the loss on the samples is below 0.2.", Goal.TrainLossTo(0.2), "Three outputs, one for each kind; their largest is the answer."),
            new("Click a sample.", Goal.To(Act.OpenMicroscope), "Three probabilities that add up to 1, beside a target that is 1 for one kind and 0 for the others."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Vector, Outputs];

    private static Exercise Vector(Draw draw)
    {
        int count = draw.Integer(3, 5);
        string[] labels = draw.Shuffle<string>("cat", "dog", "camel", "hat", "flower", "boat", "tree")[..count];
        int right = draw.Integer(0, count - 1);
        Model model = Classifier(labels);
        return new Exercise(
            [new Prose($"The outputs of a network stand for {string.Join(", ", labels[..^1])} and {labels[^1]}, in this order. What is the target of a sample that shows: {labels[right]}? Type its {count} numbers.")],
            new NumberAnswer([.. OneHot(model, labels[right]).Select((value, i) => new Quantity($"d_{i + 1}", value))]),
            "One output for each class; only the right one should be 1.",
            [new Prose($"{labels[right]} is class {right + 1} of {count}: a 1 at place {right + 1}, and 0 elsewhere.")])
        { Given = new Dictionary<string, double> { ["count"] = count, ["right"] = right } };
    }

    private static Exercise Outputs(Draw draw)
    {
        int classes = draw.Integer(3, 12), inputs = draw.Integer(3, 9);
        bool several = draw.Coin();
        int outputs = Classifier([.. Enumerable.Range(1, classes).Select(i => $"class {i}")]).Definition.Output.Size;
        return new Exercise(
            [new Prose($"From {inputs} measurements of a plant, three networks shall tell: {(several ? $"which of {classes} species it is" : $"in which of {classes} regions it was found")}; whether it flowers; and how high it will grow. How many output units does each need?")],
            new NumberAnswer(
                new Quantity(@"\text{classes}", outputs) { Slips = [new Slip(1, "A single number would put the classes in an order that they do not have.")] },
                new Quantity(@"\text{yes or no}", 1) { Slips = [new Slip(2, "Two would do, but one is enough: the probability of yes.")] },
                new Quantity(@"\text{height}", 1)),
            "One-hot for classes; one number for yes or no, and for a number.",
            [new Prose($"{classes} softmax outputs, one for each class; one sigmoid output, the probability of yes; one linear output, the height.")])
        { Given = new Dictionary<string, double> { ["classes"] = classes } };
    }

    private static Model Classifier(string[] labels)
    {
        Model plain = HandWritten.Load($$"""
            { "hillock": 1, "input": 1, "seed": 1, "loss": "cross_entropy", "layers": [ { "type": "dense", "units": {{labels.Length}}, "activation": "softmax" } ] }
            """);
        return new Model(plain.Definition, plain.AllParameters(), Preprocessing.None(new Shape(1), TargetEncoding.Classes(LearningTask.Multiclass, labels, "thing"), "x"));
    }

    private static double[] OneHot(Model model, string label) => TraceSamples.Parse(model, "0", label).Targets!.Row(0).ToArray();

    private static TableDataset Of(Column target) => new Table(Column.Numbers("x", 1, 2, 3, 4, 5, 6, 7, 8), target).ToDataset(target.Name);

    private static string Example(string column) => column switch
    {
        "price" => "12.5, 7.25 …",
        "bought" => "no, yes …",
        _ => "cat, dog, camel …",
    };
}

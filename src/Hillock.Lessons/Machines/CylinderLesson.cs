using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Machines;

internal sealed class CylinderLesson() : Lesson("B6", "One hidden layer is enough, and never done")
{
    private static readonly int[] Units = [12, 48, 96, 192, 384, 768];

    private static readonly (double X, double Y)[] Shape = [(-4, -3), (4, -3), (4, 0), (1, 0), (1, 3), (-1, 3), (-1, 0), (-4, 0)];

    private protected override IEnumerable<Block> Tell()
    {
        yield return new Prose("Half-planes that touch a circle from outside, summed, are largest within the circle and about half of that far away: a cylinder. Many cylinders, each with a height of its own, approximate any region with a single hidden layer of threshold neurons.");
        var region = new Region([Shape]);
        ConstructedNetwork[] networks = [.. Units.Select(units => CylinderNetwork.Build(region, units))];
        double[] errors = [.. networks.Select(network => network.Verify() is { Wrong: { } wrong, Checked: var all } ? (double)wrong / all : double.NaN)];
        ConstructedNetwork exact = RegionNetwork.Build(region);
        yield return new NumberTable(
            ["hidden neurons", "layers of them", "points on the wrong side"],
            [.. networks.Select((network, i) => (string[])[Figures.Count(network.Units[0]), "1", Figures.Percent(errors[i])]), [Figures.Count(exact.Units.SkipLast(1).Sum()), "2", Figures.Percent((double)(exact.Verify().Wrong ?? 0) / exact.Verify().Checked)]]);
        yield return new Plot("The error against the neurons", "hidden neurons", "share of points wrong", new Curve("error", [.. networks.Select((network, i) => ((double)network.Units[0], errors[i]))])) { LogarithmicX = true, LogarithmicY = true };
        yield return PlaneMap.Of($"{networks[1].Units[0]} neurons in one layer", -5, 5, -4, 4, networks[1].Model);
        yield return PlaneMap.Of($"{networks[^1].Units[0]} neurons in one layer", -5, 5, -4, 4, networks[^1].Model);
        yield return PlaneMap.Of($"{exact.Units.SkipLast(1).Sum()} neurons in two layers", -5, 5, -4, 4, exact.Model);
        yield return new Check("More neurons err less: the largest network is wrong at fewer points than a third of what the smallest is.", errors[^1] < errors[0] / 3);
        yield return new Check("None of them is exact; the one with two hidden layers is, with fewer neurons.", errors.All(error => error > 0) && exact.Verify().Wrong == 0 && exact.Units.Sum() < networks[1].Units.Sum());
        yield return new Prose("One hidden layer suffices in principle. But it may be infeasibly large, and that such weights exist does not say that training finds them, or that what it finds is right elsewhere.");
        yield return Try.Of("Six hundred neurons in one layer", "Draw another region, or add units, and see how slowly the edges become sharp.", new ConstructionSetup("cylinders", RegionJson.Of([Shape])) { Units = 600 }).Guided(
            new("Change the number of hidden units to 100.", Goal.To(Act.Construct), "The edges are worse: one layer can give any region, but it takes its time."),
            new("Change it to 1,000.", Goal.To(Act.Construct), "Better, and still not sharp: sufficient in principle is not the same as good."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Cylinder, Enough];

    private static Exercise Cylinder(Draw draw)
    {
        int n = draw.Integer(3, 20) * 2;
        // A circle of radius 1 around 0: half-plane i is cos·x + sin·y ≤ 1. Far away no direction is that of a touching line.
        double center = Fire(0, 0), far = Fire(1e6 * Math.Cos(0.01), 1e6 * Math.Sin(0.01));
        return new Exercise(
            [new Prose($"{n} half-planes touch a circle from outside, at equal distances all around, and each holds the circle. How many of the {n} neurons fire in the middle of the circle? And how many, very far away (in a direction that lies on none of the lines)?")],
            new NumberAnswer(new Quantity(@"\text{in the middle}", center), new Quantity(@"\text{far away}", far) { Slips = [new Slip(0, "Far away one is still on the right side of the lines that lie behind the circle.")] }),
            "Each half-plane has the circle on its side. From far away, which of their lines lie between you and the circle?",
            [new Prose($"In the middle all {n} fire. From far away, the lines of one half of the circle lie between: the other half, {far}, fires. The threshold between {far} and {n} cuts a cylinder out.")])
        { Given = new Dictionary<string, double> { ["n"] = n } };

        double Fire(double x, double y) => Enumerable.Range(0, n).Count(i =>
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * i / n);
            return HandWritten.Load($$"""{ "hillock": 1, "input": 2, "layers": [ { "type": "dense", "units": 1, "activation": "step", "weights": [[{{-cos:R}}], [{{-sin:R}}]], "bias": [1] } ] }""").Output(x, y)[0] == 1;
        });
    }

    private static Exercise Enough(Draw draw)
    {
        (string statement, bool holds, string why)[] statements =
        [
            ("For every region and every share of wrong points above 0 there is a network with one hidden layer that errs on fewer.", true, "That is what approximation means: enough units make the error as small as is wanted."),
            ("One hidden layer of threshold units can compute a polygon with a dent exactly, if it has enough units.", false, "Its error becomes small, but a second hidden layer is what makes it exact."),
            ("If some weights make the error small, training finds them.", false, "That they exist says nothing about finding them."),
            ("More hidden units in one layer always help on new samples, too.", false, "A network that fits its samples may be wrong elsewhere."),
            ("A second hidden layer can do with few units what one hidden layer needs many for.", true, "The lesson's region takes a dozen units in two layers, and is not exact with hundreds in one."),
        ];
        (string statement, bool holds, string why) = draw.Pick(statements);
        return new Exercise([new Prose($"Is this so? “{statement}”")], new YesNoAnswer(holds, why), "Look at the lesson's table of errors against units.", [new Prose(why)]);
    }
}

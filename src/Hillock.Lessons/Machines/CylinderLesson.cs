using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Machines;

internal sealed class CylinderLesson() : Lesson("B6", "One hidden layer is enough, and never done")
{
    private static readonly int[] Units = [12, 48, 96, 192, 384, 768];

    private static readonly (double X, double Y)[] Shape = [(-4, -3), (4, -3), (4, 0), (1, 0), (1, 3), (-1, 3), (-1, 0), (-4, 0)];

    public override IEnumerable<Block> Blocks()
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
        yield return Try.Of("Six hundred neurons in one layer", "Draw another region, or add units, and see how slowly the edges become sharp.", new ConstructionSetup("cylinders", RegionJson.Of([Shape])) { Units = 600 });
    }
}

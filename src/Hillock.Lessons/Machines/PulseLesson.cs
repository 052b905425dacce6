using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Lessons.Blocks;

namespace Hillock.Lessons.Machines;

internal sealed class PulseLesson() : Lesson("B7", "Pulses follow any function, as closely as wanted")
{
    private static readonly int[] Units = [10, 20, 40, 80, 160, 320, 640, 1280];

    public override IEnumerable<Block> Blocks()
    {
        yield return new Prose("Two threshold neurons make a square pulse: one fires from $T_1$ on and counts $+h$, the other from $T_2$ on and counts $-h$. Their sum is $h$ between $T_1$ and $T_2$ and 0 elsewhere. Many narrow pulses side by side, each as high as the function in its middle, follow the function.");
        yield return new Formulas(@"\operatorname{pulse}(x) &= h \cdot [x \ge T_1] - h \cdot [x \ge T_2]", @"|f - \text{network}| &\le \tfrac{1}{2} \cdot w \cdot \max |f'| \quad \text{for pulses of width } w");
        var sine = Expressions.Formula.Parse("sin(2*pi*x)");
        ConstructedNetwork coarse = PulseNetwork.Build(sine, [0], [1], 16);
        yield return new Plot("sin(2πx) and 16 pulses", "x", "y", Curve.Of("function", 0, 1, x => sine.Evaluate(x)), Curve.Of("network", 0, 1, x => coarse.Model.Output(x)[0], 641));

        Verification[] verified = [.. Units.Select(units => PulseNetwork.Build(sine, [0], [1], units).Verify())];
        yield return new NumberTable(
            ["threshold units", "largest error", "bound", "error · units"],
            [.. verified.Select((each, i) => (string[])[Figures.Count(Units[i]), Figures.Number(each.MaxError!.Value), Figures.Number(each.Bound!.Value), Figures.Number(each.MaxError.Value * Units[i])])]);
        yield return new Plot("The largest error falls as 1 / units", "threshold units", "largest error", new Curve("error", [.. verified.Select((each, i) => ((double)Units[i], each.MaxError!.Value))])) { LogarithmicX = true, LogarithmicY = true };
        yield return new Check("No error of a million samples is above its bound.", verified.All(each => each.MaxError <= each.Bound));
        yield return new Check("Twice the units halve the error, to 3 %.", Enumerable.Range(1, Units.Length - 1).All(i => Math.Abs((2 * verified[i].MaxError!.Value / verified[i - 1].MaxError!.Value) - 1) < 0.03));

        yield return new Prose("Of two inputs, $g$ lines each way bound $g^2$ fields, each an AND of its sides in a second layer; the error then falls as $1/\\sqrt{\\text{units}}$.");
        var product = Expressions.Formula.Parse("sin(x)*y");
        int[] grids = [8, 16, 32, 64];
        Verification[] plane = [.. grids.Select(g => PulseNetwork.Build(product, [0, -1], [6, 1], (g * g) + (2 * g)).Verify())];
        yield return new NumberTable(
            ["fields for sin(x)·y", "hidden units", "largest error", "bound"],
            [.. plane.Select((each, i) => (string[])[$"{grids[i]} × {grids[i]}", Figures.Count((grids[i] * grids[i]) + (2 * grids[i])), Figures.Number(each.MaxError!.Value), Figures.Number(each.Bound!.Value)])]);
        yield return new Check("Of two inputs, too, every error is within its bound.", plane.All(each => each.MaxError <= each.Bound));
        yield return Try.Of("A function of your own", "Type a formula and choose the units: the bound and the largest error stand beside it.", new ConstructionSetup("function", "sin(2*pi*x)") { Range = (0, 1), Units = 200 });
    }
}

using Hillock.Cli.Screens;
using Hillock.Construction;
using Hillock.Lessons.Blocks;
using Hillock.Lessons.Exercises;
using Hillock.Lessons.Typesetting;

namespace Hillock.Lessons.Machines;

internal sealed class PulseLesson() : Lesson("B7", "Pulses follow any function, as closely as wanted")
{
    private static readonly int[] Units = [10, 20, 40, 80, 160, 320, 640, 1280];

    private protected override IEnumerable<Block> Tell()
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
        yield return Try.Of("A function of your own", "Type a formula and choose the units: the bound and the largest error stand beside it.", new ConstructionSetup("function", "sin(2*pi*x)") { Range = (0, 1), Units = 200 }).Guided(
            new("Change the units to 20.", Goal.To(Act.Construct), "Wide pulses: the steps can be seen, and the largest error is about ten times that of 200 units."),
            new("Type a formula of your own.", Goal.To(Act.Construct), "The bound falls as 1/units, whatever the function, as long as it has no jumps."));
    }

    private protected override IReadOnlyList<Func<Draw, Exercise>> Posed => [Bound];

    private static Exercise Bound(Draw draw)
    {
        int slope = draw.Integer(1, 8), length = draw.Integer(1, 5), pulses = draw.Pick(10, 20, 40, 50, 100);
        double width = (double)length / pulses, bound = 0.5 * width * slope;
        double needed = draw.Pick(0.01, 0.05, 0.1);
        int enough = (int)Math.Ceiling((slope * length / (2 * needed)) - 1e-9);
        return new Exercise(
            [new Prose($"A function is nowhere steeper than {slope}. On an interval of length {length} it is followed by {pulses} pulses of equal width. How far off is the network at most? And how many pulses make sure that it is off by no more than {needed}?")],
            new NumberAnswer(
                Quantity.Exactly(@"\text{at most}", bound) with { Slips = [new Slip(2 * bound, "A pulse is as high as the function in its middle: the furthest point is only half a width away.")] },
                new Quantity(@"\text{pulses}", enough)),
            @"$|f - \text{network}| \le \tfrac{1}{2} \cdot w \cdot \max |f'|$, where $w$ is the width of a pulse.",
            [new Formulas($@"\tfrac{{1}}{{2}} \cdot \frac{{{length}}}{{{pulses}}} \cdot {slope} &= {Numeral.Of(bound)}", $@"n &\ge \frac{{{slope} \cdot {length}}}{{2 \cdot {needed}}} = {Numeral.Of(slope * length / (2 * needed))}")])
        { Given = new Dictionary<string, double> { ["slope"] = slope, ["length"] = length, ["pulses"] = pulses, ["needed"] = needed } };
    }
}

using FsCheck;
using FsCheck.Fluent;
using Hillock.Expressions;
using Interval = Hillock.Expressions.Interval;

namespace Hillock.Tests.Expressions;

public class IntervalTests
{
    [Fact]
    public void What_holds_for_a_box_holds_for_its_points() =>
        Prop.ForAll(RandomFormula.Any.ToArbitrary(), Gen.Choose(-400, 400).Two().ToArbitrary(), Gen.Choose(0, 200).ToArbitrary(), (text, corner, size) =>
        {
            var formula = Formula.Parse(text);
            double[] low = [corner.Item1 / 100.0, corner.Item2 / 100.0];
            double width = size * size / 20000.0;
            Interval[] box = [.. formula.Variables.Select((_, i) => new Interval(low[i], low[i] + width))];
            Enclosure enclosure = formula.Root.Enclose(box);
            for (int sample = 0; sample < 25; sample++)
            {
                double[] point = [.. formula.Variables.Select((_, i) => low[i] + (width * (i == 0 ? sample / 5 : sample % 5) / 4))];
                double value = formula.Evaluate(point);
                if (enclosure.Value.IsFinite) Assert.True(enclosure.Value.Contains(value), $"{text} is {value:R} at {formula.At(point)}, not in {enclosure.Value}");
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Slopes_of_a_box_hold_the_slopes_between_its_points() =>
        Prop.ForAll(RandomFormula.Any.ToArbitrary(), Gen.Choose(-400, 400).Two().ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), (text, corner, size) =>
        {
            var formula = Formula.Parse(text);
            if (formula.Variables.Count == 0) return;
            double[] low = [corner.Item1 / 100.0, corner.Item2 / 100.0];
            double width = size / 200.0;
            Interval[] box = [.. formula.Variables.Select((_, i) => new Interval(low[i], low[i] + width))];
            Enclosure enclosure = formula.Root.Enclose(box);
            if (!enclosure.Value.IsFinite || !enclosure.Slopes.All(slope => slope.IsFinite)) return;
            double[] start = low[..formula.Variables.Count], end = [.. start];
            end[0] += width;

            // Mean value theorem; in double each value may be off by its rounding.
            double rise = formula.Evaluate(end) - formula.Evaluate(start);
            double rounding = 1e-12 * (1 + enclosure.Value.Magnitude);
            Assert.InRange(rise, (enclosure.Slopes[0].Low * width) - rounding, (enclosure.Slopes[0].High * width) + rounding);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("x^2", -1, 2, 0, 4)]
    [InlineData("x^3", -1, 2, -1, 8)]
    [InlineData("abs(x)", -3, 2, 0, 3)]
    [InlineData("sin(x)", 1, 2, 0.8414709848078965, 1)]
    [InlineData("cos(x)", 3, 4, -1, -0.6536436208636119)]
    [InlineData("sqrt(x)", 0, 4, 0, 2)]
    [InlineData("exp(x)", 0, 1, 1, Math.E)]
    public void A_single_operation_is_bounded_tightly(string text, double low, double high, double smallest, double largest)
    {
        Interval value = Formula.Parse(text).Root.Enclose([new Interval(low, high)]).Value;
        Assert.Equal(smallest, value.Low, 1e-14);
        Assert.Equal(largest, value.High, 1e-14);
    }

    [Theory]
    [InlineData("1/x", -1, 1)]
    [InlineData("tan(x)", 1, 2)]
    [InlineData("log(x)", -1, 1)]
    public void Nothing_is_claimed_where_a_pole_may_be(string text, double low, double high) =>
        Assert.False(Formula.Parse(text).Root.Enclose([new Interval(low, high)]).Value.IsFinite);
}

using Hillock.Expressions;

namespace Hillock.Data.Formulas;

/// <summary>Numbers over the plane or a line. Plane and bump have the shapes and ranges of the TensorFlow Playground.</summary>
internal static class Surfaces
{
    private const double Radius = 6;

    private static readonly (double X, double Y, double Sign)[] Bumps = [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)];

    /// <summary>(x + y) / 10.</summary>
    public static Table Plane(int count, double noise, Draw draw) => Make(count, noise, draw, (x, y) => (x + y) / 10);

    /// <summary>Cones of height ±1 and radius 2 at six places.</summary>
    public static Table Bump(int count, double noise, Draw draw) => Make(count, noise, draw, (x, y) =>
    {
        double value = 0;
        foreach ((double centerX, double centerY, double sign) in Bumps)
        {
            double height = 1 - Math.Sqrt((x - centerX) * (x - centerX) + (y - centerY) * (y - centerY)) / 2;
            if (height > Math.Abs(value)) value = sign * height;
        }

        return value;
    });

    /// <summary>y = sin(2πx) for x from 0 to 1; noise is a normal deviation.</summary>
    public static Table Sine(int count, double noise, Draw draw)
    {
        double[] x = new double[count], y = new double[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = draw.Uniform(0, 1);
            y[i] = Math.Sin(2 * Math.PI * x[i]) + noise * draw.Normal();
        }

        return new Table(Column.Numbers("x", x), Column.Numbers("y", y));
    }

    /// <summary>y = f(x) for x from −1 to 1; noise is a normal deviation.</summary>
    /// <param name="text">f as it was written, a formula of x.</param>
    public static Recipe Function(string text)
    {
        Formula formula = Formula.Parse(text);
        if (formula.Variables is not ["x"]) throw new ArgumentException($"a function has one variable, x; here {(formula.Variables.Count == 0 ? "is none" : $"are {Sentence.Few(formula.Variables)}")}.");
        return new Recipe($"a curve: y = {Sentence.Shorten(text)}, x from −1 to 1", 500, (count, noise, draw) =>
        {
            double[] x = new double[count], y = new double[count];
            for (int i = 0; i < count; i++)
            {
                x[i] = draw.Uniform(-1, 1);
                double value = formula.Evaluate(x[i]);
                if (!double.IsFinite(value)) throw new HillockException($"'{Sentence.Shorten(text)}' is not a function from −1 to 1: {formula.Fault([x[i]])}.");
                y[i] = value + noise * draw.Normal();
            }

            return new Table(Column.Numbers("x", x), Column.Numbers("y", y));
        });
    }

    /// <summary>Points from −6 to 6; noise moves the point that the value is read from.</summary>
    private static Table Make(int count, double noise, Draw draw, Func<double, double, double> surface)
    {
        double[] x = new double[count], y = new double[count], value = new double[count];
        for (int i = 0; i < count; i++)
        {
            (x[i], y[i]) = (draw.Uniform(-Radius, Radius), draw.Uniform(-Radius, Radius));
            value[i] = surface(x[i] + draw.Uniform(-Radius, Radius) * noise, y[i] + draw.Uniform(-Radius, Radius) * noise);
        }

        return new Table(Column.Numbers("x", x), Column.Numbers("y", y), Column.Numbers("value", value));
    }
}

namespace Hillock.Data.Formulas;

/// <summary>Classes of points in the plane. Circle, xor, gauss and spiral have the shapes and ranges of the TensorFlow Playground.</summary>
internal static class PlaneClasses
{
    private const double Radius = 5;

    /// <summary>1 within half the radius, 0 in the ring from 0.7 to 1; noise moves the point that the label is read from.</summary>
    public static Table Circle(int count, double noise, Draw draw) => Make(count, i =>
    {
        double distance = 2 * i < count ? draw.Uniform(0, 0.5 * Radius) : draw.Uniform(0.7 * Radius, Radius);
        (double sin, double cos) = Math.SinCos(draw.Uniform(0, 2 * Math.PI));
        (double x, double y) = (distance * sin, distance * cos);
        double strayedX = x + draw.Uniform(-Radius, Radius) * noise, strayedY = y + draw.Uniform(-Radius, Radius) * noise;
        return (x, y, Math.Sqrt(strayedX * strayedX + strayedY * strayedY) < 0.5 * Radius);
    });

    /// <summary>1 where x and y have the same sign, with a gap of 0.3 along the axes; noise moves the point that the label is read from.</summary>
    public static Table Xor(int count, double noise, Draw draw) => Make(count, _ =>
    {
        double x = Apart(draw.Uniform(-Radius, Radius)), y = Apart(draw.Uniform(-Radius, Radius));
        return (x, y, (x + draw.Uniform(-Radius, Radius) * noise) * (y + draw.Uniform(-Radius, Radius) * noise) >= 0);

        static double Apart(double value) => value + (value > 0 ? 0.3 : -0.3);
    });

    /// <summary>Clouds around (2, 2) for 1 and (−2, −2) for 0, of variance 0.5 + 7·noise.</summary>
    public static Table Gauss(int count, double noise, Draw draw) => Make(count, i =>
    {
        bool label = 2 * i < count;
        double center = label ? 2 : -2, deviation = Math.Sqrt(0.5 + 7 * noise);
        return (center + deviation * draw.Normal(), center + deviation * draw.Normal(), label);
    });

    /// <summary>r from 0 to 5 over 1.75 turns, the second class half a turn ahead; noise moves each coordinate by up to that much.</summary>
    public static Table Spiral(int count, double noise, Draw draw) => Make(count, i =>
    {
        int half = (count + 1) / 2;
        bool label = i < half;
        double along = (double)(label ? i : i - half) / half;
        (double sin, double cos) = Math.SinCos(1.75 * along * 2 * Math.PI + (label ? 0 : Math.PI));
        return (along * Radius * sin + draw.Uniform(-1, 1) * noise, along * Radius * cos + draw.Uniform(-1, 1) * noise, label);
    });

    /// <summary>Half circles of radius 1 around (0, 0), upwards, for 0, and (1, 0.5), downwards, for 1; noise is a normal deviation.</summary>
    public static Table Moons(int count, double noise, Draw draw) => Make(count, i =>
    {
        bool label = 2 * i >= count;
        (double sin, double cos) = Math.SinCos(draw.Uniform(0, Math.PI));
        (double x, double y) = label ? (1 - cos, 0.5 - sin) : (cos, sin);
        return (x + noise * draw.Normal(), y + noise * draw.Normal(), label);
    });

    /// <summary>Fields of 2 × 2 from −4 to 4, 1 where the field's numbers add up to an even one; noise is a normal deviation.</summary>
    public static Table Checkerboard(int count, double noise, Draw draw) => Make(count, _ =>
    {
        double x = draw.Uniform(-4, 4), y = draw.Uniform(-4, 4);
        bool label = ((int)Math.Floor(x / 2) + (int)Math.Floor(y / 2)) % 2 == 0;
        return (x + noise * draw.Normal(), y + noise * draw.Normal(), label);
    });

    /// <summary>Clouds of k classes around points of the circle of radius 4, of variance 0.5 + 7·noise.</summary>
    public static Table Clouds(int classes, int count, double noise, Draw draw) => Make(classes, count, (label, _) =>
    {
        (double sin, double cos) = Math.SinCos(2 * Math.PI * label / classes);
        double deviation = Math.Sqrt(0.5 + 7 * noise);
        return (0.8 * Radius * cos + deviation * draw.Normal(), 0.8 * Radius * sin + deviation * draw.Normal());
    });

    /// <summary>k spirals, r from 0 to 5 over 3.5/k turns, each a k-th of a turn ahead of the one before; noise moves each coordinate by up to that much.</summary>
    public static Table Spirals(int classes, int count, double noise, Draw draw) => Make(classes, count, (label, along) =>
    {
        (double sin, double cos) = Math.SinCos(2 * Math.PI * ((3.5 * along) + label) / classes);
        return (along * Radius * sin + draw.Uniform(-1, 1) * noise, along * Radius * cos + draw.Uniform(-1, 1) * noise);
    });

    /// <summary>A disc and k − 1 rings around it, between them gaps three sevenths as wide; noise is a normal deviation.</summary>
    public static Table Rings(int classes, int count, double noise, Draw draw) => Make(classes, count, (label, _) =>
    {
        double distance = draw.Uniform(label, label + 0.7) * Radius / (classes - 0.3);
        (double sin, double cos) = Math.SinCos(draw.Uniform(0, 2 * Math.PI));
        return (distance * sin + noise * draw.Normal(), distance * cos + noise * draw.Normal());
    });

    /// <summary>As many points of each class, one class after the other; the labels are texts, so that even a few rows are classes.</summary>
    /// <param name="classes">k.</param>
    /// <param name="count">Points in all.</param>
    /// <param name="point">A point from its class and how far along it is among the class's points, 0 to below 1.</param>
    private static Table Make(int classes, int count, Func<int, double, (double X, double Y)> point)
    {
        double[] x = new double[count], y = new double[count];
        var labels = new ColumnBuilder("label", ColumnKind.Category);
        for (int label = 0, i = 0; label < classes; label++)
        {
            int first = i, end = (int)((long)count * (label + 1) / classes);
            for (; i < end; i++)
            {
                (x[i], y[i]) = point(label, (double)(i - first) / (end - first));
                labels.AddNumber(label);
            }
        }

        return new Table(Column.Numbers("x", x), Column.Numbers("y", y), labels.Build(row => $"row {row + 1}"));
    }

    private static Table Make(int count, Func<int, (double X, double Y, bool Label)> point)
    {
        double[] x = new double[count], y = new double[count], label = new double[count];
        for (int i = 0; i < count; i++)
        {
            (x[i], y[i], bool isOne) = point(i);
            label[i] = isOne ? 1 : 0;
        }

        return new Table(Column.Numbers("x", x), Column.Numbers("y", y), Column.Numbers("label", label));
    }
}

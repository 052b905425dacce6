using System.Numerics;
using Hillock.Construction.Geometry;

namespace Hillock.Tests.Construction.Geometry;

public class PointTests
{
    // The classic failure of rounded arithmetic (Kettner, Mehlhorn, Pion, Schirra & Yap 2008): points on a fine grid around (0.5, 0.5)
    // beside the diagonal through (12, 12) and (24, 24).
    [Fact]
    public void The_side_of_a_point_is_exact_to_the_last_bit()
    {
        (Point b, Point c) = (new(12, 12), new(24, 24));
        double step = Math.ScaleB(1, -53);
        for (int i = 0; i < 64; i++)
        {
            for (int j = 0; j < 64; j++)
            {
                var a = new Point(0.5 + (i * step), 0.5 + (j * step));
                int expected = Math.Sign(a.Y.CompareTo(a.X)); // above the diagonal is its left
                Assert.Equal(expected, Point.Side(b, c, a));
                Assert.Equal(expected, Point.Side(a, b, c));
                Assert.Equal(-expected, Point.Side(c, b, a));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(-280)]
    public void It_is_so_at_every_scale(int exponent)
    {
        double scale = Math.Pow(10, exponent);
        Point[] points = [.. Enumerable.Range(0, 25).Select(i => new Point((i % 5 - 2) * scale, (i / 5 - 2) * scale * 3))];
        foreach (Point a in points)
        {
            foreach (Point b in points)
            {
                foreach (Point c in points)
                {
                    BigInteger area = (Whole(b.X - a.X) * Whole(c.Y - a.Y)) - (Whole(b.Y - a.Y) * Whole(c.X - a.X));
                    Assert.Equal(area.Sign, Point.Side(a, b, c));
                }
            }
        }

        BigInteger Whole(double multiple) => (BigInteger)Math.Round(multiple / scale);
    }
}

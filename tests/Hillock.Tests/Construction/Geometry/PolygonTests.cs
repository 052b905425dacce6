using FsCheck;
using FsCheck.Fluent;
using Hillock.Construction.Geometry;
using Hillock.Kernels;

namespace Hillock.Tests.Construction.Geometry;

public class PolygonTests
{
    [Fact]
    public void Inside_is_where_a_ray_crosses_an_odd_number_of_edges() =>
        Prop.ForAll(RandomPolygon.Any.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (corners, seed) =>
        {
            Polygon polygon = Create(corners);
            foreach ((double x, double y) in Around(polygon, seed))
            {
                double distance = RandomPolygon.Distance(corners, x, y);
                if (distance > 1e-9) Assert.Equal(RandomPolygon.Contains(corners, x, y), polygon.Contains(new Point(x, y)));
                if (distance < 0.01) Assert.True(polygon.IsNearEdge(new Point(x, y), 0.0100001));
            }

            Assert.All(corners, corner => Assert.True(polygon.IsNearEdge(new Point(corner.X, corner.Y), 1e-9)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Triangles_cover_a_polygon_exactly_once() =>
        Prop.ForAll(RandomPolygon.Any.ToArbitrary(), corners =>
        {
            Polygon polygon = Create(corners);
            List<(int A, int B, int C)> triangles = Triangulation.Of(polygon);

            Assert.Equal(polygon.Corners.Count - 2, triangles.Count);
            double[] areas = [.. triangles.Select(triangle => Area(polygon, triangle.A, triangle.B, triangle.C))];
            Assert.All(triangles, triangle => Assert.Equal(1, Point.Side(polygon.Corners[triangle.A], polygon.Corners[triangle.B], polygon.Corners[triangle.C])));
            Assert.Equal(Math.Abs(RandomPolygon.Area(corners)), areas.Sum(), 1e-9 * areas.Sum());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parts_are_convex_few_and_cover_a_polygon_exactly_once() =>
        Prop.ForAll(RandomPolygon.Any.ToArbitrary(), corners =>
        {
            Polygon polygon = Create(corners);
            List<int[]> parts = ConvexParts.Of(polygon);

            foreach (int[] part in parts)
            {
                for (int i = 0; i < part.Length; i++)
                    Assert.NotEqual(-1, Point.Side(polygon.Corners[part[i]], polygon.Corners[part[(i + 1) % part.Length]], polygon.Corners[part[(i + 2) % part.Length]]));
            }

            double area = parts.Sum(part => Area(polygon, part));
            Assert.Equal(Math.Abs(RandomPolygon.Area(corners)), area, 1e-9 * area);

            // Each dent needs a cut and may get two.
            int dents = Enumerable.Range(0, polygon.Corners.Count).Count(i => Point.Side(polygon.Corners[(i + polygon.Corners.Count - 1) % polygon.Corners.Count], polygon.Corners[i], polygon.Corners[(i + 1) % polygon.Corners.Count]) < 0);
            Assert.InRange(parts.Count, (dents + 3) / 2, (2 * dents) + 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Points_in_any_order_are_taken_if_they_are_simple_and_refused_if_not() =>
        Prop.ForAll(RandomPolygon.PointsOfGrid.ToArbitrary(), corners =>
        {
            // A closing point is left out.
            (double X, double Y)[] open = corners.Length > 3 && corners[0] == corners[^1] ? corners[..^1] : corners;
            if (RandomPolygon.IsSimple(open)) Assert.Equal(Math.Abs(RandomPolygon.Area(open)), RandomPolygon.Area([.. Create(corners).Corners.Select(corner => (corner.X, corner.Y))]));
            else Assert.Throws<ArgumentException>(() => Create(corners));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Polygons_meet_if_they_share_a_point()
    {
        Polygon square = Create([(0, 0), (4, 0), (4, 4), (0, 4)]);
        Assert.True(square.Meets(Create([(1, 1), (2, 1), (1, 2)]))); // within
        Assert.True(square.Meets(Create([(-1, -1), (9, -1), (9, 9), (-1, 9)]))); // around
        Assert.True(square.Meets(Create([(3, 3), (6, 3), (6, 6)]))); // across
        Assert.True(square.Meets(Create([(4, 4), (5, 4), (5, 5)]))); // at a corner
        Assert.False(square.Meets(Create([(5, 0), (6, 0), (6, 1)])));
        Assert.False(square.Meets(Create([(3.5, -2), (7, -1), (7, 2)]))); // only the boxes overlap
    }

    private static Polygon Create((double X, double Y)[] corners) => new([.. corners.Select(corner => new Point(corner.X, corner.Y))], "polygon");

    private static double Area(Polygon polygon, params int[] corners) =>
        RandomPolygon.Area([.. corners.Select(i => (polygon.Corners[i].X, polygon.Corners[i].Y))]);

    private static IEnumerable<(double X, double Y)> Around(Polygon polygon, int seed)
    {
        var random = new RandomStream(seed, RandomPurpose.Generation);
        for (int i = 0; i < 200; i++)
        {
            double x = (1.2 * random.Uniform(2 * i)) - 0.1, y = (1.2 * random.Uniform((2 * i) + 1)) - 0.1;
            yield return (polygon.Left + ((polygon.Right - polygon.Left) * x), polygon.Bottom + ((polygon.Top - polygon.Bottom) * y));
        }
    }
}

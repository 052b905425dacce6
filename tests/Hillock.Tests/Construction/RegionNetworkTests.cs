using FsCheck;
using FsCheck.Fluent;
using Hillock.Construction;
using Hillock.Construction.Geometry;
using Hillock.Kernels;
using Hillock.Tests.Construction.Geometry;

namespace Hillock.Tests.Construction;

public class RegionNetworkTests
{
    [Fact]
    public void A_network_for_any_polygon_agrees_with_the_plainest_test_of_where_a_point_lies() =>
        Prop.ForAll(RandomPolygon.Any.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (corners, seed) => AssertAgrees([corners], [], seed)).QuickCheckThrowOnFailure();

    [Fact]
    public void So_does_one_for_any_union_with_any_holes() =>
        Prop.ForAll(Gen.ListOf(RandomPolygon.Any, 3).ToArbitrary(), Gen.ListOf(RandomPolygon.Any, 2).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (polygons, holes, seed) =>
        {
            AssertAgrees([.. polygons], [.. holes.Where(hole => polygons.Any(polygon => Polygon(polygon).Meets(Polygon(hole))))], seed);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_convex_polygon_is_an_AND_of_its_half_planes()
    {
        ConstructedNetwork triangle = RegionNetwork.Build(new Region([[(0, 0), (6, 0), (0, 3)]]));

        Assert.Equal([3, 1], triangle.Units);
        // 3x ≥ 0, 6y ≥ 0, 18 − 3x − 6y ≥ 0: each twice the area of the triangle that a point makes with an edge.
        Assert.Equal([3, 0, -3, 0, 6, -6], triangle.Model.Parameter("dense_1.weights"));
        Assert.Equal([0, 0, 18], triangle.Model.Parameter("dense_1.bias"));
        Assert.Equal([1, 1, 1], triangle.Model.Parameter("dense_2.weights"));
        Assert.Equal([-3], triangle.Model.Parameter("dense_2.bias"));
        Assert.Equal(["x", "y"], triangle.Model.Preprocessing.InputNames);
        Assert.Equal(new Verification(1_000_000, false, 0, null, null), triangle.Verify() with { Checked = 1_000_000 });
    }

    [Fact]
    public void Two_polygons_take_a_third_layer_and_share_their_lines()
    {
        ConstructedNetwork squares = RegionNetwork.Build(new Region([[(0, 0), (1, 0), (1, 1), (0, 1)], [(2, 0), (3, 0), (3, 1), (2, 1)]]));

        Assert.Equal([6, 2, 1], squares.Units); // four upright lines, two level ones
        Assert.Equal(0, squares.Verify().Wrong);
    }

    [Fact]
    public void A_million_points_in_and_around_a_polygon_with_a_hole_are_answered_right()
    {
        var region = new Region([[(0, 0), (4, 0), (4, 4), (0, 4)], [(5, 0), (7, 0), (6, 3)]], [[(1, 1), (3, 1), (3, 2), (2, 2), (2, 3), (1, 3)]]);
        Verification verification = RegionNetwork.Build(region).Verify();

        Assert.Equal(0, verification.Wrong);
        Assert.InRange(verification.Checked, 999_990, 1_000_000); // some may lie right on an edge
    }

    [Fact]
    public void Lattice_points_inside_and_on_the_border_are_exact()
    {
        // An L; its border belongs to it.
        ConstructedNetwork corner = RegionNetwork.Build(new Region([[(0, 0), (2, 0), (2, 1), (1, 1), (1, 2), (0, 2), (0, 0)]]));
        for (int x = -1; x <= 3; x++)
        {
            for (int y = -1; y <= 3; y++)
            {
                bool inside = (x is >= 0 and <= 2 && y is >= 0 and <= 1) || (x is >= 0 and <= 1 && y is >= 0 and <= 2);
                if ((x, y) is (1, 2) or (2, 1) or (2, 0) or (0, 2) || inside) continue;
                Assert.Equal("0", corner.Model.Predict([x, (double)y]).Label);
            }
        }

        Assert.Equal("1", corner.Model.Predict([0.5, 0.5]).Label);
        Assert.Equal("1", corner.Model.Predict([1.5, 0.5]).Label);
        Assert.Equal("0", corner.Model.Predict([1.5, 1.5]).Label);
    }

    [Fact]
    public void A_polygon_of_a_thousand_corners_is_built()
    {
        var random = new RandomStream(1, RandomPurpose.Generation);
        (double, double)[] corners = [.. Enumerable.Range(0, 1000).Select(i => ((0.3 + random.Uniform(i)) * Math.Cos(Math.Tau * i / 1000), (0.3 + random.Uniform(i)) * Math.Sin(Math.Tau * i / 1000)))];
        ConstructedNetwork star = RegionNetwork.Build(new Region([corners]));

        Assert.Equal(3, star.Units.Count);
        Assert.Equal(0, star.Verify().Wrong);
    }

    [Theory]
    [InlineData("{}", "r.json: 'polygons' is missing.")]
    [InlineData("""{"polygons":[]}""", "r.json: A region has at least one polygon.")]
    [InlineData("""{"polygons":7}""", "r.json: 'polygons' must be a list, not 7.")]
    [InlineData("""{"polygons":[7]}""", "r.json: 'polygons[0]' must be a list of points, not 7.")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[1,"a"]]]}""", "r.json: 'polygons[0][2]' must be a point, [x, y].")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[1]]]}""", "r.json: 'polygons[0][2]' must be a point, [x, y].")]
    [InlineData("""{"polygons":[[[0,0],[1,0]]]}""", "r.json: polygons[0] has 2 points; a polygon has at least 3.")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[0,0]]]}""", "r.json: polygons[0][0] and polygons[0][2] are the same point (0, 0).")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[1,0],[0,1]]]}""", "r.json: polygons[0][1] and polygons[0][2] are the same point (1, 0).")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[2,0],[3,0]]]}""", "r.json: polygons[0] has no area: all its points lie on one line.")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[1,1]],[[0,0],[1,1],[1,0],[0,1]]]}""", "r.json: polygons[1] intersects itself: its edges from (0, 0) to (1, 1) and from (1, 0) to (0, 1) meet.")]
    [InlineData("""{"polygons":[[[0,0],[4,0],[2,0],[2,3]]]}""", "r.json: polygons[0] intersects itself: its edges from (0, 0) to (4, 0) and from (4, 0) to (2, 0) meet.")]
    [InlineData("""{"polygons":[[[0,0],[4,0],[4,4],[2,0],[0,4]]]}""", "r.json: polygons[0] intersects itself: its edges from (0, 0) to (4, 0) and from (4, 4) to (2, 0) meet.")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[0,1e101]]]}""", "r.json: polygons[0][2] is (0, 1E+101); coordinates are finite and of at most 1e100.")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[0,1]]],"holes":[[[5,5],[6,5],[5,6]]]}""", "r.json: holes[0] lies outside all polygons: there is nothing to cut out.")]
    [InlineData("""{"polygons":[[[0,0],[1,0],[0,1]]],"hole":[]}""", "r.json: 'hole' is not known here; did you mean 'holes'?")]
    [InlineData("{\"polygons\":[[[0,0],\n[1,0],]", "r.json:2")]
    public void What_is_no_region_is_told_with_its_place(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<HillockException>(() => Region.Parse(json, "r.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Corners_are_bounded_and_a_missing_file_is_named()
    {
        (double, double)[] circle = [.. Enumerable.Range(0, Region.MaximumCorners + 1).Select(i => (Math.Cos(i / 1000.0), Math.Sin(i / 1000.0)))];
        Assert.Contains("at most 3,000 corners, not 3,001", Assert.Throws<ArgumentException>(() => new Region([circle])).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file nosuch.json", Assert.Throws<HillockException>(() => Region.Load("nosuch.json")).Message, StringComparison.Ordinal);
    }

    private static Polygon Polygon((double X, double Y)[] corners) => new([.. corners.Select(corner => new Point(corner.X, corner.Y))], "polygon");

    private static void AssertAgrees((double X, double Y)[][] polygons, (double X, double Y)[][] holes, int seed)
    {
        ConstructedNetwork network = RegionNetwork.Build(new Region(polygons, holes));
        var random = new RandomStream(seed, RandomPurpose.Generation);
        for (int i = 0; i < 300; i++)
        {
            double x = (24 * random.Uniform(2 * i)) - 12, y = (24 * random.Uniform((2 * i) + 1)) - 12;
            if (polygons.Concat(holes).Any(polygon => RandomPolygon.Distance(polygon, x, y) < 1e-9)) continue;
            bool expected = polygons.Any(polygon => RandomPolygon.Contains(polygon, x, y)) && !holes.Any(hole => RandomPolygon.Contains(hole, x, y));
            Assert.True((expected ? "1" : "0") == network.Model.Predict([x, y]).Label, $"({x}, {y})");
        }
    }
}

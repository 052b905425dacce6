using System.Text.Json;

namespace Hillock.Cli.Tests;

public class BuildTests
{
    private const string LectureExpression = "((A & !X & Z) | (A & !Y)) & ((X & Y) | !(X & Z))";

    private const string Frame = """{"polygons":[[[0,0],[4,0],[4,4],[0,4]]],"holes":[[[1,1],[1,3],[3,3],[3,1]]]}""";

    /// <summary>Command lines and the units of every layer that they must come to.</summary>
    public static TheoryData<string, string, int[]> Constructions { get; } = new()
    {
        { "gate nand", "x1,x2", [1] },
        { "gate ATLEAST:2 --inputs 4", "x1,x2,x3,x4", [1] },
        { "gate XOR", "x1,x2", [2, 1] },
        { $"boolean '{LectureExpression}'", "A,X,Z,Y", [4, 2, 1] },
        { "boolean 'q ^ p' --form shallow", "q,p", [2, 1] },
        { "table and.csv", "left,right", [1] },
        { "parity 4", "x1,x2,x3,x4", [4, 2, 2, 1] },
        { "parity 4 --form shallow", "x1,x2,x3,x4", [8, 1] },
        { "parity 4 --form counting", "x1,x2,x3,x4", [4, 1] },
        { "polygon frame.json", "x,y", [8, 2, 1] },
        { "checkerboard 8x8", "x,y", [16, 40, 1] },
    };

    /// <summary>What can be known without opening a file.</summary>
    public static TheoryData<string, string> Usage { get; } = new()
    {
        { "build gat AND", "Did you mean 'gate'?" },
        { "build gate", "NAME is missing" },
        { "build gate XNAND", "Did you mean 'NAND'?" },
        { "build gate AND --inputs 0", "1 to 256 inputs, not 0" },
        { "build gate ATLEAST", "ATLEAST:2" },
        { "build gate ATLEAST:5 --inputs 4", "never 1" },
        { "build boolean 1", "no variable" },
        { "build boolean A --form wide", "There are: deep, shallow" },
        { "build parity 1", "not 1" },
        { "build parity 40 --form shallow", "549,755,813,889 units" },
        { "build parity many", "'many' is not a whole number" },
        { "build checkerboard 8", "no pair of numbers" },
        { "build checkerboard 8x99", "not 8 and 99" },
        { "build cylinders nosuch.json --units 5", "6 to 3,000" },
        { "build function 'x*y*z'", "3 variables (x, y, z)" },
        { "build function x --from 1 --to 1", "the first must be less" },
        { "build function x --from nan", "'nan' is not a number" },
        { "build function x --from 0,0", "2 numbers are given" },
        { "build function x --units 99999999", "not 99,999,999" },
        { "build function 1/x --from -1 --to 1 --units 1", "1/x is infinite at x = 0" },
        { "build function 1/x --from -1 --to 2", "cannot be bounded near" },
        { "build function -x", "There is no option '-x'" },
    };

    /// <summary>Files that describe nothing that can be built.</summary>
    public static TheoryData<string, string, string, string> Files { get; } = new()
    {
        { "polygon", "broken.json", "{", "broken.json" },
        { "polygon", "crossed.json", """{"polygons":[[[0,0],[4,4],[4,0],[0,4]]]}""", "polygons[0] intersects itself" },
        { "polygon", "outside.json", """{"polygons":[[[0,0],[4,0],[4,4]]],"holes":[[[9,9],[9,8],[8,9]]]}""", "holes[0] lies outside all polygons" },
        { "polygon", "none.json", """{"polygons":[]}""", "at least one polygon" },
        { "polygon", "line.json", """{"polygons":[[[0,0],[1,1],[2,2]]]}""", "no area" },
        { "polygon", "space.json", """{"polygons":[[[0,0,0],[1,1,0],[2,2,1]]]}""", "'polygons[0][0]' must be a point, [x, y]" },
        { "polygon", "huge.json", """{"polygons":[[[0,0],[1e300,1],[2,2]]]}""", "polygons[0][1]" },
        { "polygon", "tiny.json", """{"polygons":[[[0,0],[1e-300,0],[0,1e-300]]]}""", "too small to compute with" },
        { "polygon", "nosuch.json", "", "There is no file nosuch.json" },
        { "cylinders", "crossed.json", """{"polygons":[[[0,0],[4,4],[4,0],[0,4]]]}""", "polygons[0] intersects itself" },
        { "table", "two.csv", "a,y\n0,1\n2,0\n", "two.csv:3:1: a truth table holds 0 and 1; in column 'a' there is '2'" },
        { "table", "twice.csv", "a,b,y\n0,1,1\n0,1,0\n", "twice.csv:3: the output is 0, and 1 for the same inputs in twice.csv:2" },
        { "table", "empty.csv", "", "empty.csv" },
    };

    [Theory]
    [MemberData(nameof(Constructions))]
    public async Task What_is_built_has_the_units_it_should_and_no_wrong_answer(string line, string inputs, int[] units)
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["and.csv"], "left,right,both\n0,0,0\n0,1,0\n1,0,0\n1,1,1\n");
        await File.WriteAllTextAsync(folder["frame.json"], Frame);

        JsonElement json = await CommandLine.RunJsonAsync(folder, $"build {line} -o m.safetensors --json");

        Assert.Equal(inputs, string.Join(',', json.GetProperty("inputs").EnumerateArray()));
        Assert.Equal(units, json.GetProperty("units").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(0, json.GetProperty("verified").GetProperty("wrong").GetInt32());
        Assert.True(File.Exists(folder["m.safetensors"]));
    }

    [Fact]
    public async Task Predictions_of_a_built_network_are_its_truth_table()
    {
        using TemporaryFolder folder = new();
        await CommandLine.SucceedAsync(folder, $"build boolean '{LectureExpression}' -o m.safetensors");
        bool[][] rows = [.. Enumerable.Range(0, 16).Select(row => Enumerable.Range(0, 4).Select(i => (row >> i & 1) == 1).ToArray())];
        string table = "A,X,Z,Y\n" + string.Concat(rows.Select(row => string.Join(',', row.Select(bit => bit ? 1 : 0)) + "\n"));

        ChildProcess run = await CommandLine.SucceedAsync(folder, "predict m.safetensors -", table);

        IEnumerable<string> expected = rows.Select(row =>
        {
            (bool a, bool x, bool z, bool y) = (row[0], row[1], row[2], row[3]);
            return ((a && !x && z) || (a && !y)) && ((x && y) || !(x && z)) ? "1" : "0";
        });
        Assert.Equal(["prediction", .. expected], run.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_function_is_followed_within_the_bound_that_is_told()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "build function 'sin(2*pi*x)' --from 0 --to 1 --units 200 -o sine.safetensors --json");
        ChildProcess run = await CommandLine.SucceedAsync(folder, "predict sine.safetensors -", "x\n0.2525\n0.7475\n");

        JsonElement verified = json.GetProperty("verified");
        Assert.InRange(verified.GetProperty("maxError").GetDouble(), double.Epsilon, verified.GetProperty("bound").GetDouble());
        Assert.InRange(verified.GetProperty("bound").GetDouble(), double.Epsilon, Math.PI / 200 * 1.000001);
        double[] values = [.. run.Output.TrimEnd().Split('\n').Skip(1).Select(double.Parse)];

        // Both lie in the middle of their pulses.
        Assert.Equal(Math.Sin(2 * Math.PI * 0.2525), values[0], 1e-12);
        Assert.Equal(Math.Sin(2 * Math.PI * 0.7475), values[1], 1e-12);
    }

    [Fact]
    public async Task A_function_may_begin_with_a_minus_and_its_ends_may_be_formulas()
    {
        using TemporaryFolder folder = new();

        JsonElement json = await CommandLine.RunJsonAsync(folder, "build function '-sin(x)*y' --from -pi,0 --to 2*pi,1 --units 120 --json");

        Assert.Equal([20, 100, 1], json.GetProperty("units").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(JsonValueKind.Null, json.GetProperty("model").ValueKind);
    }

    [Fact]
    public async Task A_softened_network_can_be_trained_on_the_samples_of_the_construction()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["frame.json"], Frame);

        JsonElement built = await CommandLine.RunJsonAsync(folder, "build polygon frame.json --soften --samples frame.csv -o soft.safetensors --json");
        JsonElement trained = await CommandLine.RunJsonAsync(folder, "train frame.csv --from soft.safetensors --epochs 3 --json -o trained.safetensors");

        Assert.InRange(built.GetProperty("softened").GetProperty("accuracy").GetDouble(), 0.98, 1);
        Assert.InRange(trained.GetProperty("test").GetProperty("accuracy").GetDouble(), 0.98, 1);
    }

    [Fact]
    public async Task People_are_told_units_comparison_and_how_to_go_on()
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.SucceedAsync(folder, "build checkerboard 8x8 -o board.safetensors");

        foreach (string word in (string[])["16 lines, 40 fields, 57 units", "16 + 40 + 1", "0 wrong", "hillock predict board.safetensors"])
            Assert.Contains(word, run.Output, StringComparison.Ordinal);
        string advice = run.Output.Split("See it: hillock ")[1].Trim();
        Assert.Contains("dense_3", (await CommandLine.SucceedAsync(folder, advice)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Usage))]
    public async Task A_wrong_command_line_is_told_without_opening_a_file(string line, string expected)
    {
        using TemporaryFolder folder = new();

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, line), 2, expected);
    }

    [Theory]
    [InlineData("boolean 'A & | B'", "A & | B", "|")]
    [InlineData("boolean '(A'", "(A", "(A")]
    [InlineData("function 'sin(2*pi*x'", "sin(2*pi*x", "(2*pi*x")]
    [InlineData("function 'x + sine(x)'", "x + sine(x)", "sine")]
    public async Task An_expression_that_cannot_be_read_is_shown_with_the_place(string line, string shown, string place)
    {
        using TemporaryFolder folder = new();

        ChildProcess run = await CommandLine.RunAsync(folder, $"build {line}");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string[] lines = run.Errors.TrimEnd().Split('\n');
        Assert.Equal("  " + shown, lines[^2]);
        Assert.StartsWith(place, lines[^2][lines[^1].IndexOf('^', StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_that_describes_nothing_is_told_with_its_reason(string command, string name, string text, string expected)
    {
        using TemporaryFolder folder = new();
        if (name != "nosuch.json") await File.WriteAllTextAsync(folder[name], text);

        CommandLine.AssertFailed(await CommandLine.RunAsync(folder, $"build {command} {name} -o m.safetensors"), 1, name, expected);

        Assert.False(File.Exists(folder["m.safetensors"]));
    }
}

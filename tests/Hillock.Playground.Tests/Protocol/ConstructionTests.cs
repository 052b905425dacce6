using System.Text;
using System.Text.Json.Nodes;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>Networks that are built by rule, asked for through the socket.</summary>
public class ConstructionTests : SocketTests
{
    public static TheoryData<string, string, string, int> Kinds { get; } = new()
    {
        { "gate", "XOR", "\"inputs\":2,\"form\":null,\"units\":null,\"from\":null,\"to\":null", 3 },
        { "boolean", "((A & !X & Z) | (A & !Y)) & ((X & Y) | !(X & Z))", "\"inputs\":null,\"form\":\"deep\",\"units\":null,\"from\":null,\"to\":null", 6 },
        { "table", "a,b,y\\n0,0,0\\n0,1,1\\n1,0,1\\n1,1,0\\n", "\"inputs\":null,\"form\":null,\"units\":null,\"from\":null,\"to\":null", 3 },
        { "parity", "4", "\"inputs\":null,\"form\":\"deep\",\"units\":null,\"from\":null,\"to\":null", 9 },
        { "polygon", "{\\\"polygons\\\":[[[-4,-3],[4,-3],[4,3],[-4,3]]],\\\"holes\\\":[]}", "\"inputs\":null,\"form\":null,\"units\":null,\"from\":null,\"to\":null", 5 },
        { "checkerboard", "8x8", "\"inputs\":null,\"form\":null,\"units\":null,\"from\":null,\"to\":null", 57 },
        { "cylinders", "{\\\"polygons\\\":[[[-4,-3],[4,-3],[4,3],[-4,3]]],\\\"holes\\\":[]}", "\"inputs\":null,\"form\":null,\"units\":300,\"from\":null,\"to\":null", 301 },
        { "function", "sin(2*pi*x)", "\"inputs\":null,\"form\":null,\"units\":50,\"from\":0,\"to\":1", 51 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_construction_is_built_compared_with_its_definition_and_opened(string kind, string argument, string settings, int units)
    {
        await Page.SayAsync($$"""{"type":"construct","construction":"{{kind}}","argument":"{{argument}}",{{settings}},"soften":false}""");
        JsonObject told = await Page.HearAsync("constructed");
        JsonObject run = await Page.HearAsync("run");

        if (kind != "cylinders") Assert.True((bool)told["holds"]!); // a sum of cylinders comes near its region, no more
        int built = told["units"]!.AsArray().Sum(layer => (int)layer!);
        if (kind is "cylinders" or "function") Assert.InRange(built, units / 2, units);
        else if (kind != "boolean") Assert.Equal(units, built);
        Assert.Equal(built + told["carriers"]!.AsArray().Sum(layer => (int)layer!), run["layers"]!.AsArray().Sum(layer => (int)layer!["units"]!));
        await Page.SeeAsync(_ => true);
    }

    [Fact]
    public async Task A_softened_network_goes_on_learning_from_what_it_computes()
    {
        await Page.SayAsync("""{"type":"construct","construction":"polygon","argument":"{\"polygons\":[[[-4,-3],[4,-3],[4,3],[-4,3]]],\"holes\":[]}","inputs":null,"form":null,"units":null,"from":null,"to":null,"soften":true}""");
        await Page.HearAsync("run");
        string before = (string)(await Page.RestAsync())["hash"]!;
        await Page.SayAsync("""{"type":"epoch"}""");
        JsonObject after = await Page.RestAsync();

        Assert.Equal(1, (int)after["epoch"]!);
        Assert.NotEqual(before, (string)after["hash"]!);
    }

    [Fact]
    public async Task The_experiment_of_a_constructed_network_leads_to_it_wherever_it_is_opened()
    {
        await Page.SayAsync("""{"type":"construct","construction":"polygon","argument":"{\"polygons\":[[[-4,-3],[4,-3],[4,3],[-4,3]]],\"holes\":[]}","inputs":null,"form":null,"units":null,"from":null,"to":null,"soften":true}""");
        await Page.HearAsync("run");
        string hash = (string)(await Page.RestAsync())["hash"]!;
        await Page.SayAsync("""{"type":"file","kind":"Experiment"}""");
        JsonObject file = await Page.HearAsync("file");
        await Page.SeeAsync(socket => socket.Frame[0] == 2);

        var experiment = Experiment.Parse(Encoding.UTF8.GetString(Page.Frame.AsSpan(8, (int)file["bytes"]!)));
        LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed);
        Model model = new Trainer(experiment, data.Train, data.Validation).CreateModel();

        Assert.Equal(hash, model.Hash);
        Assert.Equal(("1", "0"), (model.Predict([0.0, 0.0]).Label, model.Predict([5.0, 0.0]).Label));
    }

    [Theory]
    [InlineData("gate", "PERHAPS")]
    [InlineData("boolean", "A &")]
    [InlineData("boolean", "")]
    [InlineData("parity", "x")]
    [InlineData("parity", "1")]
    [InlineData("polygon", "{")]
    [InlineData("checkerboard", "8")]
    [InlineData("checkerboard", "999999999999x8")]
    [InlineData("function", "sin(")]
    [InlineData("castle", "8")]
    public async Task What_cannot_be_built_is_refused_with_a_sentence(string kind, string argument)
    {
        await Page.SayAsync($$"""{"type":"construct","construction":"{{kind}}","argument":"{{argument}}","inputs":null,"form":null,"units":10,"from":0,"to":1,"soften":false}""");

        string sentence = (string)(await Page.HearAsync("refused"))["sentence"]!;

        Assert.True(sentence[^1] is '.' or '^', sentence); // a sentence, or one that points at the place
        Assert.DoesNotContain("Parameter", sentence, StringComparison.Ordinal);
    }
}

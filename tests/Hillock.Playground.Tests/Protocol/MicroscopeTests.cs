using System.Text;
using System.Text.Json.Nodes;
using Hillock.Models;
using Hillock.Tracing;
using Hillock.Training;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>One sample's passes through a unit or a weight, asked for through the socket.</summary>
public class MicroscopeTests : SocketTests
{
    // The lectures' worked example: one sigmoid neuron without bias, and the first sample. The other three make each column's mean 0 and its
    // deviation 1, and the target's range 0 to 1, so that preprocessing leaves the numbers as they are.
    private const string WorkedExample = """
        {"hillock":1,"data":{"name":"example","text":"a,b,y\n0.50,0.51,0.10\n-0.50,-0.51,0\n1.3228756555322954,1.3190526903804867,1\n-1.3228756555322954,-1.3190526903804867,1\n","target":["y"],"task":"regression","test":0},
         "layers":[{"type":"dense","units":1,"activation":"sigmoid","weights":[[0.35],[0.40]],"bias":null}],
         "loss":"half_squared_error","optimizer":{"type":"sgd","learning_rate":1},"epochs":10,"batch":1,"seed":1,"precision":"double","validation":0,"patience":0}
        """;

    [Theory]
    [InlineData("Layers")]
    [InlineData("Rows")]
    [InlineData("Div")]
    public async Task Every_line_is_what_the_library_traces_for_the_same_state(string notation)
    {
        await Page.OpenAsync(Experiments.Circle);
        await Page.SayAsync("""{"type":"epoch"}""");
        await Page.RestAsync();
        (Model model, LoadedData data) = await SameAsync();
        var explanation = new Explanation(Trace.Run(model, TraceSamples.Of(model, data.Train, 7)), Enum.Parse<Notation>(notation));

        JsonObject seen = await LookAsync(At(sample: 7, layer: 0, unit: 2, input: 1, notation: notation));

        string[] lines = [.. Lines(seen).Select(Whole)];
        Assert.Contains(explanation.PreActivation(0, 2).ToLatex(), lines);
        Assert.Contains(explanation.Output(1, 0).ToLatex(), lines);
        Assert.Contains(explanation.Loss().ToLatex(), lines);
        Assert.Contains(explanation.Delta(1, 0).ToLatex(), lines);
        Assert.Contains(explanation.Delta(0, 2).ToLatex(), lines);
        Assert.Equal(explanation.WeightGradient(0, 1, 2).ToLatex(), Whole(Lines(seen).Single(line => (bool)line["isChosen"]!)));
        Assert.Equal(explanation.Factors(0, 1, 2).ToLatex(), (string)seen["chain"]!["formula"]!);
    }

    [Fact]
    public async Task The_gradient_stands_beside_the_difference_of_the_library()
    {
        await Page.OpenAsync(Experiments.Circle);
        await Page.SayAsync("""{"type":"epoch"}""");
        await Page.RestAsync();
        (Model model, LoadedData data) = await SameAsync();
        var expected = ParameterDifference.Run(model, TraceSamples.Of(model, data.Test!, 3), 9);

        JsonNode check = (await LookAsync(At(test: true, sample: 3, layer: 0, unit: 1)))["check"]!; // the bias of the second unit

        Assert.Equal(expected.Parameter, (double)check["parameter"]!);
        Assert.Equal(expected.Gradient, (double)check["gradient"]!);
        Assert.Equal(expected.Value, (double)check["difference"]!);
        Assert.InRange(Math.Abs(expected.Value - expected.Gradient), 0, expected.Noise * 100);
    }

    [Fact]
    public async Task The_lectures_worked_example_appears_number_by_number()
    {
        await Page.OpenAsync(WorkedExample);

        JsonObject seen = await LookAsync(At(sample: await WorkedSampleAsync(), input: 0));

        string[] lines = [.. Lines(seen).Select(Whole)];
        Assert.Contains(lines, line => line.EndsWith("=0.379", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("=0.593632", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("=0.121836", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("=0.241233", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("=0.0595402", StringComparison.Ordinal));
        JsonNode trial = seen["trial"]!;
        Assert.EndsWith("0.29046", (string)trial["line"]!["sides"]!.AsArray()[^1]!, StringComparison.Ordinal);
        Assert.Equal(0.1218362226320152, (double)trial["lossBefore"]!, 12);
        Assert.Equal(0.11467233702294669, (double)trial["lossAfter"]!, 12);
        Assert.Equal(0.5788994404318023, (double)trial["outputsAfter"]![0]!, 12);
    }

    [Fact]
    public async Task The_step_that_was_shown_is_the_step_that_is_taken()
    {
        await Page.OpenAsync(WorkedExample);
        string at = At(sample: await WorkedSampleAsync());

        await Page.SayAsync($$"""{"type":"sampleStep","at":{{at}},"rate":1}""");
        JsonObject state = await Page.RestAsync();
        JsonObject seen = await LookAsync(at);

        Assert.False((bool)state["isExact"]!);
        Assert.Equal(0.11467233702294669, (double)seen["trial"]!["lossBefore"]!, 12);
        Assert.Equal(0.5788994404318023, (double)seen["outputs"]![0]!, 12);
    }

    [Fact]
    public async Task A_question_hides_its_number_and_an_answer_is_judged()
    {
        await Page.OpenAsync(WorkedExample);
        string at = At(sample: await WorkedSampleAsync(), input: 0);
        HashSet<string> asked = [];
        for (int seed = 0; seed < 5; seed++)
        {
            await Page.SayAsync($$"""{"type":"question","at":{{at}},"rate":1,"seed":{{seed}}}""");
            JsonObject question = await Page.HearAsync("question");
            string meaning = (string)question["line"]!["meaning"]!;
            asked.Add(meaning);
            (string answer, string slip, string word) = meaning switch
            {
                "weighted sum" => ("0.379", "-0.379", "sign"),
                "output" => ("0.594", "0.379", "activation"),
                "error" => ("0.119", "0.494", "slope"),
                "gradient of a weight" => ("0.0595", "0.1191", "comes in"),
                "after the step" => ("0.29", "0.41", "subtract"),
                _ => throw new ArgumentException(meaning),
            };

            Assert.Equal(meaning is "weighted sum" or "after the step" ? 3 : 2, question["line"]!["sides"]!.AsArray().Count);
            Assert.DoesNotContain(question["passages"]!.AsArray().SelectMany(passage => passage!["lines"]!.AsArray()), line => (string)line!["sides"]![0]! == (string)question["line"]!["sides"]![0]!);
            Assert.False((bool)(await AnswerAsync("17"))["isRight"]!);
            JsonObject wrong = await AnswerAsync(slip);
            Assert.False((bool)wrong["isRight"]!);
            Assert.Contains(word, (string)wrong["sentence"]!, StringComparison.Ordinal);
            JsonObject right = await AnswerAsync(answer);
            Assert.True((bool)right["isRight"]!, $"{meaning}: {right["sentence"]}");
            Assert.True(right["line"]!["sides"]!.AsArray().Count > 3);
        }

        Assert.Equal(5, asked.Count);
    }

    [Fact]
    public async Task The_microscope_follows_a_run_that_goes_on()
    {
        await Page.OpenAsync(Experiments.Circle);
        double before = (double)(await LookAsync(At()))["trial"]!["lossBefore"]!;
        await Page.SayAsync("""{"type":"play"}""");
        await Page.SeeAsync(socket => socket.FrameEpoch > 3);

        JsonObject seen = await LookAsync(At());

        Assert.True((int)seen["epoch"]! > 2);
        Assert.NotEqual(before, (double)seen["trial"]!["lossBefore"]!);
    }

    [Theory]
    [InlineData("\"sample\":100", "sample 101")]
    [InlineData("\"sample\":-1", "sample 0")]
    [InlineData("\"layer\":2", "layer 3")]
    [InlineData("\"layer\":-2", "layer -1")]
    [InlineData("\"unit\":4", "unit 5")]
    [InlineData("\"unit\":-1", "unit 0")]
    [InlineData("\"input\":2", "input 3")]
    public async Task What_is_not_there_is_refused_with_a_sentence(string changed, string named)
    {
        await Page.OpenAsync(Experiments.Circle);
        string name = changed[..changed.IndexOf(':', StringComparison.Ordinal)];
        string at = At(layer: 0).Replace($"{name}:0", changed, StringComparison.Ordinal).Replace($"{name}:null", changed, StringComparison.Ordinal);

        await Page.SayAsync($$"""{"type":"look","at":{{at}},"rate":null}""");
        string sentence = (string)(await Page.HearAsync("refused"))["sentence"]!;

        Assert.Contains(named, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    private static string At(bool test = false, int sample = 0, int layer = 0, int unit = 0, int? input = null, string notation = "Layers") =>
        $$"""{"test":{{(test ? "true" : "false")}},"sample":{{sample}},"layer":{{layer}},"unit":{{unit}},"input":{{input?.ToString() ?? "null"}},"notation":"{{notation}}"}""";

    private static IEnumerable<JsonNode> Lines(JsonObject seen) => seen["passages"]!.AsArray().SelectMany(passage => passage!["lines"]!.AsArray()).Select(line => line!);

    private static string Whole(JsonNode line) => string.Join('=', line["sides"]!.AsArray().Select(side => (string)side!));

    private async Task<JsonObject> LookAsync(string at)
    {
        await Page.SayAsync($$"""{"type":"look","at":{{at}},"rate":null}""");
        return await Page.HearAsync("seen");
    }

    private async Task<JsonObject> AnswerAsync(string text)
    {
        await Page.SayAsync(new { type = "answer", text });
        return await Page.HearAsync("answered");
    }

    // Which of the rows is the lectures' sample: a run shuffles them.
    private async Task<int> WorkedSampleAsync()
    {
        for (int sample = 0; sample < 4; sample++)
        {
            if (Math.Abs((double)(await LookAsync(At(sample: sample)))["targets"]![0]! - 0.1) < 1e-12) return sample;
        }

        throw new InvalidOperationException("The lectures' sample is not there.");
    }

    // The model that the page has now, trained by the library alone.
    private async Task<(Model Model, LoadedData Data)> SameAsync()
    {
        await Page.SayAsync("""{"type":"file","kind":"Experiment"}""");
        JsonObject file = await Page.HearAsync("file");
        await Page.SeeAsync(socket => socket.Frame[0] == 2);
        Experiment experiment = Experiment.Parse(Encoding.UTF8.GetString(Page.Frame.AsSpan(8, (int)file["bytes"]!)));
        LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed);
        return (await experiment.TrainAsync(data.Train, data.Validation), data);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Hillock.Data;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>Tables, experiments and models that are brought through the socket.</summary>
public class TableTests() : SocketTests(new Limits { FileBytes = 2 << 20, Rows = 20_000, Columns = 20 })
{
    [Fact]
    public async Task A_table_tells_its_columns_and_what_can_be_learned_from_it()
    {
        await Tables.BringAsync(Page, "flowers.csv", "petal,color,when,kind\n1.5,red,2024-01-02,a\n,blue,2024-01-03,b\n3,red,2024-01-05,a\n2.25,red,2024-02-01,b\n");
        JsonObject table = await Page.HearAsync("table");

        Assert.Equal("flowers.csv", (string)table["name"]!);
        Assert.Equal(4, (int)table["rows"]!);
        JsonArray columns = table["columns"]!.AsArray();
        Assert.Equal(["Number", "Category", "Date", "Category"], columns.Select(column => (string)column!["kind"]!));
        Assert.Equal(1, (int)columns[0]!["missing"]!);
        Assert.Equal((1.5, 3.0), ((double)columns[0]!["min"]!, (double)columns[0]!["max"]!));
        Assert.Equal(["red", "blue"], columns[1]!["examples"]!.AsArray().Select(text => (string)text!));
        Assert.Equal(("kind", "Binary"), ((string)table["guess"]!["target"]!, (string)table["guess"]!["task"]!));
    }

    [Fact]
    public async Task Another_target_is_considered_and_a_hopeless_one_is_refused_with_a_sentence()
    {
        await Tables.BringAsync(Page, "blobs.csv", Tables.Blobs);
        await Page.HearAsync("table");
        await Page.SayAsync("""{"type":"consider","target":"x","ignore":["note"],"task":null}""");
        JsonObject goal = (JsonObject)(await Page.HearAsync("considered"))["goal"]!;
        await Page.SayAsync("""{"type":"consider","target":"z","ignore":[],"task":null}""");
        string sentence = (string)(await Page.HearAsync("refused"))["sentence"]!;

        Assert.Equal("Regression", (string)goal["task"]!);
        Assert.Equal(["y", "class"], goal["inputs"]!.AsArray().Select(name => (string)name!));
        Assert.Contains("no column 'z'", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_on_a_brought_table_has_the_hash_of_the_same_experiment_run_by_the_library_and_its_rows_stay_at_the_server()
    {
        JsonObject run = await BringAndOpenAsync();
        string hash = (string)(await EpochsAsync(2))["hash"]!;

        Assert.Null(run["experiment"]!["data"]!["text"]);
        Experiment experiment = Experiment.Parse(Encoding.UTF8.GetString(await FileAsync("Experiment")));
        LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed);
        Assert.Equal(Tables.Blobs, experiment.Data.Text);
        Assert.Equal((await experiment.TrainAsync(data.Train, data.Validation)).Hash, hash);
    }

    [Fact]
    public async Task The_network_is_judged_on_the_rows_held_out_beside_the_trivial_baseline_and_the_cells_hold_their_rows()
    {
        await BringAndOpenAsync();
        await EpochsAsync(5);
        Model model = Model.Load(await FileAsync("Model"));
        await Page.SayAsync("""{"type":"verdict"}""");
        JsonObject judged = await Page.HearAsync("verdict");
        await Page.SayAsync("""{"type":"rows","truth":1,"predicted":1,"from":0}""");
        JsonObject rows = await Page.HearAsync("rows");

        int[] matrix = [.. judged["matrix"]!.AsArray().Select(count => (int)count!)];
        Assert.Equal((int)judged["samples"]!, matrix.Sum());
        Assert.Equal(60, matrix.Sum());
        JsonNode accuracy = judged["figures"]!.AsArray().First(figure => (string)figure!["name"]! == "accuracy")!;
        Assert.Equal((matrix[0] + matrix[3]) / 60.0, (double)accuracy["value"]!, 12);
        Assert.True((double)accuracy["value"]! > (double)accuracy["trivial"]!);
        Assert.Equal(matrix[3], (int)rows["total"]!);
        string[] lines = Tables.Blobs.Split('\n');
        IReadOnlyList<Prediction> predictions = model.Predict(Table.ReadCsv(new StringReader(Tables.Blobs), "blobs"));
        foreach (JsonNode? row in rows["rows"]!.AsArray())
        {
            string[] values = [.. row!["values"]!.AsArray().Select(value => (string)value!)];
            Assert.Equal(lines[(int)row["row"]!], string.Join(',', values));
            Assert.Equal(("b", "b"), ((string)row["truth"]!, (string)row["predicted"]!));
            Assert.Equal(predictions[(int)row["row"]! - 1].Probabilities[1], (double)row["probability"]!);
        }
    }

    [Fact]
    public async Task Seeds_are_those_of_the_library()
    {
        await BringAndOpenAsync(epochs: 3);
        await Page.SayAsync("""{"type":"repeat","seeds":2}""");
        JsonObject repeated = await Page.HearAsync("repeated", message => message["scores"]!.AsArray().Count == 2);

        Experiment experiment = Experiment.Parse(Tables.Experiment("blobs.csv", epochs: 3)) with { Seed = 2 };
        experiment = experiment with { Data = experiment.Data! with { Text = Tables.Blobs } };
        LoadedData data = await experiment.Data.LoadAsync(2);
        Model model = await experiment.TrainAsync(data.Train, data.Validation);
        Assert.Equal(2, (long)repeated["scores"]![1]!["seed"]!);
        Assert.Equal(((Metrics.ClassificationEvaluation)model.Evaluate(data.Test!)).Accuracy, (double)repeated["scores"]![1]!["score"]!, 12);
    }

    [Fact]
    public async Task A_shipped_table_is_opened_by_its_name()
    {
        await Page.SayAsync("""{"type":"table","name":"iris"}""");
        JsonObject table = await Page.HearAsync("table");
        await Page.OpenAsync(Tables.Experiment("iris", target: "species", outputs: 3));

        Assert.True((bool)table["isShipped"]!);
        Assert.Equal(150, (int)table["rows"]!);
    }

    [Fact]
    public async Task An_experiment_with_weights_set_by_hand_is_brought_back_as_the_same_network()
    {
        await Page.OpenAsync(Experiments.Circle);
        await EpochsAsync(2);
        await Page.SayAsync("""{"type":"parameter","index":3,"value":2.5}""");
        string hash = (string)(await Page.RestAsync())["hash"]!;
        byte[] experiment = await FileAsync("Experiment"), model = await FileAsync("Model");

        foreach ((string name, byte[] file) in new[] { ("mine.json", experiment), ("mine.safetensors", model) })
        {
            await using PageSocket other = await PageSocket.ConnectAsync(Server);
            await Tables.BringAsync(other, name, file);
            Assert.Contains(name, (string)(await other.HearAsync("opened"))["sentence"]!, StringComparison.Ordinal);
            await other.HearAsync("run");
            Assert.Equal(hash, (string)(await other.RestAsync())["hash"]!);
        }
    }

    [Fact]
    public async Task An_experiment_with_its_own_rows_is_brought_back_and_trained_to_the_same_weights()
    {
        await BringAndOpenAsync();
        string hash = (string)(await EpochsAsync(2))["hash"]!;
        byte[] experiment = await FileAsync("Experiment");

        await using PageSocket other = await PageSocket.ConnectAsync(Server);
        await Tables.BringAsync(other, "mine.json", experiment);
        await other.HearAsync("table");
        JsonObject run = await other.HearAsync("run");
        await other.RestAsync();
        await other.SayAsync("""{"type":"pace","stepsPerSecond":null}""");
        await other.SayAsync("""{"type":"play"}""");

        Assert.Null(run["experiment"]!["data"]!["text"]);
        Assert.Equal(hash, (string)(await other.RestAsync())["hash"]!);
    }

    [Fact]
    public async Task A_model_of_ones_own_table_opens_beside_that_table_and_not_without()
    {
        await BringAndOpenAsync();
        string hash = (string)(await EpochsAsync(2))["hash"]!;
        byte[] model = await FileAsync("Model");

        await using PageSocket other = await PageSocket.ConnectAsync(Server);
        await Tables.BringAsync(other, "mine.safetensors", model);
        Assert.Contains("bring their table first", (string)(await other.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
        await Tables.BringAsync(other, "blobs.csv", Tables.Blobs);
        await Tables.BringAsync(other, "mine.safetensors", model);
        await other.HearAsync("run");
        Assert.Equal(hash, (string)(await other.RestAsync())["hash"]!);
    }

    [Fact]
    public async Task A_table_is_seen_by_nobody_else()
    {
        await BringAndOpenAsync();
        await using PageSocket other = await PageSocket.ConnectAsync(Server);
        await other.SayAsync($$"""{"type":"open","experiment":{{Tables.Experiment("blobs.csv")}},"keep":false}""");

        Assert.Contains("are not here", (string)(await other.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table.csv", 3_000_000, "3,000,000 bytes")]
    [InlineData("table.csv", 0, "empty")]
    [InlineData("table.csv", -5, "empty")]
    [InlineData("", 5, "name of a file")]
    public async Task A_file_that_cannot_be_taken_is_refused_when_it_is_announced(string name, long bytes, string words)
    {
        await Page.SayAsync(new { type = "bring", name, bytes, toDigits = false });
        await RefusesAsync(words);
    }

    [Theory]
    [MemberData(nameof(HostileFiles))]
    public async Task A_hostile_file_is_refused_with_a_sentence_and_the_session_goes_on(string name, byte[] bytes, string words)
    {
        await Tables.BringAsync(Page, name, bytes);
        await RefusesAsync(words);
    }

    [Fact]
    public async Task Bytes_that_were_not_announced_and_files_that_are_cut_or_too_long_are_refused()
    {
        await Page.SayBytesAsync(new byte[7]);
        await RefusesAsync("7 bytes came without a word");
        await Page.SayAsync("""{"type":"bring","name":"cut.csv","bytes":100,"toDigits":false}""");
        await Page.SayBytesAsync(new byte[40]);
        await Page.SayAsync("""{"type":"bring","name":"next.csv","bytes":10,"toDigits":false}""");
        await RefusesAsync("Of cut.csv only 40 of 100 bytes came");
        await Page.SayBytesAsync(new byte[11]);
        await RefusesAsync("More came of next.csv than the 10 bytes");
    }

    public static TheoryData<string, byte[], string> HostileFiles()
    {
        byte[] tensors = new byte[64];
        tensors[0] = 20;
        tensors[8] = (byte)'{';
        byte[] huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, (byte)'{', (byte)'}'];
        return new TheoryData<string, byte[], string>
        {
            { "latin.csv", [.. "a,b\n1,"u8, 0xe9, .. "\n"u8], "not UTF-8" },
            { "binary.csv", [1, 0, 2, 0, 3, 0, 4, 0, 5, 0], "binary" },
            { "wide.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 21)) + "\n" + string.Join(',', Enumerable.Range(0, 21)) + "\n"), "21 columns" },
            { "long.csv", Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 20_001))), "20,001 rows" },
            { "ragged.csv", "a,b\n1,2\n1\n"u8.ToArray(), "ragged.csv" },
            { "cut.json", "{\"hillock\":1,"u8.ToArray(), "cut.json" },
            { "deep.json", Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000)), "deep.json" },
            { "other.json", "{\"name\":\"package\"}"u8.ToArray(), "other.json" },
            { "list.json", "[]"u8.ToArray(), "list.json" },
            { "file.json", """{"hillock":1,"layers":[],"data":{"name":"/etc/passwd"}}"""u8.ToArray(), "reads no files" },
            { "large.json", """{"hillock":1,"input":2,"layers":[{"type":"dense","units":1000000000,"activation":"tanh"}]}"""u8.ToArray(), "large.json" },
            { "cut.safetensors", tensors, "cut.safetensors" },
            { "huge.safetensors", huge, "huge.safetensors" },
            { "none.safetensors", [1], "none.safetensors" },
        };
    }

    private async Task RefusesAsync(string words)
    {
        string sentence = (string)(await Page.HearAsync("refused"))["sentence"]!;
        Assert.Contains(words, sentence, StringComparison.Ordinal);
        await Page.OpenAsync(Experiments.Circle);
    }

    private async Task<JsonObject> BringAndOpenAsync(int epochs = 50)
    {
        await Tables.BringAsync(Page, "blobs.csv", Tables.Blobs);
        await Page.HearAsync("table");
        return await Page.OpenAsync(Tables.Experiment("blobs.csv", epochs: epochs));
    }

    private async Task<JsonObject> EpochsAsync(int count)
    {
        JsonObject state = [];
        for (int i = 0; i < count; i++)
        {
            await Page.SayAsync("""{"type":"epoch"}""");
            state = await Page.RestAsync();
        }

        return state;
    }

    private async Task<byte[]> FileAsync(string kind)
    {
        await Page.SayAsync(new { type = "file", kind });
        JsonObject file = await Page.HearAsync("file");
        int length = (int)file["bytes"]!;
        await Page.SeeAsync(socket => socket.Frame[0] == 2 && socket.Frame.Length == 8 + length);
        return Page.Frame[8..];
    }
}

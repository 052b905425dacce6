using System.Text;
using System.Text.Json.Nodes;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>What a session does for the page, asked of it through the socket.</summary>
public class SessionTests : SocketTests
{
    [Fact]
    public async Task A_run_tells_its_network_its_samples_and_where_each_parameter_lies()
    {
        JsonObject run = await Page.OpenAsync(Experiments.Circle);

        Assert.Equal("Binary", (string)run["task"]!);
        Assert.Equal(17, (int)run["parameters"]!);
        Assert.Equal(100, (int)run["train"]!["count"]!);
        JsonArray layers = run["layers"]!.AsArray();
        Assert.Equal([0, 12], layers.Select(layer => (int)layer!["weights"]!));
        Assert.Equal([8, 16], layers.Select(layer => (int)layer!["bias"]!));
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("cosine")]
    [InlineData("one_cycle")]
    [InlineData("polynomial")]
    [InlineData("step")]
    [InlineData("multi_step")]
    public async Task The_pages_weights_are_those_of_the_same_experiment_run_by_the_library_to_the_last_bit(string schedule)
    {
        await Page.OpenAsync(Experiments.With("\"epochs\":100000", $"\"schedule\":\"{schedule}\",\"epochs\":12"));
        JsonObject state = await EpochsAsync(3);
        await Page.SayAsync("""{"type":"file","kind":"Experiment"}""");
        JsonObject file = await Page.HearAsync("file");
        await Page.SeeAsync(socket => socket.Frame[0] == 2);

        Experiment experiment = Experiment.Parse(Encoding.UTF8.GetString(Page.Frame.AsSpan(8, (int)file["bytes"]!)));
        LoadedData data = await experiment.Data!.LoadAsync(experiment.Seed);
        Model model = await experiment.TrainAsync(data.Train, data.Validation);

        Assert.Equal(3, experiment.Epochs);
        Assert.True((bool)state["isExact"]!);
        Assert.Equal(model.Hash, (string)state["hash"]!);
    }

    [Fact]
    public async Task A_model_taken_away_has_the_hash_that_the_page_shows()
    {
        await Page.OpenAsync(Experiments.Circle);
        JsonObject state = await EpochsAsync(2);
        await Page.SayAsync("""{"type":"file","kind":"Model"}""");
        JsonObject file = await Page.HearAsync("file");
        await Page.SeeAsync(socket => socket.Frame[0] == 2);

        Model model = Model.Load(Page.Frame.AsMemory(8, (int)file["bytes"]!));

        Assert.Equal((string)state["hash"]!, model.Hash);
    }

    [Fact]
    public async Task Whoever_travels_back_and_trains_again_gets_the_same_weights()
    {
        await Page.OpenAsync(Experiments.Circle);
        string later = (string)(await EpochsAsync(5))["hash"]!;
        await Page.SayAsync("""{"type":"travel","epoch":2}""");
        JsonObject back = await Page.RestAsync();

        Assert.Equal(2, (int)back["epoch"]!);
        Assert.Equal(5, (int)back["furthest"]!);
        Assert.NotEqual(later, (string)back["hash"]!);
        Assert.Equal(later, (string)(await EpochsAsync(3))["hash"]!);

        await Page.SayAsync("""{"type":"travel","epoch":5}""");
        Assert.Equal(later, (string)(await Page.RestAsync())["hash"]!);
    }

    [Fact]
    public async Task A_weight_set_by_hand_stays_set_and_makes_another_future()
    {
        await Page.OpenAsync(Experiments.Circle);
        string untouched = (string)(await EpochsAsync(2))["hash"]!;
        await Page.SayAsync("""{"type":"travel","epoch":1}""");
        await Page.RestAsync();
        await Page.SayAsync("""{"type":"parameter","index":0,"value":2.5}""");
        JsonObject set = await Page.RestAsync();
        await Page.SeeAsync(socket => BitConverter.ToSingle(socket.Frame, 72) == 2.5f);

        Assert.False((bool)set["isExact"]!);
        Assert.Equal(1, (int)set["furthest"]!);
        Assert.NotEqual(untouched, (string)(await EpochsAsync(1))["hash"]!);
    }

    [Fact]
    public async Task A_weight_set_by_hand_is_found_again_however_long_the_past_is()
    {
        await using PlaygroundServer small = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0, Limits = new Limits { TimelineBytes = 20_000 } });
        await using PageSocket visitor = await PageSocket.ConnectAsync(small);
        await visitor.OpenAsync(Experiments.Circle);
        await visitor.SayAsync("""{"type":"steps","count":20}""");
        await visitor.RestAsync();
        await visitor.SayAsync("""{"type":"parameter","index":0,"value":3}""");
        string set = (string)(await visitor.RestAsync())["hash"]!;
        await visitor.SayAsync("""{"type":"steps","count":4000}""");
        await visitor.RestAsync();
        await visitor.SayAsync("""{"type":"travel","epoch":2}""");

        Assert.Equal(set, (string)(await visitor.HearAsync("state", state => (int)state["epoch"]! == 2))["hash"]!);
    }

    [Fact]
    public async Task Other_settings_go_on_from_the_weights_there_are_when_the_network_is_the_same()
    {
        await Page.OpenAsync(Experiments.Circle);
        string before = (string)(await EpochsAsync(2))["hash"]!;
        await Page.SayAsync($$"""{"type":"open","experiment":{{Experiments.With("0.03", "0.1")}},"keep":true}""");
        JsonObject run = await Page.HearAsync("run");
        JsonObject state = await Page.RestAsync();

        Assert.True((bool)run["kept"]!);
        Assert.Equal(before, (string)state["hash"]!);
        Assert.Equal(2, (int)state["epoch"]!);
        Assert.False((bool)state["isExact"]!);
    }

    [Fact]
    public async Task Whoever_travels_back_past_a_change_of_settings_finds_the_settings_of_then_and_the_same_weights()
    {
        await Page.OpenAsync(Experiments.Circle);
        string two = (string)(await EpochsAsync(2))["hash"]!, four = (string)(await EpochsAsync(2))["hash"]!;
        await Page.OpenAsync(Experiments.With("0.03", "0.1"), keep: true);
        string six = (string)(await EpochsAsync(2))["hash"]!;
        await Page.OpenAsync(Experiments.With("\"batch\":10", "\"batch\":25"), keep: true);
        JsonObject end = await EpochsAsync(1);
        Assert.Equal((0, 7), ((int)end["earliest"]!, (int)end["furthest"]!));
        Assert.Equal([4, 6], end["changes"]!.AsArray().Select(epoch => (int)epoch!));

        foreach ((int epoch, string hash, bool isExact) in ((int, string, bool)[])[(6, six, false), (2, two, true), (4, four, true), (7, (string)end["hash"]!, false), (2, two, true)])
        {
            await Page.SayAsync(new { type = "travel", epoch });
            JsonObject state = await Page.HearAsync("state", state => (string?)state["hash"] is not null && (int)state["epoch"]! == epoch);
            Assert.Equal(hash, (string)state["hash"]!);
            Assert.Equal(isExact, (bool)state["isExact"]!);
            Assert.Equal(7, (int)state["furthest"]!);
        }

        // Trained again up to the change, all is as it was; a step further is another future.
        JsonObject again = await EpochsAsync(2);
        Assert.Equal((four, 7), ((string)again["hash"]!, (int)again["furthest"]!));
        JsonObject branch = await EpochsAsync(1);
        Assert.Equal((5, 0), ((int)branch["furthest"]!, branch["changes"]!.AsArray().Count));
        Assert.True((bool)branch["isExact"]!);
        Assert.Equal((0, 1), ((int)again["branches"]!, (int)branch["branches"]!));
        Assert.NotEqual(six, (string)branch["hash"]!);
    }

    [Fact]
    public async Task Who_changes_a_setting_on_the_way_through_time_means_the_place_that_it_goes_to()
    {
        await using PlaygroundServer small = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0, Limits = new Limits { TimelineBytes = 1 } });
        await using PageSocket visitor = await PageSocket.ConnectAsync(small);
        await visitor.OpenAsync(Experiments.Circle);
        await visitor.SayAsync("""{"type":"steps","count":20000}""");
        await visitor.RestAsync();
        await visitor.SayAsync("""{"type":"travel","epoch":1999}""");
        await visitor.SayAsync($$"""{"type":"open","experiment":{{Experiments.With("0.03", "0.1")}},"keep":true}""");
        JsonObject run = await visitor.HearAsync("run");

        Assert.Equal(1999, (int)(await visitor.HearAsync("state", state => (int)state["run"]! == (int)run["run"]!))["epoch"]!);
    }

    [Fact]
    public async Task A_weight_set_on_the_way_to_other_settings_is_set_where_they_are()
    {
        await Page.OpenAsync(Experiments.Circle);
        await EpochsAsync(2);
        await Page.OpenAsync(Experiments.With("0.03", "0.1"), keep: true);
        await EpochsAsync(1);
        await Page.SayAsync("""{"type":"travel","epoch":1}""");
        await Page.SayAsync("""{"type":"parameter","index":0,"value":2.5}""");
        await Page.SayAsync("""{"type":"epoch"}""");
        JsonObject run = await Page.HearAsync("run");
        JsonObject state = await Page.HearAsync("state", state => (int)state["epoch"]! == 2 && !(bool)state["playing"]!);

        Assert.Equal(((int)run["run"]!, 2, 0), ((int)state["run"]!, (int)state["furthest"]!, state["changes"]!.AsArray().Count));
        Assert.False((bool)state["isExact"]!);
        Assert.Equal(0.03, (double)run["experiment"]!["optimizer"]!["learning_rate"]!);
    }

    [Fact]
    public async Task Changes_of_settings_are_forgotten_where_they_would_take_too_much_memory()
    {
        await using PlaygroundServer small = await PlaygroundServer.StartAsync(new PlaygroundOptions { Port = 0, Limits = new Limits { TimelineBytes = 1 } });
        await using PageSocket visitor = await PageSocket.ConnectAsync(small);
        await visitor.OpenAsync(Experiments.Circle);
        foreach (string rate in (string[])["0.1", "0.2", "0.3"])
        {
            await visitor.SayAsync("""{"type":"epoch"}""");
            await visitor.RestAsync();
            await visitor.OpenAsync(Experiments.With("0.03", rate), keep: true);
        }

        await visitor.SayAsync("""{"type":"epoch"}""");
        JsonObject state = await visitor.RestAsync();
        Assert.Equal((2, 4), ((int)state["earliest"]!, (int)state["furthest"]!));
    }

    [Fact]
    public async Task A_run_travelled_back_to_comes_with_its_settings_for_the_page_to_take_over()
    {
        await Page.OpenAsync(Experiments.Circle);
        await EpochsAsync(1);
        JsonObject mine = await Page.OpenAsync(Experiments.With("0.03", "0.1"), keep: true);
        await EpochsAsync(1);
        await Page.SayAsync("""{"type":"travel","epoch":0}""");
        JsonObject given = await Page.HearAsync("run");

        Assert.False((bool)mine["given"]!);
        Assert.True((bool)given["given"]! && (bool)given["kept"]!);
        Assert.Equal(0.03, (double)given["experiment"]!["optimizer"]!["learning_rate"]!);
        Assert.Equal(0, (int)(await Page.RestAsync())["epoch"]!);
    }

    [Fact]
    public async Task Playing_learns_the_circle_and_a_pause_ends_at_an_epoch()
    {
        await Page.OpenAsync(Experiments.Circle);
        await Page.SayAsync("""{"type":"pace","stepsPerSecond":null}""");
        await Page.SayAsync("""{"type":"play"}""");
        await Page.SeeAsync(socket => socket.FrameTestLoss < 0.01);
        await Page.SayAsync("""{"type":"pause"}""");
        JsonObject state = await Page.RestAsync();

        Assert.True((bool)state["isExact"]!);
        Assert.Equal(0, (int)state["step"]!);
    }

    [Fact]
    public async Task A_run_ends_after_its_epochs_and_says_so()
    {
        await Page.OpenAsync(Experiments.With("\"epochs\":100000", "\"epochs\":3"));
        await Page.SayAsync("""{"type":"pace","stepsPerSecond":null}""");
        await Page.SayAsync("""{"type":"play"}""");
        JsonObject state = await Page.RestAsync();

        Assert.Equal(3, (int)state["epoch"]!);
        Assert.Equal("All 3 epochs are done.", (string)state["stopped"]!);
    }

    [Fact]
    public async Task The_rate_finder_shows_a_rate_between_crawling_and_diverging()
    {
        await Page.OpenAsync(Experiments.Circle);
        await Page.SayAsync("""{"type":"rates"}""");
        JsonObject found = await Page.HearAsync("rates");

        Assert.InRange((double)found["best"]!, (double)found["tooSmallBelow"]!, (double)found["divergesFrom"]!);
        Assert.Equal(found["rates"]!.AsArray().Count, found["losses"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_second_visitor_has_a_run_of_their_own()
    {
        await Page.OpenAsync(Experiments.Circle);
        await EpochsAsync(2);
        await using PageSocket other = await PageSocket.ConnectAsync(Server);
        await other.HearAsync("welcome");
        await other.SayAsync("""{"type":"epoch"}""");
        await other.OpenAsync(Experiments.Circle);
        await other.SayAsync("""{"type":"epoch"}""");

        Assert.Equal(1, (int)(await other.RestAsync())["epoch"]!);
        Assert.Equal(3, (int)(await EpochsAsync(1))["epoch"]!);
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
}

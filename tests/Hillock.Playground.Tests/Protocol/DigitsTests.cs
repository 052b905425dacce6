using System.Text;
using System.Text.Json.Nodes;
using Hillock.Digits;
using Hillock.Glyphs;
using Hillock.Images;
using Hillock.Models;
using Hillock.Playground.Digits;
using Hillock.Reading;

namespace Hillock.Playground.Tests.Protocol;

public class DigitsTests() : SocketTests(new Limits { Pixels = 1 << 20 })
{
    [Fact]
    public async Task A_picture_is_read_as_the_command_reads_it_to_the_bit()
    {
        GrayImage picture = Show.Drawn(Drawings.Digits[3][0], Drawings.Digits[7][0]);

        JsonObject read = await Show.ShowAsync(Page, picture);

        IReadOnlyList<GlyphReading> readings = new GlyphReader(Shipped()).Read(picture);
        Assert.Equal(2, readings.Count);
        Assert.Equal(string.Join(' ', readings), Show.Labels(read));
        Assert.Equal("3 7", Show.Labels(read));
        Assert.Equal(readings.Select(reading => reading.Probabilities), read["glyphs"]!.AsArray().Select(glyph => Numbers(glyph!["probabilities"]!)));
    }

    [Fact]
    public async Task A_picture_s_file_is_read_as_the_command_reads_it_and_shown()
    {
        byte[] file = Show.Digit(5).ToPng();

        await BringAsync("five.png", file);
        JsonObject read = await Page.HearAsync("picture");

        Assert.Equal("five.png", (string?)read["name"]);
        Assert.Equal(file, Convert.FromBase64String((string)read["shown"]!));
        GlyphReading reading = Assert.Single(new GlyphReader(Shipped()).Read(GrayImage.Load(file)));
        Assert.Equal(reading.Probabilities, Numbers(read["glyphs"]![0]!["probabilities"]!));
    }

    [Fact]
    public async Task A_glyph_keeps_its_number_from_frame_to_frame()
    {
        JsonObject read = [];
        for (int frame = 1; frame <= 4; frame++) read = await Show.ShowAsync(Page, Show.Digit(2), frame, isFrame: true);
        JsonObject next = await Show.ShowAsync(Page, Show.Digit(2), 5, isFrame: true);

        Assert.Equal("2", Show.Labels(next));
        Assert.Equal((int)read["glyphs"]![0]!["glyph"]!, (int)next["glyphs"]![0]!["glyph"]!);
    }

    [Fact]
    public async Task A_glyph_opens_stage_by_stage_down_to_what_the_network_gets()
    {
        await Show.ShowAsync(Page, Show.Digit(4));

        await Page.SayAsync("""{"type":"examine","picture":1,"glyph":1}""");
        JsonObject opened = await Page.HearAsync("examined");

        GlyphReading reading = Assert.Single(new GlyphReader(Shipped()).Read(Show.Digit(4)));
        JsonArray stages = opened["stages"]!.AsArray();
        Assert.Equal(reading.Glyph.Pixels.ToArray(), Convert.FromBase64String((string)stages[^1]!["pixels"]!));
        Assert.All(stages, stage => Assert.Equal((int)stage!["width"]! * (int)stage["height"]!, Convert.FromBase64String((string)stage["pixels"]!).Length));
        Assert.Equal(GlyphStages.Names.Order(), stages.SelectMany(stage => stage!["stages"]!.AsArray()).Select(name => (string)name!).Order());
        Assert.Equal(256, opened["units"]!.AsArray().Count);
        Assert.Equal("4", (string?)opened["nearest"]![0]!["label"]);
        Assert.Equal(reading.Probabilities, Numbers(opened["probabilities"]!));
    }

    [Fact]
    public async Task Every_stage_is_named_with_a_sentence()
    {
        await Page.SayAsync("""{"type":"reader","shipped":false}""");
        JsonObject reader = await Page.HearAsync("reader");

        Assert.Equal(GlyphStages.Names, reader["stages"]!.AsArray().Select(stage => (string)stage!["name"]!));
        Assert.All(reader["stages"]!.AsArray(), stage => Assert.EndsWith(".", (string)stage!["says"]!, StringComparison.Ordinal));
        Assert.Equal([784, 256, 128, 10], reader["units"]!.AsArray().Select(units => (int)units!));
    }

    [Fact]
    public async Task Without_centering_the_same_drawing_is_read_otherwise_and_at_once()
    {
        await Show.ShowAsync(Page, Corner());

        await Page.SayAsync("""{"type":"stages","off":["scaling","centering"]}""");
        JsonObject reader = await Page.HearAsync("reader");
        JsonObject again = await Page.HearAsync("picture");

        Assert.Equal(["scaling", "centering"], reader["off"]!.AsArray().Select(name => (string)name!));
        Assert.NotEqual("4", Show.Labels(again));
        await Page.SayAsync("""{"type":"stages","off":[]}""");
        Assert.Equal("4", Show.Labels(await Page.HearAsync("picture")));
    }

    [Fact]
    public async Task A_unit_of_the_first_layer_shows_its_weights()
    {
        await Page.SayAsync("""{"type":"unit","unit":7}""");
        JsonObject unit = await Page.HearAsync("unit");

        double[] weights = Shipped().Parameter(Shipped().Definition.Parameters[0].Name);
        Assert.Equal(Enumerable.Range(0, 784).Select(input => (float)weights[(input * 256) + 7]), unit["weights"]!.AsArray().Select(weight => (float)weight!));
    }

    [Fact]
    public async Task A_correction_is_learned_without_forgetting_and_can_be_taken_back()
    {
        (GrayImage picture, string label) = Misread();
        JsonObject before = await Show.ShowAsync(Page, picture);
        await Page.SayAsync(new { type = "correct", picture = 1, glyph = 1, label });

        JsonObject corrected = await Page.HearAsync("corrected");
        JsonObject reader = await Page.HearAsync("reader");
        JsonObject now = await Page.HearAsync("picture");
        await Page.SayAsync("""{"type":"takeBack"}""");
        JsonObject back = await Page.HearAsync("picture");

        Assert.NotEqual(label, Show.Labels(before));
        Assert.Equal(label, Show.Labels(now));
        Assert.Equal(1, (int)reader["earlier"]!);
        Assert.InRange((double)corrected["knownAfter"]!, (double)corrected["knownBefore"]! - 0.01, 1);
        Assert.Equal(before["glyphs"]!.ToJsonString(), back["glyphs"]!.ToJsonString());
    }

    [Fact]
    public async Task Classes_of_ones_own_are_learned_from_twenty_drawings_each()
    {
        foreach ((string label, Drawing drawing) in Letters)
        {
            for (int i = 0; i < 20; i++) await CollectAsync(label, drawing, new Dice((ulong)i + 1));
        }

        await Page.SayAsync("""{"type":"learnSet","anew":true}""");
        JsonObject reader = await Page.HearAsync("reader", told => (string)told["name"]! != "digits.safetensors");

        Assert.Equal(["A", "H", "X"], reader["labels"]!.AsArray().Select(label => (string)label!));
        int right = 0;
        foreach ((string label, Drawing drawing) in Letters)
        {
            for (int i = 0; i < 10; i++)
            {
                JsonObject read = await Show.ShowAsync(Page, Show.Drawn(drawing.Shaken(new Dice((ulong)i + 100), 4)), 1000 + i);
                right += Show.Labels(read) == label ? 1 : 0;
            }
        }

        Assert.InRange(right, 27, 30);
    }

    [Fact]
    public async Task Learning_a_set_can_be_stopped_and_the_model_stays_as_it_was()
    {
        foreach ((string label, Drawing drawing) in Letters)
        {
            for (int i = 0; i < 2; i++) await CollectAsync(label, drawing, new Dice((ulong)i + 1));
        }

        await Page.SayAsync("""{"type":"learnSet","anew":true}""");
        await Page.HearAsync("setLearned");
        await Page.SayAsync("""{"type":"correct","picture":1,"glyph":1,"label":"7"}""");
        Assert.Contains("learning your set", (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
        await Page.SayAsync("""{"type":"stopLearning"}""");
        JsonObject reader = await Page.HearAsync("reader");

        Assert.True((bool)reader["isShipped"]!);
        await Page.SayAsync("""{"type":"learnSet","anew":true}""");
        Assert.Equal(12, (int)(await Page.HearAsync("setLearned", learned => (bool)learned["isDone"]!))["epoch"]!);
    }

    [Fact]
    public async Task Nothing_is_learned_from_a_glyph_whose_stages_are_switched_off()
    {
        await Show.ShowAsync(Page, Show.Digit(1));
        await Page.SayAsync("""{"type":"stages","off":["thickness"]}""");
        await Page.HearAsync("picture");
        await Page.SayAsync("""{"type":"collect","picture":1,"glyph":1,"label":"1"}""");

        Assert.Contains("Switch all stages on", (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_of_ones_own_comes_back_from_its_file()
    {
        string[] labels = ["1", "A", "H, \"h\"", "ß 👩‍👧"];
        foreach (string label in labels) await CollectAsync(label, Letters[0].Drawing, new Dice((ulong)label.Length));
        await Page.SayAsync("""{"type":"readerFile","kind":"Set"}""");
        JsonObject file = await Page.HearAsync("file");
        await Page.SeeAsync(page => page.Frame[0] == 2);
        byte[] content = Page.Frame[8..];

        await BringAsync((string)file["name"]!, content);
        JsonObject twice = await Page.HearAsync("ownSet");

        Assert.Equal(labels.Order(StringComparer.Ordinal), twice["classes"]!.AsArray().Select(own => (string)own!["label"]!));
        Assert.All(twice["classes"]!.AsArray(), own => Assert.Equal(2, (int)own!["count"]!));
        Assert.All(twice["classes"]!.AsArray(), own => Assert.Equal((string)own!["newest"]![0]!, (string)own["newest"]![1]!));
    }

    [Fact]
    public async Task A_taught_model_taken_away_reads_as_the_page_does()
    {
        (GrayImage picture, string label) = Misread();
        await Show.ShowAsync(Page, picture);
        await Page.SayAsync(new { type = "correct", picture = 1, glyph = 1, label });
        JsonObject now = await Page.HearAsync("picture");
        await Page.SayAsync("""{"type":"readerFile","kind":"Model"}""");
        await Page.HearAsync("file");
        await Page.SeeAsync(page => page.Frame[0] == 2);
        var model = Model.Load(Page.Frame.AsMemory(8));
        await Page.SayAsync("""{"type":"readerFile","kind":"Picture"}""");
        await Page.HearAsync("file");
        await Page.SeeAsync(page => page.Frame[0] == 2 && page.Frame[8] == 0x89);

        GlyphReading reading = Assert.Single(new GlyphReader(model).Read(GrayImage.Load(Page.Frame.AsSpan(8))));

        Assert.Equal(reading.Probabilities, Numbers(now["glyphs"]![0]!["probabilities"]!));
    }

    [Fact]
    public async Task A_glyph_opens_in_the_microscope_with_the_model_s_own_numbers()
    {
        await Show.ShowAsync(Page, Show.Digit(8));
        double[] pixels = [.. Assert.Single(new GlyphReader(Shipped()).Read(Show.Digit(8))).Glyph.Pixels.ToArray().Select(pixel => (double)pixel)], outputs = new double[10];
        Shipped().WithGlyphs(null).Predict(pixels, outputs);

        await Page.SayAsync("""{"type":"openGlyph","picture":1,"glyph":1}""");
        JsonObject run = await Page.HearAsync("run");
        await Page.SayAsync("""{"type":"look","at":{"test":false,"sample":0,"layer":3,"unit":8,"input":null,"notation":"Layers"},"rate":null}""");
        JsonObject seen = await Page.HearAsync("seen");

        Assert.Equal(784, run["inputs"]!.AsArray().Count);
        Assert.Equal(outputs[..8], Numbers(seen["outputs"]!));
    }

    [Theory]
    [InlineData("""{"type":"picture","picture":1,"isFrame":true,"width":257,"height":10}""", "up to 256 × 256")]
    [InlineData("""{"type":"picture","picture":1,"isFrame":true,"width":0,"height":10}""", "up to 256 × 256")]
    [InlineData("""{"type":"unit","unit":256}""", "no unit 257")]
    [InlineData("""{"type":"unit","unit":-1}""", "no unit 0")]
    [InlineData("""{"type":"stages","off":["deskew"]}""", "deskewing")]
    [InlineData("""{"type":"correct","picture":1,"glyph":1,"label":"7"}""", "no longer")]
    [InlineData("""{"type":"collect","picture":1,"glyph":1,"label":"7"}""", "no longer")]
    [InlineData("""{"type":"openGlyph","picture":1,"glyph":1}""", "no longer")]
    [InlineData("""{"type":"takeBack"}""", "Nothing was taught")]
    [InlineData("""{"type":"learnSet","anew":true}""", "nothing in your set")]
    [InlineData("""{"type":"learnSet","anew":false}""", "nothing in your set")]
    [InlineData("""{"type":"readerFile","kind":"Set"}""", "nothing in your set")]
    [InlineData("""{"type":"readerFile","kind":"Picture"}""", "No picture")]
    public async Task What_cannot_be_is_refused_with_a_sentence(string message, string sentence)
    {
        await Page.SayAsync(message);

        Assert.Contains(sentence, (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pixels_that_are_not_as_many_as_announced_are_refused()
    {
        await Page.SayAsync("""{"type":"picture","picture":1,"isFrame":true,"width":20,"height":10}""");
        await Page.SayBytesAsync(new byte[199]);

        Assert.Contains("200 bytes, not 199", (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?", "missing value")]
    [InlineData("007", "stands for '7'")]
    [InlineData("a\u202Eb", "1 to 16")]
    [InlineData(" ", "1 to 16")]
    [InlineData("seventeen letters", "1 to 16")]
    public async Task A_label_that_is_none_is_refused(string label, string sentence)
    {
        await Show.ShowAsync(Page, Show.Digit(1));
        await Page.SayAsync(new { type = "collect", picture = 1, glyph = 1, label });

        Assert.Contains(sentence, (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("huge.png", "claims")]
    [InlineData("cut.png", "cut")]
    [InlineData("glyphs.csv", "no set of glyphs")]
    [InlineData("experiment.json", "experiment")]
    [InlineData("other.safetensors", "is no")]
    public async Task A_file_that_is_not_for_this_room_is_refused_with_a_sentence(string name, string sentence)
    {
        byte[] file = name switch
        {
            "huge.png" => new GrayImage(2000, 1000, new byte[2_000_000]).ToPng(),
            "cut.png" => Show.Digit(1).ToPng()[..200],
            "experiment.json" => "{}"u8.ToArray(),
            _ => Encoding.UTF8.GetBytes("a,b\n1,2\n"),
        };

        await BringAsync(name, file);

        Assert.Contains(sentence, (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wishes_are_granted_in_their_order()
    {
        await Show.ShowAsync(Page, Show.Digit(1));
        for (int i = 0; i < 12; i++) await Page.SayAsync($$"""{"type":"collect","picture":1,"glyph":1,"label":"l{{i:00}}"}""");

        for (int i = 1; i <= 12; i++) Assert.Equal(Enumerable.Range(0, i).Select(n => $"l{n:00}"), (await Page.HearAsync("ownSet"))["classes"]!.AsArray().Select(own => (string)own!["label"]!));
    }

    [Fact]
    public async Task A_glyph_of_a_picture_that_was_replaced_is_not_taken_for_another()
    {
        await Show.ShowAsync(Page, Show.Digit(4));
        await Show.ShowAsync(Page, Show.Digit(9), number: 2);
        await Page.SayAsync("""{"type":"collect","picture":1,"glyph":1,"label":"4"}""");

        Assert.Contains("no longer to be seen", (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_frame_showed_is_gone_with_the_model_that_read_it()
    {
        for (int frame = 1; frame <= 3; frame++) await Show.ShowAsync(Page, Show.Digit(2), frame, isFrame: true);
        await Page.SayAsync("""{"type":"stages","off":["thickness"]}""");
        await Page.HearAsync("reader");
        await Page.SayAsync("""{"type":"openGlyph","picture":3,"glyph":1}""");

        Assert.Contains("no longer to be seen", (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_contradicts_all_that_is_known_is_not_learned_and_the_model_stays()
    {
        JsonObject before = await Show.ShowAsync(Page, Show.Digit(1));
        await Page.SayAsync("""{"type":"correct","picture":1,"glyph":1,"label":"7"}""");
        JsonObject corrected = await Page.HearAsync("corrected");
        JsonObject again = await Show.ShowAsync(Page, Show.Digit(1), number: 2);

        if (!(bool)corrected["isLearned"]!) Assert.Equal(before["glyphs"]!.ToJsonString(), again["glyphs"]!.ToJsonString());
        Assert.Equal((bool)corrected["isLearned"]!, Show.Labels(again) == "7");
    }

    [Fact]
    public void Six_corrections_leave_the_model_unsure_of_what_is_no_digit()
    {
        var pictures = new Pictures(images: null);
        ReadingModel model = ShippedModel.Reader;
        foreach ((GrayImage picture, string label) in Misreads().Take(6))
        {
            var glyph = new GlyphSample(label, new GlyphReader(model.Model).Read(picture)[0].Glyph.Pixels.ToArray());
            model = Correction.Learn(model, glyph).Model ?? model;
        }

        (int shipped, int taught) = (SureOfOthers(ShippedModel.Reader.Model), SureOfOthers(model.Model));
        Assert.NotEmpty(model.Corrections);
        Assert.InRange(taught, 0, shipped + 6);

        int SureOfOthers(Model which) => Enumerable.Range(0, 150).Sum(number => new GlyphReader(which).Read(pictures.CanvasOther(number).Image).Count(reading => reading.Label is not null));
    }

    [Theory]
    [InlineData("[784,1,100000]", "units")]
    [InlineData("[784,1,500]", "labels")]
    [InlineData("linear", "probabilities")]
    public async Task A_model_that_would_take_too_much_or_gives_no_probabilities_is_refused(string kind, string word)
    {
        string output = kind switch
        {
            "[784,1,100000]" => """{"type":"dense","units":2000,"activation":"softmax"}""",
            "[784,1,500]" => """{"type":"dense","units":500,"activation":"softmax"}""",
            _ => """{"type":"dense","units":3,"activation":"linear"}""",
        };
        int labels = kind switch { "[784,1,100000]" => 2000, "[784,1,500]" => 500, _ => 3 };
        var experiment = Training.Experiment.Parse($$"""{"hillock":1,"layers":[{"type":"flatten"},{"type":"dense","units":1,"activation":"relu"},{{output}}],"loss":"{{(kind == "linear" ? "hinge" : "cross_entropy")}}"}""", "hostile");
        var data = ReadingModel.Dataset([new GlyphSample("0", new byte[784]), new GlyphSample("1", new byte[784])], [.. Enumerable.Range(0, labels).Select(i => $"{i}")]);
        using var file = new MemoryStream();
        new Training.Trainer(experiment with { Validation = 0 }, data).CreateModel().Save(file);

        await BringAsync("hostile.safetensors", file.ToArray());

        Assert.Contains(word, (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_the_visitor_s_reads_with_the_stages_that_it_was_trained_with()
    {
        Model model = Shipped().WithGlyphs(new GlyphSettings { Stages = GlyphStages.Without("deskewing", "centering") });
        using var file = new MemoryStream();
        model.Save(file);
        await BringAsync("bare.safetensors", file.ToArray());
        JsonObject reader = await Page.HearAsync("reader");
        JsonObject read = await Show.ShowAsync(Page, Show.Digit(7));

        Assert.Equal(["deskewing", "centering"], reader["off"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(Assert.Single(new GlyphReader(model).Read(Show.Digit(7))).Probabilities, Numbers(read["glyphs"]![0]!["probabilities"]!));
    }

    [Fact]
    public async Task A_label_the_model_has_not_is_refused_with_a_way_on()
    {
        await Show.ShowAsync(Page, Show.Digit(1));
        await Page.SayAsync("""{"type":"correct","picture":1,"glyph":1,"label":"A"}""");

        Assert.Contains("a set of your own", (string)(await Page.HearAsync("refused"))["sentence"]!, StringComparison.Ordinal);
    }

    private static (string Label, Drawing Drawing)[] Letters { get; } = [("A", Drawings.Others[0]), ("H", Drawings.Others[3]), ("X", Drawings.Others[11])];

    private async Task CollectAsync(string label, Drawing drawing, Dice dice)
    {
        await Show.ShowAsync(Page, Show.Drawn(drawing.Shaken(dice, 4)));
        await Page.SayAsync(new { type = "collect", picture = 1, glyph = 1, label });
        await Page.HearAsync("ownSet");
    }

    private async Task BringAsync(string name, byte[] bytes)
    {
        await Page.SayAsync(new { type = "bring", name, bytes = bytes.Length, toDigits = true });
        await Page.SayBytesAsync(bytes);
    }

    // A 4 small in a corner.
    private static GrayImage Corner()
    {
        var sheet = new Sheet(Show.Side, Show.Side);
        sheet.Draw(Drawings.Digits[4][0], new Place(45, 50, 60), 5);
        return Show.Paper(sheet);
    }

    private static Model Shipped() => Model.Load(Repository.PathOf("models", "digits.safetensors"));

    private static IEnumerable<double> Numbers(JsonNode array) => array.AsArray().Select(number => (double)number!);

    private static (GrayImage Picture, string Label) Misread() => Misreads().First();

    // Digits before a camera that the shipped model reads as others, or is unsure of.
    private static IEnumerable<(GrayImage Picture, string Label)> Misreads()
    {
        var pictures = new Pictures(images: null);
        var reader = new GlyphReader(Shipped());
        return Enumerable.Range(0, 2000).Select(pictures.CameraDigit)
            .Where(picture => reader.Read(picture.Image) is [var reading] && reading.Label != $"{picture.Digits[0].Label}")
            .Select(picture => (picture.Image, $"{picture.Digits[0].Label}"));
    }
}

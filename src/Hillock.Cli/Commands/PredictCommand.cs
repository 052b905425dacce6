using System.CommandLine;
using System.Text;
using Hillock.Cli.CommandLine;
using Hillock.Cli.Use;
using Hillock.Data;
using Hillock.Images;
using Hillock.Models;
using Hillock.Reading;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock predict MODEL DATA</c>: an answer for each row, as the rows come.</summary>
internal sealed class PredictCommand : HillockCommand
{
    private const int ImagesAtOnce = 4096;

    // Twice what a pipe usually holds: a read that leaves room ends there, one that fills it would wait for more.
    private const int InputBufferSize = 1 << 17;

    private readonly ModelArgument model = new();
    private readonly Argument<string> data = new("DATA") { Description = "a CSV or TSV file, - for standard input, images (IDX), a picture or a folder of them, or a set of the catalog" };
    private readonly FlagOption probabilities = new("--probabilities", "the probability of each class too");
    private readonly ValueOption<string?> format = new ValueOption<string?>("--format", "csv|json", Format, "csv with a header, or an object on each line; default: csv").Offering(() => ["csv", "json"]);
    private readonly CsvReading csv = new();

    public PredictCommand()
        : base("predict", "Predicts every row of a table with a model, in order, one line for each.")
    {
        Arguments.Add(model);
        Arguments.Add(data.OfferingSets());
        AddGroup("Options", [probabilities, format, .. csv.All]);
        SetAction(Run);
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Columns are found by name; others are ignored. Rows are read and written as they come, so that DATA may be of any length.",
        "A model of images of 28 × 28, such as one trained on mnist, reads pictures (PNG, JPEG, BMP, PGM, PPM) too, those of a folder in the order of their names: a line for each, the labels of its glyphs from left to right with blanks between, unsure where the model is. With --format json each glyph has its place and its probabilities.",
    ];

    public override IReadOnlyList<string> Examples =>
    [
        "hillock predict iris.safetensors flowers.csv",
        "hillock predict iris.safetensors - --probabilities < flowers.csv > answers.csv",
        "hillock predict mnist.safetensors photo.png --format json",
    ];

    private int Run(ParseResult parsed)
    {
        Model loaded = Model.Load(parsed.GetRequiredValue(model));
        bool withProbabilities = parsed.GetValue(probabilities);
        PredictionWriter writer = parsed.GetValue(format) == "json" ? new JsonPredictions(loaded, withProbabilities) : new CsvPredictions(loaded, withProbabilities);
        using StreamWriter output = StandardOutput.Open();
        string source = parsed.GetRequiredValue(data);
        if (source != "-" && !KnownSamples.Are(source) && PictureFiles.Are(source)) return ReadPictures(loaded, source, writer, output);
        bool begun = false;
        foreach (IReadOnlyList<Prediction> part in Predictions(loaded, source, csv.Options(parsed)))
        {
            if (!begun) writer.Begin(output);
            begun = true;
            foreach (Prediction prediction in part) writer.Write(output, prediction);
            output.Flush();
        }

        return ExitCode.Done;
    }

    private static int ReadPictures(Model model, string source, PredictionWriter writer, StreamWriter output)
    {
        var reader = new GlyphReader(model);
        foreach ((int i, string picture) in PictureFiles.Of(source).Index())
        {
            IReadOnlyList<GlyphReading> readings = reader.Read(GrayImage.Load(picture));
            if (i == 0) writer.Begin(output); // nothing is written for a picture that cannot be read
            writer.Write(output, picture, readings);
            output.Flush();
        }

        return ExitCode.Done;
    }

    private static IEnumerable<IReadOnlyList<Prediction>> Predictions(Model model, string data, CsvOptions options)
    {
        if (data != "-" && KnownSamples.Are(data))
        {
            Dataset samples = KnownSamples.Of(data, model);
            return Enumerable.Range(0, samples.Count).Chunk(ImagesAtOnce).Select(rows => model.Predict(samples.Subset(rows)));
        }

        IEnumerable<Table> parts = data == "-"
            ? Table.ReadCsvInParts(StandardInput(), "standard input", model.Preprocessing, options)
            : Table.ReadCsvInParts(data, model.Preprocessing, options);
        return ReadAhead(parts).Select(model.Predict);
    }

    private static StreamReader StandardInput() =>
        new(Console.OpenStandardInput(), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, InputBufferSize);

    // Reads a part while the one before it is predicted and written.
    private static IEnumerable<Table> ReadAhead(IEnumerable<Table> parts)
    {
        using IEnumerator<Table> reader = parts.GetEnumerator();
        Task<Table?> next = ReadAsync();
        while (next.GetAwaiter().GetResult() is { } part)
        {
            next = ReadAsync();
            yield return part;
        }

        Task<Table?> ReadAsync() => Task.Run(() => reader.MoveNext() ? reader.Current : null);
    }

    private static string Format(string text) => text is "csv" or "json" ? text : throw new ArgumentException(NearestName.Sentence("format", text, ["csv", "json"]));
}

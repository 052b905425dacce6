using System.Text.Json;
using System.Text.Json.Nodes;
using Hillock.Data.Csv;
using Hillock.Files;
using Hillock.Glyphs;
using Hillock.Tensors;

namespace Hillock.Data;

/// <summary>The JSON form of a <see cref="Preprocessing"/> in model files. What is read is not trusted: every surprise is a sentence.</summary>
internal static class PreprocessingJson
{
    /// <summary>The most columns that a model may take.</summary>
    internal const int MaximumColumns = CsvRecords.MaximumColumns;

    public static JsonObject Write(Preprocessing preprocessing)
    {
        var node = new JsonObject();
        if (preprocessing.Pixels is { } pixels) node["pixels"] = Write(pixels);
        else node["columns"] = new JsonArray([.. preprocessing.Columns.Select(Write)]);
        if (preprocessing.Pixels is null && preprocessing.InputShape.Rank > 1) node["shape"] = Write(preprocessing.InputShape);
        node["target"] = Write(preprocessing.Target);
        return node;
    }

    public static Preprocessing Read(JsonFields fields) => fields.Read("", () => ReadParts(fields));

    private static Preprocessing ReadParts(JsonFields fields)
    {
        PixelInputs? pixels = fields.Has("pixels") ? ReadPixels(fields.Object("pixels")) : null;
        InputEncoding[] columns = [];
        if (pixels is null)
        {
            if (fields.List("columns").Count is 0 or > MaximumColumns) throw fields.Error("columns", $"must hold 1 to {MaximumColumns:N0} columns");
            int formulas = fields.Objects("columns").Count(column => column.Text("kind") is "formula");
            if (formulas > FormulaInput.MaximumCount) throw fields.Error("columns", $"holds {formulas:N0} formulas, more than {FormulaInput.MaximumCount:N0}");
            columns = [.. fields.Objects("columns").Select(ReadColumn)];
        }

        Shape? shape = pixels is null && fields.Has("shape") ? ReadShape(fields) : null;
        TargetEncoding target = ReadTarget(fields.Object("target"));
        fields.End();
        return Preprocessing.Create(columns, pixels, shape, target);
    }

    private static JsonObject Write(InputEncoding column)
    {
        var node = new JsonObject { ["name"] = column.Name };
        switch (column)
        {
            case NumberInput number:
                node["kind"] = "number";
                node["mean"] = number.Mean;
                node["deviation"] = number.Deviation;
                if (number.Median is { } median) node["median"] = median;
                break;
            case FormulaInput formula:
                node["kind"] = "formula";
                node["mean"] = formula.Value.Mean;
                node["deviation"] = formula.Value.Deviation;
                node["median"] = formula.Value.Median;
                break;
            case CategoryInput category:
                node["kind"] = "category";
                node["levels"] = Texts(category.Levels);
                break;
            case BooleanInput boolean:
                node["kind"] = "boolean";
                if (boolean.Median is { } middle) node["median"] = middle;
                break;
            case DateInput date:
                node["kind"] = "date";
                node["mean"] = date.Day.Mean;
                node["deviation"] = date.Day.Deviation;
                node["median"] = date.Day.Median;
                node["time"] = date.HasTime;
                break;
        }

        return node;
    }

    private static InputEncoding ReadColumn(JsonFields fields)
    {
        string name = fields.Text("name") ?? throw fields.Error("name", "is missing");
        InputEncoding column = fields.Read<InputEncoding>("", () => fields.Text("kind") switch
        {
            "number" => new NumberInput(name, fields.Number("mean"), fields.Number("deviation"), fields.OptionalNumber("median")),
            "formula" => new FormulaInput(name, fields.Number("mean"), fields.Number("deviation"), fields.OptionalNumber("median")),
            "category" => new CategoryInput(name, fields.Texts("levels") ?? throw fields.Error("levels", "is missing")),
            "boolean" => new BooleanInput(name, fields.OptionalNumber("median")),
            "date" => new DateInput(name, fields.Number("mean"), fields.Number("deviation"), fields.Number("median"), fields.Flag("time")),
            null => throw fields.Error("kind", "is missing"),
            { } other => throw fields.Error("kind", $"must be number, formula, category, boolean or date, not '{Sentence.Shorten(other)}'"),
        });
        fields.End();
        return column;
    }

    private static PixelInputs ReadPixels(JsonFields fields)
    {
        Shape shape = ReadShape(fields);
        double divisor = fields.Number("divisor");
        GlyphSettings? glyphs = fields.Has("glyphs") ? GlyphSettings.FromJson(fields.Object("glyphs")) : null;
        fields.End();
        return fields.Read("", () => new PixelInputs(shape, divisor, glyphs));
    }

    private static JsonObject Write(PixelInputs pixels)
    {
        var node = new JsonObject { ["shape"] = Write(pixels.Shape), ["divisor"] = pixels.Divisor };
        if (pixels.Glyphs is { } glyphs) node["glyphs"] = glyphs.ToJson();
        return node;
    }

    private static JsonObject Write(TargetEncoding target)
    {
        var node = new JsonObject { ["task"] = Names.Of(target.Task) };
        if (target.Names.Count > 0) node["names"] = Texts(target.Names);
        if (target.Task != LearningTask.Regression) node["labels"] = Texts(target.Labels);
        else (node["means"], node["deviations"]) = (Numbers(target.Means), Numbers(target.Deviations));
        return node;
    }

    private static TargetEncoding ReadTarget(JsonFields fields)
    {
        string name = fields.Text("task") ?? throw fields.Error("task", "is missing");
        LearningTask task = fields.Read("task", () => Names.Parse<LearningTask>(name));
        string[] names = fields.Texts("names") ?? [];
        TargetEncoding target = fields.Read("", () => task == LearningTask.Regression
            ? TargetEncoding.Numbers(ReadNumbers(fields, "means"), ReadNumbers(fields, "deviations"), names)
            : TargetEncoding.Classes(task, fields.Texts("labels") ?? throw fields.Error("labels", "is missing"), names));
        fields.End();
        return target;
    }

    private static Shape ReadShape(JsonFields fields)
    {
        int[] lengths = [.. fields.List("shape").Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int length)
            ? length
            : throw fields.Error("shape", "must be a list of whole numbers"))];
        return fields.Read("shape", () => new Shape(lengths));
    }

    private static double[] ReadNumbers(JsonFields fields, string name) =>
        [.. fields.List(name).Select(item => JsonFields.FiniteNumber(item) ?? throw fields.Error(name, "must be a list of numbers"))];

    private static JsonArray Write(Shape shape) => new([.. shape.Select(length => (JsonNode)length)]);

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonArray Numbers(IReadOnlyList<double> numbers) => new([.. numbers.Select(number => (JsonNode)number)]);
}

using System.Numerics;
using System.Text.Json.Nodes;
using Hillock.Files;
using Hillock.Glyphs;
using Hillock.Tensors;

namespace Hillock.Data;

/// <summary>How samples become inputs and outputs of a network. Fitted on the training part only, and part of the model from then on.</summary>
public sealed record Preprocessing
{
    private readonly Dictionary<string, int> indexOf = new(StringComparer.Ordinal);
    private readonly ColumnKind[] reads = [];
    private readonly int[][] places = [];
    private readonly int mostPlaces;

    private Preprocessing(InputEncoding[] columns, PixelInputs? pixels, Shape inputShape, TargetEncoding target)
    {
        (Columns, Pixels, InputShape, Target) = (columns, pixels, inputShape, target);
        InputNames = pixels is null ? [.. columns.SelectMany(column => column.ColumnNames).Distinct(StringComparer.Ordinal)] : PixelInputs.Names(pixels.Shape.Size);
        if (pixels is not null) return;
        for (int i = 0; i < InputNames.Count; i++) indexOf.Add(InputNames[i], i);
        places = [.. columns.Select(column => column.ColumnNames.Select(name => indexOf[name]).ToArray())];
        mostPlaces = places.Max(own => own.Length);
        reads = ReadKinds(columns);
    }

    /// <summary>How columns, and formulas of columns, are encoded, from left to right; empty for images.</summary>
    public IReadOnlyList<InputEncoding> Columns { get; }

    /// <summary>How pixels are encoded; null for columns.</summary>
    public PixelInputs? Pixels { get; }

    /// <summary>How targets are encoded.</summary>
    public TargetEncoding Target { get; private init; }

    /// <summary>What the first layer gets for each sample.</summary>
    public Shape InputShape { get; }

    /// <summary>The names of the columns that the model takes.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>The names of what the first layer gets: a category is one for each of its texts.</summary>
    public IReadOnlyList<string> EncodedNames => Pixels is null ? [.. Columns.SelectMany(column => column.InputNames)] : InputNames;

    /// <summary>Outputs of the last layer: 1 for binary, one for each label, or one for each number.</summary>
    public int OutputWidth => Target.Width;

    /// <summary>The labels of the classes; empty for regression.</summary>
    public IReadOnlyList<string> Labels => Target.Labels;

    /// <summary>What is learned.</summary>
    public LearningTask Task => Target.Task;

    /// <summary>Learns from the samples given, and from no others, how to encode samples like them.</summary>
    /// <exception cref="HillockException">There are no samples.</exception>
    public static Preprocessing Fit(Dataset train)
    {
        if (train.Count == 0) throw new HillockException("There are no samples to learn from.");
        TargetEncoding target = TargetEncoding.Fit(train);
        if (train is ImageDataset images) return new Preprocessing([], new PixelInputs(images.Shape, images.Divisor, images.Glyphs), images.Shape, target);

        var table = (TableDataset)train;
        int[] rows = new int[train.Count];
        for (int sample = 0; sample < rows.Length; sample++) rows[sample] = train.Row(sample);
        return Create([.. table.Features.Select(feature => InputEncoding.For(feature, table.Table, rows))], null, null, target);
    }

    /// <summary>The encoding of a model that takes numbers just as they are, such as one written by hand.</summary>
    /// <param name="inputShape">What the first layer gets.</param>
    /// <param name="target">What comes out.</param>
    /// <param name="names">The names of the inputs; none: x1, x2, ….</param>
    /// <exception cref="ArgumentException">There is not one name for each input, or a name stands twice.</exception>
    public static Preprocessing None(Shape inputShape, TargetEncoding target, params IReadOnlyList<string> names)
    {
        if (names.Count == 0) names = DefaultNames(inputShape.Size);
        if (names.Count != inputShape.Size) throw new ArgumentException($"{inputShape.Size} inputs need as many names, not {names.Count}.");
        return Create([.. names.Select(name => new NumberInput(name, mean: 0, deviation: 1, median: null))], null, inputShape, target);
    }

    /// <summary>The JSON form, as it stands in model files.</summary>
    public JsonObject ToJson() => PreprocessingJson.Write(this);

    /// <inheritdoc/>
    public bool Equals(Preprocessing? other) =>
        other is not null && Columns.SequenceEqual(other.Columns) && Equals(Pixels, other.Pixels) && InputShape.Equals(other.InputShape) && Target == other.Target;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Columns.Count, InputShape, Target);

    /// <summary>Inputs and targets, ready for the engine.</summary>
    /// <exception cref="HillockException">A column is missing or does not fit, or a label is not one of the model's.</exception>
    internal Samples<T> Encode<T>(Dataset dataset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SampleEncoder.Encode<T>(this, dataset);

    /// <summary>Inputs without targets: samples to predict.</summary>
    internal Samples<T> EncodeInputs<T>(Dataset dataset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SampleEncoder.EncodeInputs<T>(this, dataset);

    /// <summary>Inputs without targets: rows to predict.</summary>
    internal Samples<T> EncodeInputs<T>(Table table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => SampleEncoder.EncodeInputs<T>(this, table, null);

    /// <summary>One raw sample of numbers, without allocating. NaN is a missing number.</summary>
    /// <param name="raw">One number for each of <see cref="InputNames"/>.</param>
    /// <param name="encoded">What the first layer gets.</param>
    internal void EncodeRow<TRaw, T>(ReadOnlySpan<TRaw> raw, Span<T> encoded)
        where TRaw : unmanaged, IBinaryFloatingPointIeee754<TRaw>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (raw.Length != InputNames.Count) throw new ArgumentException($"The model takes {InputNames.Count} numbers, not {raw.Length}.");
        if (encoded.Length < InputShape.Size) throw new ArgumentException($"There are {InputShape.Size} encoded inputs and room for {encoded.Length}.");
        if (Pixels is not null)
        {
            T divisor = T.CreateTruncating(Pixels.Divisor);
            for (int i = 0; i < raw.Length; i++)
            {
                encoded[i] = SampleEncoder.Pixel(T.CreateTruncating(raw[i]), divisor);
                if (!T.IsFinite(encoded[i])) throw SampleEncoder.NotFinite(InputNames[i]);
            }

            Pixels.Normalizers?.Normalize(encoded[..raw.Length]);
            return;
        }

        Span<double> numbers = stackalloc double[mostPlaces];
        for (int i = 0; i < Columns.Count; i++)
        {
            int[] own = places[i];
            for (int j = 0; j < own.Length; j++) numbers[j] = double.CreateTruncating(raw[own[j]]);
            encoded[i] = SampleEncoder.Checked<T>(Columns[i].Encode(numbers[..own.Length]), Columns[i].Name);
        }
    }

    /// <summary>Turns outputs back into the target's own numbers: ŷ·deviation + mean. Classes stay as they are.</summary>
    /// <param name="outputs">[samples, <see cref="OutputWidth"/>].</param>
    internal void Decode<T>(Span<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Task != LearningTask.Regression) return;
        for (int i = 0; i < outputs.Length; i++) outputs[i] = T.CreateTruncating(DecodeValue(double.CreateTruncating(outputs[i]), i % OutputWidth));
    }

    /// <summary>One output of regression in the target's own numbers.</summary>
    internal double DecodeValue(double output, int target = 0) => output * Target.Deviations[target] + Target.Means[target];

    /// <summary>The same inputs with targets encoded otherwise.</summary>
    internal Preprocessing WithTarget(TargetEncoding target) => this with { Target = target };

    /// <summary>The same with glyphs normalized otherwise, or not at all.</summary>
    internal Preprocessing WithGlyphs(GlyphSettings? glyphs) => Pixels is { } pixels
        ? new Preprocessing([], new PixelInputs(pixels.Shape, pixels.Divisor, glyphs), InputShape, Target)
        : throw new ArgumentException("Glyphs are images; these inputs are columns of a table.");

    /// <summary>The place of a column among <see cref="InputNames"/>, −1 if the model does not take it.</summary>
    internal int IndexOf(string name) => Pixels is null ? indexOf.GetValueOrDefault(name, -1) : PixelInputs.IndexOf(name, InputNames.Count);

    /// <summary>What reading must make of the column at this place among <see cref="InputNames"/>.</summary>
    internal ColumnKind Reads(int input) => Pixels is null ? reads[input] : ColumnKind.Number;

    /// <summary>The places among <see cref="InputNames"/> of the columns that one of <see cref="Columns"/> takes.</summary>
    internal IReadOnlyList<int> Places(int column) => places[column];

    /// <summary>x1, x2, …: what inputs are called that have no names.</summary>
    internal static string[] DefaultNames(int count) => [.. Enumerable.Range(1, count).Select(i => $"x{i}")];

    /// <summary>Puts the parts together if they fit.</summary>
    /// <param name="columns">How columns are encoded; empty for pixels.</param>
    /// <param name="pixels">How pixels are encoded; null for columns.</param>
    /// <param name="shape">What the first layer gets; null: a vector of all inputs, or the image.</param>
    /// <param name="target">How targets are encoded.</param>
    internal static Preprocessing Create(InputEncoding[] columns, PixelInputs? pixels, Shape? shape, TargetEncoding target)
    {
        long width = pixels?.Shape.Size ?? columns.Sum(column => (long)column.Width);
        if (width > Shape.MaximumSize)
            throw new HillockException($"The columns become {width:N0} inputs, more than {Shape.MaximumSize:N0}: leave out categories with very many different texts.");
        shape ??= pixels?.Shape ?? new Shape((int)width);
        if (shape.Size != width) throw new ArgumentException($"{width:N0} inputs have not the shape {shape}.");
        return new Preprocessing(columns, pixels, shape, target);
    }

    // A column may be an input itself and stand in formulas; it is not read in two ways.
    private ColumnKind[] ReadKinds(InputEncoding[] columns)
    {
        var kinds = new ColumnKind?[InputNames.Count];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < columns.Length; i++)
        {
            if (!names.Add(columns[i].Name)) throw new ArgumentException($"The input '{Sentence.Shorten(columns[i].Name)}' stands twice.");
            foreach (int place in places[i])
            {
                if ((kinds[place] ??= columns[i].Reads) != columns[i].Reads)
                    throw new ArgumentException($"'{Sentence.Shorten(columns[i].Name)}' takes the column '{Sentence.Shorten(InputNames[place])}' otherwise than another input does.");
            }
        }

        return Array.ConvertAll(kinds, kind => kind!.Value);
    }

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="HillockException">It is not one; the sentence says where and why.</exception>
    internal static Preprocessing FromJson(JsonFields fields) => PreprocessingJson.Read(fields);
}

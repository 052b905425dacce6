using System.Buffers.Binary;
using System.Text.Json;
using Hillock.Data;
using Hillock.Images;
using Hillock.Models;
using Hillock.Training;

namespace Hillock.Playground.Sessions;

/// <summary>A file that was brought: a picture, an experiment, a model, or else a table. Hostile until read.</summary>
internal sealed class BroughtFile(string name, byte[] bytes)
{
    public string Name => name;

    public BroughtKind Kind { get; } = KindOf(name, bytes);

    /// <summary>The file as a table.</summary>
    /// <exception cref="HillockException">It is none, or too large.</exception>
    public OwnTable Table(Limits limits) => OwnTable.Bring(name, bytes, limits);

    /// <summary>The file as an experiment.</summary>
    /// <exception cref="HillockException">It is none.</exception>
    public Experiment Experiment() => Hillock.Training.Experiment.Parse(OwnTable.Read(name, bytes), name);

    /// <summary>The file as a model.</summary>
    /// <exception cref="HillockException">It is none.</exception>
    public Model Model() => Hillock.Models.Model.Load(bytes, name);

    /// <summary>The file as a picture.</summary>
    /// <exception cref="HillockException">It is none, or larger than the page allows.</exception>
    public GrayImage Picture(Limits limits) => GrayImage.Load(bytes, name, limits.Pixels);

    /// <summary>The file as text.</summary>
    /// <exception cref="HillockException">It is none.</exception>
    public string Text() => OwnTable.Read(name, bytes);

    private static BroughtKind KindOf(string name, byte[] bytes)
    {
        if (GrayImage.IsPicture(bytes)) return BroughtKind.Picture;

        // The head of a safetensors file: its length in eight bytes, then JSON.
        bool isTensors = bytes.Length > 8 && bytes[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(bytes) < (ulong)bytes.Length;
        if (isTensors || name.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)) return BroughtKind.Model;
        ReadOnlySpan<byte> text = bytes.AsSpan();
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        bool isJson = text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        return !isJson ? BroughtKind.Table : SaysInput(text) ? BroughtKind.Model : BroughtKind.Experiment;
    }

    // A model written by hand says what goes in; an experiment leaves that to its data.
    private static bool SaysInput(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text);
        try
        {
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("input"u8)) return true;
            }
        }
        catch (JsonException)
        {
            // Whoever reads it says where.
        }

        return false;
    }
}

/// <summary>What a brought file is.</summary>
internal enum BroughtKind
{
    Picture,
    Table,
    Experiment,
    Model,
}

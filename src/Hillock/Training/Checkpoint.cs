using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using Hillock.Files;

namespace Hillock.Training;

/// <summary>A training run's whole state in a file, so that it goes on with the same bits: the last two are kept.</summary>
internal sealed class Checkpoint
{
    private const string Version = "1";
    private const string Prefix = "checkpoint-";
    private const string Extension = ".safetensors";
    private const int Kept = 2;

    private readonly SafeTensorsFile file;
    private readonly string source;

    private Checkpoint(SafeTensorsFile file, string source)
    {
        (this.file, this.source) = (file, source);
        if (file.Metadata.GetValueOrDefault("hillock_checkpoint") is not { } version)
            throw new HillockException($"{source}: this is not a checkpoint.");
        if (version != Version)
            throw new HillockException($"{source}: this is a checkpoint of version {version}; this program reads version {Version}.");
    }

    /// <summary>Whether a folder holds checkpoints, whole or not.</summary>
    public static bool Exists(string folder) => Files(folder).Length > 0;

    /// <summary>A tensor to be written.</summary>
    public static NamedTensor Tensor<T>(string name, T[] values)
        where T : unmanaged => NamedTensor.Over<T>(name, [values.Length], values);

    /// <summary>Writes a checkpoint and removes all but the last two. Whenever the process dies, a whole one is there.</summary>
    /// <param name="folder">Made if it does not exist.</param>
    /// <param name="number">Grows from one checkpoint of a run to the next.</param>
    /// <param name="state">The run's position and settings, as JSON by name.</param>
    /// <param name="tensors">Its numbers.</param>
    public static void Write(string folder, long number, IReadOnlyDictionary<string, JsonNode> state, IReadOnlyList<NamedTensor> tensors)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"{folder}: this folder cannot be made: {e.Message}", e);
        }

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["hillock_checkpoint"] = Version };
        foreach ((string name, JsonNode value) in state) metadata[name] = value.ToJsonString();
        new SafeTensorsFile(metadata, tensors).Write(Path.Combine(folder, $"{Prefix}{number:D12}{Extension}"));
        string[] files = Files(folder);
        foreach (string old in files.Where(name => Number(name) > number).Concat(files.Where(name => Number(name) <= number).Skip(Kept)))
        {
            try
            {
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new HillockException($"{old}: this old checkpoint cannot be removed: {e.Message}", e);
            }
        }
    }

    /// <summary>The newest whole checkpoint in a folder; null if the folder has none.</summary>
    /// <exception cref="HillockException">There are checkpoints, but not one can be read.</exception>
    public static Checkpoint? ReadNewest(string folder)
    {
        HillockException? failure = null;
        foreach (string path in Files(folder))
        {
            try
            {
                return new Checkpoint(SafeTensorsFile.Read(path), path);
            }
            catch (HillockException e)
            {
                failure ??= e;
            }
        }

        return failure is null ? null : throw failure;
    }

    /// <summary>A piece of the state.</summary>
    public JsonFields State(string name) => file.Metadata.TryGetValue(name, out string? text)
        ? JsonFields.Parse(Encoding.UTF8.GetBytes(text), $"{source}: {name}")
        : throw new HillockException($"{source}: '{name}' is missing.");

    /// <summary>Whether a tensor is there.</summary>
    public bool Has(string name) => file.Find(name) is not null;

    /// <summary>Copies a tensor that must have just this many elements.</summary>
    public void CopyTo<T>(string name, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        NamedTensor tensor = file.Find(name) ?? throw new HillockException($"{source}: '{name}' is missing.");
        if (tensor.Count != destination.Length)
            throw new HillockException($"{source}: '{name}' holds {tensor.Count:N0} numbers where {destination.Length:N0} belong: it is of another experiment.");
        tensor.CopyTo(destination);
    }

    /// <summary>An error about this checkpoint.</summary>
    public HillockException Error(string sentence) => new($"{source}: {sentence}");

    // Newest first.
    private static string[] Files(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        try
        {
            return [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Extension}").Where(path => Number(path) >= 0).OrderByDescending(Number)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HillockException($"{folder}: this folder cannot be read: {e.Message}", e);
        }
    }

    private static long Number(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : -1;
}

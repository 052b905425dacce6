using System.Buffers;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Sessions;

/// <summary>A file that is brought to the page piece by piece, one at a time; memory grows with what has come, not with what was announced.</summary>
internal sealed class Delivery(Limits limits)
{
    private const int LongestName = 200;

    private Bring? announced;
    private ArrayBufferWriter<byte> pieces = new();

    /// <summary>Gets ready for a file.</summary>
    /// <exception cref="HillockException">It is too large, empty, or the one before is not whole yet.</exception>
    public void Announce(Bring bring)
    {
        Bring? cut = announced;
        int came = pieces.WrittenCount;
        Forget();
        if (bring.Name.Length is 0 or > LongestName) throw new HillockException($"The name of a file has 1 to {LongestName} characters.");
        if (bring.Bytes > limits.FileBytes) throw new HillockException($"{bring.Name} has {bring.Bytes:N0} bytes; the page takes files of up to {limits.FileBytes >> 20:N0} MB. The command has no such limit: hillock train {bring.Name}");
        if (bring.Bytes < 1) throw new HillockException($"{bring.Name} is empty.");
        announced = bring;
        if (cut is not null) throw new HillockException($"Of {cut.Name} only {came:N0} of {cut.Bytes:N0} bytes came before the next file began.");
    }

    /// <summary>Takes a piece.</summary>
    /// <returns>The whole file, if this was the last piece; null: more is to come.</returns>
    /// <exception cref="HillockException">No file was announced, or there are more bytes than were.</exception>
    public (Bring Announced, BroughtFile File)? Take(ReadOnlySpan<byte> piece)
    {
        if (announced is not { } now) throw new HillockException($"{piece.Length:N0} bytes came without a word about what they are.");
        if (pieces.WrittenCount + piece.Length > now.Bytes)
        {
            Forget();
            throw new HillockException($"More came of {now.Name} than the {now.Bytes:N0} bytes that were announced: it may have changed meanwhile. Bring it again.");
        }

        pieces.Write(piece);
        if (pieces.WrittenCount < now.Bytes) return null;
        byte[] whole = pieces.WrittenSpan.ToArray();
        Forget();
        return (now, new BroughtFile(now.Name, whole));
    }

    private void Forget() => (announced, pieces) = (null, new ArrayBufferWriter<byte>());
}

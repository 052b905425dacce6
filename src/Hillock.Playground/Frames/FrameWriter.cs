using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hillock.Playground.Frames;

/// <summary>
/// A frame of numbers as the page reads it (Client/src/frame.ts): little-endian, first a head of 72 bytes, then the parameters, then for each
/// map the offset and scale that turn its bytes into values, then the maps, row by row from the top.
/// </summary>
internal static class FrameWriter
{
    private const int Head = 72;
    private const byte DrawingKind = 1;
    private const byte FileKind = 2;
    private const int FileHead = 8;

    /// <summary>Bytes of a frame.</summary>
    public static int Length(int parameters, int units, int mapBytes) => Head + (4 * parameters) + (8 * units) + mapBytes;

    /// <summary>Writes the head.</summary>
    public static void WriteHead(Span<byte> frame, in FrameHead head)
    {
        frame[..Head].Clear();
        frame[0] = DrawingKind;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[2..], checked((ushort)head.Units));
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], head.Run);
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], head.Epoch);
        BinaryPrimitives.WriteInt32LittleEndian(frame[12..], head.Step);
        BinaryPrimitives.WriteDoubleLittleEndian(frame[16..], head.TrainLoss);
        BinaryPrimitives.WriteDoubleLittleEndian(frame[24..], head.TestLoss);
        BinaryPrimitives.WriteDoubleLittleEndian(frame[32..], head.TrainScore);
        BinaryPrimitives.WriteDoubleLittleEndian(frame[40..], head.TestScore);
        BinaryPrimitives.WriteDoubleLittleEndian(frame[48..], head.SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(frame[56..], head.Parameters);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[60..], checked((ushort)head.Outputs));
        BinaryPrimitives.WriteUInt16LittleEndian(frame[62..], checked((ushort)head.Width));
        BinaryPrimitives.WriteUInt16LittleEndian(frame[64..], checked((ushort)head.Height));
    }

    /// <summary>The place of the parameters.</summary>
    public static Span<float> Parameters(Span<byte> frame, int count) => MemoryMarshal.Cast<byte, float>(frame.Slice(Head, 4 * count));

    /// <summary>The place of each map's offset and scale.</summary>
    public static Span<float> Scales(Span<byte> frame, int parameters, int units) =>
        MemoryMarshal.Cast<byte, float>(frame.Slice(Head + (4 * parameters), 8 * units));

    /// <summary>The place of all maps, one after the other.</summary>
    public static Span<sbyte> Maps(Span<byte> frame, int parameters, int units) =>
        MemoryMarshal.Cast<byte, sbyte>(frame[(Head + (4 * parameters) + (8 * units))..]);

    /// <summary>A frame that holds a file.</summary>
    public static byte[] OfFile(ReadOnlySpan<byte> content)
    {
        byte[] frame = new byte[FileHead + content.Length];
        frame[0] = FileKind;
        content.CopyTo(frame.AsSpan(FileHead));
        return frame;
    }
}

/// <summary>What a frame says besides its arrays.</summary>
internal readonly record struct FrameHead(
    int Run,
    int Epoch,
    int Step,
    double TrainLoss,
    double TestLoss,
    double TrainScore,
    double TestScore,
    double SamplesPerSecond,
    int Parameters,
    int Units,
    int Outputs,
    int Width,
    int Height);

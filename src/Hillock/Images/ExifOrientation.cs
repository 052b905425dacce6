using System.Buffers.Binary;

namespace Hillock.Images;

/// <summary>How a camera was held, as a JPEG's Exif part says (CIPA DC-008, tag 0x0112): cameras store what they see and leave the turning to the reader.</summary>
internal static class ExifOrientation
{
    /// <summary>The picture stands as it is stored.</summary>
    public const int Upright = 1;

    private const int Tag = 0x0112, Short = 3, EntryLength = 12;

    /// <summary>The orientation, 1 to 8, of the first application part; upright where it is none of Exif or says nothing that can be understood.</summary>
    public static int Read(ReadOnlySpan<byte> part)
    {
        if (!part.StartsWith("Exif\0\0"u8)) return Upright;
        ReadOnlySpan<byte> tiff = part[6..];
        bool isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!isLittle && !tiff.StartsWith("MM\0*"u8))) return Upright;
        uint start = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (start > tiff.Length - 2) return Upright;
        int count = Number(tiff, (int)start);
        for (int i = 0, place = (int)start + 2; i < count && place <= tiff.Length - EntryLength; i++, place += EntryLength)
        {
            if (Number(tiff, place) == Tag && Number(tiff, place + 2) == Short && Number(tiff, place + 8) is >= Upright and <= 8 and var orientation) return orientation;
        }

        return Upright;

        int Number(ReadOnlySpan<byte> bytes, int place) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[place..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[place..]);
    }

    /// <summary>The picture as it was seen.</summary>
    public static GrayImage Apply(GrayImage stored, int orientation)
    {
        if (orientation == Upright) return stored;
        bool isTurned = orientation >= 5;
        (int width, int height) = isTurned ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        (int right, int bottom) = (stored.Width - 1, stored.Height - 1);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                pixels[(y * width) + x] = orientation switch
                {
                    2 => stored[right - x, y],
                    3 => stored[right - x, bottom - y],
                    4 => stored[x, bottom - y],
                    5 => stored[y, x],
                    6 => stored[y, bottom - x],
                    7 => stored[right - y, bottom - x],
                    _ => stored[right - y, x],
                };
            }
        }

        return new GrayImage(width, height, pixels);
    }
}

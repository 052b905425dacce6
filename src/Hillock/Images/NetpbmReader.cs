namespace Hillock.Images;

/// <summary>Reads Netpbm: black and white, gray and color, as text (P1, P2, P3) or as bytes (P4, P5, P6).</summary>
internal ref struct NetpbmReader
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly string source;
    private int place;

    private NetpbmReader(ReadOnlySpan<byte> bytes, string source)
    {
        this.bytes = bytes;
        this.source = source;
        place = 2;
    }

    /// <summary>Reads a file's bytes.</summary>
    public static GrayImage Read(ReadOnlySpan<byte> bytes, string source, int maximumPixels) => new NetpbmReader(bytes, source).Read(maximumPixels);

    private GrayImage Read(int maximumPixels)
    {
        int kind = bytes[1] - '0', channels = kind is 3 or 6 ? 3 : 1;
        bool isBits = kind is 1 or 4, isText = kind <= 3;
        (int width, int height) = (Number(int.MaxValue), Number(int.MaxValue));
        ImageFile.CheckSize(width, height, source, maximumPixels);
        int most = isBits ? 1 : Number(ushort.MaxValue);
        if (most == 0) throw ImageFile.Broken(source, "its brightest value is 0");
        if (!isText) place++; // one blank stands between header and bytes

        // Text has at least a digit for each number.
        int size = most > byte.MaxValue ? 2 : 1;
        long row = isBits && !isText ? (width + 7) / 8 : (long)width * channels * (isText ? 1 : size);
        if (bytes.Length - place < row * height) throw ImageFile.Cut(source);

        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (isBits) pixels[i] = (isText ? Bit() : (bytes[place + (int)(i / width * row) + (i % width / 8)] >> (7 - (i % width % 8))) & 1) == 0 ? byte.MaxValue : byte.MinValue;
            else if (channels == 1) pixels[i] = Value(isText, size, most);
            else pixels[i] = ImageFile.Brightness(Value(isText, size, most), Value(isText, size, most), Value(isText, size, most));
        }

        return new GrayImage(width, height, pixels);
    }

    private byte Value(bool isText, int size, int most)
    {
        int value = isText ? Number(most) : bytes[place++];
        if (!isText && size == 2) value = (value << 8) | bytes[place++];
        return (byte)(((Math.Min(value, most) * 255L) + (most / 2)) / most);
    }

    private int Number(int most)
    {
        Skip();
        long number = 0;
        int start = place;
        for (; place < bytes.Length && bytes[place] is >= (byte)'0' and <= (byte)'9'; place++)
        {
            number = (number * 10) + bytes[place] - '0';
            if (number > most) throw ImageFile.Broken(source, $"a number is larger than {most:N0}");
        }

        if (place == start) throw place == bytes.Length ? ImageFile.Cut(source) : ImageFile.Broken(source, "there is a sign where a number should be");
        return (int)number;
    }

    // In P1 the digits need no blanks between them.
    private int Bit()
    {
        Skip();
        if (place == bytes.Length) throw ImageFile.Cut(source);
        return bytes[place++] switch
        {
            (byte)'0' => 0,
            (byte)'1' => 1,
            _ => throw ImageFile.Broken(source, "there is a sign where 0 or 1 should be"),
        };
    }

    // Blanks, and comments from # to the end of the line.
    private void Skip()
    {
        for (; place < bytes.Length; place++)
        {
            if (bytes[place] == '#')
            {
                int end = bytes[place..].IndexOf((byte)'\n');
                place = end < 0 ? bytes.Length - 1 : place + end;
            }
            else if (bytes[place] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return;
        }
    }
}

using System.Buffers.Binary;

namespace Hillock.Images;

/// <summary>Reads JPEG, baseline and progressive, by Huffman's codes: the brightness only, which is its first component. Format: ITU-T T.81.</summary>
/// <remarks>
/// Each scan adds to the coefficients of the blocks of 8 × 8; at the end they are multiplied by their steps and transformed back. Color needs
/// not be looked at but for finding the way through its codes.
/// </remarks>
internal sealed class JpegReader
{
    private const int BlockSize = 64;

    // A file of very many scans would take forever.
    private const int MostScans = 100;

    // Where the coefficients stand in a block, in the order of their codes.
    private static readonly byte[] ZigZag =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    private readonly string source;
    private readonly int maximumPixels;
    private readonly ushort[][] steps = [new ushort[BlockSize], new ushort[BlockSize], new ushort[BlockSize], new ushort[BlockSize]];
    private readonly JpegCodes?[] first = new JpegCodes?[4];
    private readonly JpegCodes?[] rest = new JpegCodes?[4];
    private Component[] components = [];
    private int width, height, mostAcross, mostDown, restart, orientation = ExifOrientation.Upright;
    private bool isProgressive;

    private JpegReader(string source, int maximumPixels) => (this.source, this.maximumPixels) = (source, maximumPixels);

    private sealed class Component(byte name, int across, int down, int table)
    {
        public byte Name => name;

        public int Across => across;

        public int Down => down;

        public int Table => table;

        // Blocks that show something, and those that are stored: whole units.
        public int Columns { get; set; }

        public int Rows { get; set; }

        public int Stride { get; set; }

        public short[] Coefficients { get; set; } = [];

        public int Last { get; set; }

        public JpegCodes? First { get; set; }

        public JpegCodes? Rest { get; set; }
    }

    /// <summary>Reads a file's bytes.</summary>
    public static GrayImage Read(ReadOnlySpan<byte> bytes, string source, int maximumPixels) => new JpegReader(source, maximumPixels).Read(bytes);

    private GrayImage Read(ReadOnlySpan<byte> bytes)
    {
        int scans = 0;
        for (int place = 2; ;)
        {
            while (place < bytes.Length && bytes[place] == 0xFF) place++;
            if (place >= bytes.Length) return scans > 0 ? Finish() : throw ImageFile.Cut(source);
            byte marker = bytes[place++];
            if (marker == 0xD9) return scans > 0 ? Finish() : throw ImageFile.Cut(source);
            if (marker is 0 or 1 or (>= 0xD0 and <= 0xD8)) continue;
            if (bytes.Length - place < 2) throw ImageFile.Cut(source);
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[place..]);
            if (length < 2) throw ImageFile.Broken(source, "a part has no length");
            if (length > bytes.Length - place) throw ImageFile.Cut(source);
            ReadOnlySpan<byte> content = bytes.Slice(place + 2, length - 2);
            place += length;
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2: TakeFrame(content, marker == 0xC2, bytes.Length); break;
                case 0xC4: TakeCodes(content); break;
                case 0xDB: TakeSteps(content); break;
                case 0xE1 when orientation == ExifOrientation.Upright: orientation = ExifOrientation.Read(content); break;
                case 0xDD: restart = content.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(content) : throw ImageFile.Cut(source); break;
                case 0xDA:
                    place += Scan(content, bytes[place..]);
                    if (++scans > MostScans) throw ImageFile.Broken(source, $"it has more than {MostScans} scans");
                    break;
                case >= 0xC3 and <= 0xCF:
                    throw new HillockException($"{source}: JPEG of this kind (lossless or arithmetic) cannot be read; save it as PNG.");
            }
        }
    }

    private GrayImage Finish() => ExifOrientation.Apply(Draw(), orientation);

    private void TakeFrame(ReadOnlySpan<byte> content, bool progressive, int fileLength)
    {
        if (components.Length > 0) throw ImageFile.Broken(source, "it has two frames");
        if (content.Length < 6 || content.Length < 6 + (3 * content[5])) throw ImageFile.Cut(source);
        if (content[0] != 8 || content[5] is not (1 or 3 or 4)) throw new HillockException($"{source}: JPEG of {content[0]} bits and {content[5]} components cannot be read; save it as PNG.");
        (height, width, isProgressive) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]), progressive);
        ImageFile.CheckSize(width, height, source, maximumPixels);
        var found = new Component[content[5]];
        for (int i = 0; i < found.Length; i++)
        {
            ReadOnlySpan<byte> own = content.Slice(6 + (3 * i), 3);
            found[i] = new Component(own[0], own[1] >> 4, own[1] & 15, own[2]);
            if (found[i].Across is 0 or > 4 || found[i].Down is 0 or > 4 || own[2] > 3) throw ImageFile.Broken(source, "its components do not fit together");
            (mostAcross, mostDown) = (Math.Max(mostAcross, found[i].Across), Math.Max(mostDown, found[i].Down));
        }

        // Brightness has all pixels. A block has a bit at least, so a file that is too short for its blocks is cut.
        if (found[0].Across != mostAcross || found[0].Down != mostDown) throw new HillockException($"{source}: JPEG whose brightness has fewer pixels than its colors cannot be read; save it as PNG.");
        (int unitsAcross, int unitsDown) = (Units(width, 8 * mostAcross), Units(height, 8 * mostDown));
        foreach (Component component in found)
        {
            (component.Columns, component.Rows) = (Units(width * component.Across, 8 * mostAcross), Units(height * component.Down, 8 * mostDown));
            component.Stride = unitsAcross * component.Across;
        }

        long blocks = (long)found[0].Stride * unitsDown * found[0].Down;
        if (blocks / 8 > fileLength) throw ImageFile.Cut(source);
        found[0].Coefficients = new short[blocks * BlockSize];
        components = found;
    }

    private void TakeSteps(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            int size = (content[0] >> 4) + 1, table = content[0] & 15;
            if (size > 2 || table > 3 || content.Length < 1 + (size * BlockSize)) throw ImageFile.Broken(source, "its steps are not whole");
            for (int i = 0; i < BlockSize; i++)
                steps[table][ZigZag[i]] = size == 1 ? content[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(content[(1 + (2 * i))..]);
            content = content[(1 + (size * BlockSize))..];
        }
    }

    private void TakeCodes(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            if (content.Length < 17 || (content[0] & 15) > 3 || content[0] >> 4 > 1) throw ImageFile.Broken(source, "its codes are not whole");
            int count = 0;
            for (int i = 1; i <= 16; i++) count += content[i];
            if (count > 256 || content.Length < 17 + count) throw ImageFile.Broken(source, "its codes are not whole");
            JpegCodes codes = JpegCodes.Create(content.Slice(1, 16), content.Slice(17, count)) ?? throw ImageFile.Broken(source, "there are more codes than there can be");
            (content[0] >> 4 == 0 ? first : rest)[content[0] & 15] = codes;
            content = content[(17 + count)..];
        }
    }

    // Returns how many bytes the scan's codes have.
    private int Scan(ReadOnlySpan<byte> header, ReadOnlySpan<byte> bytes)
    {
        if (components.Length == 0) throw ImageFile.Broken(source, "it has pixels before its frame");
        if (header.Length < 1 || header.Length < 4 + (2 * header[0]) || header[0] is 0 or > 4) throw ImageFile.Cut(source);
        var scanned = new Component[header[0]];
        for (int i = 0; i < scanned.Length; i++)
        {
            byte name = header[1 + (2 * i)], tables = header[2 + (2 * i)];
            scanned[i] = Array.Find(components, component => component.Name == name) ?? throw ImageFile.Broken(source, "it has a component that its frame does not know");
            if (tables >> 4 > 3 || (tables & 15) > 3) throw ImageFile.Broken(source, "its codes are missing");
            (scanned[i].First, scanned[i].Rest, scanned[i].Last) = (first[tables >> 4], rest[tables & 15], 0);
        }

        int from = header[^3], to = header[^2], high = header[^1] >> 4, low = header[^1] & 15;
        if (!isProgressive) (from, to, high, low) = (0, BlockSize - 1, 0, 0);
        if (to >= BlockSize || from > to || low > 13 || (isProgressive && from == 0 != (to == 0)) || (from > 0 && scanned.Length > 1)) throw ImageFile.Broken(source, "a scan has coefficients that do not fit together");
        var block = new JpegBlock(from, to, high, low, isProgressive, ZigZag);
        var bits = new JpegBits(bytes);
        bool isWhole = scanned.Length > 1;
        (int columns, int rows) = isWhole ? (Units(width, 8 * mostAcross), Units(height, 8 * mostDown)) : (scanned[0].Columns, scanned[0].Rows);
        short[] unseen = new short[BlockSize];
        bool needsFirst = from == 0 && high == 0, needsRest = to > 0;
        if (scanned.Any(component => (needsFirst && component.First is null) || (needsRest && component.Rest is null))) throw ImageFile.Broken(source, "its codes are missing");

        // A picture whose brightness is not in this scan is passed over.
        if (!scanned.Contains(components[0])) return JpegBits.Skip(bytes);
        for (int unit = 0; unit < columns * rows && !bits.IsAtEnd; unit++)
        {
            if (restart > 0 && unit > 0 && unit % restart == 0)
            {
                bits.Restart();
                block.Run = 0;
                foreach (Component component in scanned) component.Last = 0;
            }

            foreach (Component component in scanned)
            {
                int across = isWhole ? component.Across : 1, down = isWhole ? component.Down : 1;
                for (int y = 0; y < down; y++)
                {
                    for (int x = 0; x < across; x++)
                    {
                        int place = (((unit / columns * down) + y) * component.Stride) + (unit % columns * across) + x;
                        Span<short> coefficients = component == components[0] ? component.Coefficients.AsSpan(place * BlockSize, BlockSize) : unseen;
                        int last = component.Last;
                        if (!block.Read(ref bits, coefficients, component.First, component.Rest, ref last)) throw ImageFile.Broken(source, "there is a code that stands for nothing");
                        component.Last = last;
                    }
                }
            }
        }

        return JpegBits.Skip(bytes);
    }

    private GrayImage Draw()
    {
        byte[] pixels = new byte[width * height];
        Component brightness = components[0];
        Span<float> block = stackalloc float[BlockSize];
        ushort[] own = steps[brightness.Table];
        for (int row = 0; row < brightness.Rows; row++)
        {
            for (int column = 0; column < brightness.Columns; column++)
            {
                ReadOnlySpan<short> coefficients = brightness.Coefficients.AsSpan(((row * brightness.Stride) + column) * BlockSize, BlockSize);
                for (int i = 0; i < BlockSize; i++) block[i] = coefficients[i] * own[i];
                JpegBlock.Transform(block);
                for (int y = 0; y < Math.Min(8, height - (8 * row)); y++)
                {
                    for (int x = 0; x < Math.Min(8, width - (8 * column)); x++)
                        pixels[(((8 * row) + y) * width) + (8 * column) + x] = (byte)Math.Clamp((int)MathF.Floor(block[(8 * y) + x] + 128.5f), 0, 255);
                }
            }
        }

        return new GrayImage(width, height, pixels);
    }

    private static int Units(int length, int size) => (length + size - 1) / size;
}

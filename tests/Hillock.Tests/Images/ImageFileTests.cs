using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hillock.Images;
using Hillock.Kernels;

namespace Hillock.Tests.Images;

public class ImageFileTests
{
    // Kind and depth of every PNG there is.
    public static TheoryData<byte, int, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<byte, int, bool>();
            foreach ((byte kind, int[] depths) in new (byte, int[])[] { (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]) })
            {
                foreach (int depth in depths)
                {
                    kinds.Add(kind, depth, false);
                    kinds.Add(kind, depth, true);
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_PNG_is_read(byte kind, int depth, bool isInterlaced)
    {
        const int width = 11, height = 9;
        byte[] expected = new byte[width * height];
        int steps = Math.Min(1 << depth, 256) - 1;
        for (int i = 0; i < expected.Length; i++) expected[i] = (byte)(i * 37 % (steps + 1) * 255 / steps);

        GrayImage image = GrayImage.Load(PngOf(expected, width, height, kind, depth, isInterlaced));

        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.Equal(expected, image.Pixels.ToArray());
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        byte[] pixels = [.. Enumerable.Range(0, 70 * 50).Select(i => (byte)(i * 7))];

        Assert.Equal(pixels, GrayImage.Load(new GrayImage(70, 50, pixels).ToPng()).Pixels.ToArray());
    }

    // What the eight ways to hold a camera make of a picture of 3 × 2, by the figures of the standard.
    [Theory]
    [InlineData(1, 3, new byte[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(2, 3, new byte[] { 3, 2, 1, 6, 5, 4 })]
    [InlineData(3, 3, new byte[] { 6, 5, 4, 3, 2, 1 })]
    [InlineData(4, 3, new byte[] { 4, 5, 6, 1, 2, 3 })]
    [InlineData(5, 2, new byte[] { 1, 4, 2, 5, 3, 6 })]
    [InlineData(6, 2, new byte[] { 4, 1, 5, 2, 6, 3 })]
    [InlineData(7, 2, new byte[] { 6, 3, 5, 2, 4, 1 })]
    [InlineData(8, 2, new byte[] { 3, 6, 2, 5, 1, 4 })]
    public void A_photograph_stands_as_the_camera_was_held(int orientation, int width, byte[] expected)
    {
        GrayImage upright = ExifOrientation.Apply(new GrayImage(3, 2, [1, 2, 3, 4, 5, 6]), orientation);

        Assert.Equal(width, upright.Width);
        Assert.Equal(expected, upright.Pixels.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void JPEG_says_how_the_camera_was_held(bool isLittle)
    {
        byte[] plain = Convert.FromBase64String((string)Jpegs.First()[1]);
        byte[] exif = isLittle
            ? [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]
            : [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
        byte[] held = [.. plain[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. plain[2..]];

        Assert.Equal(ExifOrientation.Apply(GrayImage.Load(plain), 6).Pixels.ToArray(), GrayImage.Load(held).Pixels.ToArray());
        for (int cut = 0; cut < exif.Length; cut++) Assert.InRange(ExifOrientation.Read(exif.AsSpan(0, cut)), 1, 8);
    }

    [Fact]
    public void A_picture_made_smaller_is_the_mean_of_what_falls_to_each_pixel()
    {
        var picture = new GrayImage(4, 2, [0, 100, 10, 10, 100, 200, 10, 11]);

        GrayImage small = picture.ShrunkTo(2);

        Assert.Equal((2, 1), (small.Width, small.Height));
        Assert.Equal([100, 10], small.Pixels.ToArray());
        Assert.Same(picture, picture.ShrunkTo(4));
        Assert.Equal((1, 3), (new GrayImage(1, 300, new byte[300]).ShrunkTo(3) is var thin ? (thin.Width, thin.Height) : default));
    }

    [Fact]
    public void Whoever_reads_a_picture_can_bound_it()
    {
        byte[] file = new GrayImage(20, 10, new byte[200]).ToPng();

        Assert.Equal(20, GrayImage.Load(file, "small", maximumPixels: 200).Width);
        Assert.Contains("large claims 20 × 10 pixels; a picture has 1 to 199", Assert.Throws<HillockException>(() => GrayImage.Load(file, "large", maximumPixels: 199)).Message, StringComparison.Ordinal);
        Assert.True(GrayImage.IsPicture(file));
        Assert.False(GrayImage.IsPicture("a,b\n1,2\n"u8));
    }

    [Theory]
    [InlineData("P2\n# two rows\n3 2\n255\n0 128 255\n10 20 30", new byte[] { 0, 128, 255, 10, 20, 30 })]
    [InlineData("P1 3 1 0 1 0", new byte[] { 255, 0, 255 })]
    [InlineData("P3 1 1 15 15 15 15", new byte[] { 255 })]
    [InlineData("P5 2 1 255\nAz", new byte[] { 65, 122 })]
    public void Netpbm_is_read(string text, byte[] expected) => Assert.Equal(expected, GrayImage.Load(Encoding.Latin1.GetBytes(text)).Pixels.ToArray());

    [Fact]
    public void BMP_is_read_from_the_bottom_up() => Assert.Equal([0, 255, 77, 149], GrayImage.Load(Bmp(2, 2, [0, 0, 255, 0, 255, 0, 0, 0, 0, 0, 0, 255, 255, 255, 0, 0])).Pixels.ToArray());

    [Fact]
    public void A_transparent_pixel_shows_white_paper()
    {
        byte[] png = PngWriterOf(1, 1, 6, 8, 0, [0, 10, 20, 30, 0]);

        Assert.Equal([255], GrayImage.Load(png).Pixels.ToArray());
    }

    // Written by Pillow 9.4, quality 90: 36 × 20 pixels of 30 + 4x + 3y.
    public static TheoryData<string, string> Jpegs => new()
    {
        {
            "colors at half",
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBA" +
            "UEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAUACQDASIAAhEBAxEB/8QAGQABAQEAAwAAAAAAAAAA" +
            "AAAAAAcFBAgJ/8QAHRAAAgIDAQEBAAAAAAAAAAAAACIFBgMEMgIkFP/EABQBAQAAAAAAAAAAAAAAAAAAAAD/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPw" +
            "Dp3WoThSq1qE4Uyq1CcKVWtQnCga1ahOFKrWoThTKrUJwpVa1CcKByNCE+byoKBoQnzeVAHnbWtTGilVrWpjRQAKtWtTGilVrWpjRQAKRoamP83lQAB//Z"
        },
        {
            "progressive",
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBA" +
            "UEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wgARCAAUACQDASIAAhEBAxEB/8QAGQABAQEAAwAAAAAAAAAA" +
            "AAAAAAYEAwcI/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEAMQAAAB6dqstUa6vJVnIoB52qgq6sKQH//EABoQAAMBAQEBAAAAAAAAAAAAAAADBAIBIhL/2gAIAQ" +
            "EAAQUCmSTJJkkyTCfMySZJMkmSYT5mzwmzwmzwmzwxnnz/AP/EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQMBAT8BX//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQIB" +
            "AT8BX//EABQQAQAAAAAAAAAAAAAAAAAAADD/2gAIAQEABj8Cf//EABcQAQEBAQAAAAAAAAAAAAAAACEAMRH/2gAIAQEAAT8hxLEsSxIxYliWJYkYhEIhEIuYX//aAAwDAQ" +
            "ACAAMAAAAQUoAcgA//xAAUEQEAAAAAAAAAAAAAAAAAAAAg/9oACAEDAQE/EF//xAAUEQEAAAAAAAAAAAAAAAAAAAAg/9oACAECAQE/EF//xAAUEAEAAAAAAAAAAAAAAAAA" +
            "AAAw/9oACAEBAAE/EH7u7nd3c1rWtP/Z"
        },
        {
            "gray",
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/wAALCAAUAC" +
            "QBAREA/8QAFgABAQEAAAAAAAAAAAAAAAAABwkI/8QAHRAAAQUBAQEBAAAAAAAAAAAAIgAEBQYyAwIkFP/aAAgBAQAAPwDHdahMClWtQmBStWoTApVrUJgUkMIT5vIqe9ah" +
            "MClWtQmBStWoTApVrUJgUkMIT5vIqdtaacwFKtaacwFK1aacwFKtaacwFJDBpz/N5Ff/2Q=="
        },
    };

    [Theory]
    [MemberData(nameof(Jpegs))]
    public void JPEG_is_read_whatever_its_scans(string kind, string base64)
    {
        GrayImage image = GrayImage.Load(Convert.FromBase64String(base64), kind);

        Assert.Equal((36, 20), (image.Width, image.Height));
        for (int i = 0; i < image.Pixels.Length; i++) Assert.InRange(image.Pixels[i] - (30 + (4 * (i % 36)) + (3 * (i / 36))), -3, 3);
    }

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "100,000 × 100,000", PngWriterOf(100_000, 100_000, 0, 8, 0, [0]) },
        { "is cut", PngWriterOf(8_000, 8_000, 0, 8, 0, [0]) },
        { "is cut", PngWriterOf(20, 20, 0, 8, 0, new byte[100]) },
        { "is cut", Encoding.ASCII.GetBytes("P5 60000 1000 255\n") },
        { "claims", Encoding.ASCII.GetBytes("P2 2000000000 2000000000 255\n1") },
        { "is cut", Bmp(3000, 3000, []) },
        { "no picture", "hello"u8.ToArray() },
        { "GIF", "GIF89a............"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_not_whole_or_too_large_is_told_before_memory_is_taken(string sentence, byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        HillockException error = Assert.Throws<HillockException>(() => GrayImage.Load(bytes, "photo.png"));

        Assert.StartsWith("photo.png", error.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void A_damaged_file_is_read_or_told_whatever_is_wrong_with_it()
    {
        byte[] gray = [.. Enumerable.Range(0, 24 * 24).Select(i => (byte)(i * 5))];
        byte[][] whole =
        [
            PngOf(gray, 24, 24, 0, 8, false), PngOf(gray, 24, 24, 3, 4, true), PngOf(gray, 24, 24, 6, 16, true), Bmp(24, 24, new byte[24 * 24 * 4]),
            .. Jpegs.Select(jpeg => Convert.FromBase64String((string)jpeg[1])), [.. "P5 24 24 255\n"u8, .. gray], [.. "P2 24 24 255\n"u8, .. Encoding.ASCII.GetBytes(string.Join(' ', gray))],
        ];
        var random = new RandomStream(1, RandomPurpose.Generation);
        long before = GC.GetAllocatedBytesForCurrentThread();
        const int count = 6000;
        for (int number = 0; number < count; number++)
        {
            byte[] bytes = [.. whole[number % whole.Length]];
            for (int change = 0; change <= random.Below(40L * number, 6); change++)
            {
                int place = random.Below((40L * number) + (3 * change) + 1, bytes.Length);
                if (random.Below((40L * number) + (3 * change) + 2, 3) == 0) place %= 40; // the header, more often
                bytes[place] = (byte)random.Below((40L * number) + (3 * change) + 3, 256);
            }

            if (number % 5 == 0) bytes = bytes[..random.Below((40L * number) + 30, bytes.Length)];
            if (number % 3 != 0) Mend(bytes);
            try
            {
                _ = GrayImage.Load(bytes);
            }
            catch (HillockException)
            {
                // A sentence is an answer.
            }
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / count, 0, 1_000_000);
    }

    // Makes the checksums of a PNG right again, so that its content is looked at.
    private static void Mend(byte[] bytes)
    {
        for (int place = 8; place + 12 <= bytes.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(place));
            if (length > bytes.Length - place - 12) return;
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(place + 8 + (int)length), PngWriter.Check(bytes.AsSpan(place + 4, (int)length + 4)));
            place += (int)length + 12;
        }
    }

    private static byte[] Bmp(int width, int height, byte[] rows)
    {
        byte[] bytes = new byte[54 + rows.Length];
        (bytes[0], bytes[1], bytes[10], bytes[14], bytes[26], bytes[28]) = ((byte)'B', (byte)'M', 54, 40, 1, (byte)(rows.Length == width * height * 4 && width > 2 ? 32 : 24));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
        rows.CopyTo(bytes, 54);
        return bytes;
    }

    // Gray values as pixels of any kind; each row has another filter.
    private static byte[] PngOf(byte[] gray, int width, int height, byte kind, int depth, bool isInterlaced)
    {
        (int X, int Y, int StepX, int StepY)[] passes = isInterlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)];
        int channels = kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 }, distance = Math.Max(channels * depth / 8, 1);
        List<byte> data = [];
        foreach ((int firstX, int firstY, int stepX, int stepY) in passes)
        {
            int count = (width - firstX + stepX - 1) / stepX;
            if (count <= 0) continue;
            byte[] above = new byte[((count * channels * depth) + 7) / 8];
            for (int y = firstY; y < height; y += stepY)
            {
                byte[] row = new byte[above.Length];
                for (int i = 0; i < count; i++) Put(row, i, gray[(y * width) + firstX + (i * stepX)]);
                int filter = y % 5;
                data.Add((byte)filter);
                for (int i = 0; i < row.Length; i++)
                {
                    int left = i >= distance ? row[i - distance] : 0, corner = i >= distance ? above[i - distance] : 0, up = above[i];
                    int p = left + up - corner, nearest = Math.Abs(p - left) <= Math.Abs(p - up) && Math.Abs(p - left) <= Math.Abs(p - corner) ? left : Math.Abs(p - up) <= Math.Abs(p - corner) ? up : corner;
                    data.Add((byte)(row[i] - (filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => nearest, _ => 0 })));
                }

                above = row;
            }
        }

        return PngWriterOf(width, height, kind, depth, (byte)(isInterlaced ? 1 : 0), [.. data]);

        void Put(byte[] row, int i, byte value)
        {
            if (depth < 8) row[i * depth / 8] |= (byte)(value * ((1 << depth) - 1) / 255 << (8 - depth - (i * depth % 8)));
            else
            {
                for (int channel = 0; channel < channels; channel++)
                    row[((i * channels) + channel) * depth / 8] = channels % 2 == 0 && channel == channels - 1 ? (byte)255 : value;
            }
        }
    }

    private static byte[] PngWriterOf(int width, int height, byte kind, int depth, byte interlace, byte[] data)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, kind, interlace);
        Chunk("IHDR", header);
        int colors = depth > 8 ? 0 : 1 << depth;
        if (kind == 3) Chunk("PLTE", [.. Enumerable.Range(0, colors).SelectMany(i => Enumerable.Repeat((byte)(i * 255 / (colors - 1)), 3))]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(data);
        Chunk("IDAT", packed.ToArray());
        Chunk("IEND", []);
        return png.ToArray();

        void Chunk(string name, byte[] content)
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content], number = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
            png.Write(number);
            png.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, PngWriter.Check(body));
            png.Write(number);
        }
    }
}

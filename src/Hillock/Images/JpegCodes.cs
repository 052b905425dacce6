namespace Hillock.Images;

/// <summary>Huffman's codes of a JPEG: numbers by their bits, shorter codes first (ITU-T T.81, annex C).</summary>
internal sealed class JpegCodes
{
    private const int Longest = 16;

    // Of each length the first code, the first after the last, and where its numbers begin.
    private readonly int[] firsts = new int[Longest + 1], ends = new int[Longest + 1], places = new int[Longest + 1];
    private readonly byte[] numbers;

    private JpegCodes(byte[] numbers) => this.numbers = numbers;

    /// <summary>The codes.</summary>
    /// <param name="counts">[16] how many codes there are of each length.</param>
    /// <param name="numbers">What they stand for, in order.</param>
    /// <returns>Null if there are more codes of a length than there can be.</returns>
    public static JpegCodes? Create(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> numbers)
    {
        var codes = new JpegCodes(numbers.ToArray());
        for (int length = 1, code = 0, place = 0; length <= Longest; length++, code <<= 1)
        {
            (codes.firsts[length], codes.places[length]) = (code, place);
            code += counts[length - 1];
            place += counts[length - 1];
            if (code > 1 << length) return null;
            codes.ends[length] = code;
        }

        return codes;
    }

    /// <summary>The next number, −1 if no code begins so.</summary>
    public int Read(ref JpegBits bits)
    {
        for (int length = 1, code = 0; length <= Longest; length++)
        {
            code = (code << 1) | bits.Next();
            if (code < ends[length]) return numbers[places[length] + code - firsts[length]];
        }

        return -1;
    }
}

/// <summary>The bits of a scan; beyond its end they are 0, as decoders do with a cut file's last rows.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int place, current, left, missing;

    /// <summary>Whether so many bits were asked for beyond the end that nothing can come any more.</summary>
    public readonly bool IsAtEnd => missing > 64;

    /// <summary>The next bit.</summary>
    public int Next()
    {
        if (left == 0)
        {
            // A byte of ones is followed by one of zeros, or it begins a marker, which ends the bits.
            if (place >= bytes.Length || (bytes[place] == 0xFF && (place + 1 >= bytes.Length || bytes[place + 1] != 0)))
            {
                missing++;
                return 0;
            }

            current = bytes[place];
            place += current == 0xFF ? 2 : 1;
            left = 8;
        }

        left--;
        return (current >> left) & 1;
    }

    /// <summary>The next bits as a number.</summary>
    public int Take(int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++) value = (value << 1) | Next();
        return value;
    }

    /// <summary>A difference of so many bits: the half of those that begin with 0 are less than 0 (annex F, EXTEND).</summary>
    public int TakeSigned(int count)
    {
        int value = Take(count);
        return count > 0 && value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
    }

    /// <summary>Goes on after the next restart marker.</summary>
    public void Restart()
    {
        (left, missing) = (0, 0);
        while (place + 1 < bytes.Length && !(bytes[place] == 0xFF && bytes[place + 1] != 0 && bytes[place + 1] != 0xFF)) place++;
        if (place + 1 < bytes.Length && bytes[place + 1] is >= 0xD0 and <= 0xD7) place += 2;
    }

    /// <summary>How many bytes there are up to the marker that ends a scan.</summary>
    public static int Skip(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] == 0xFF && bytes[i + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7))) return i;
        }

        return bytes.Length;
    }
}

namespace Hillock.Images;

/// <summary>Reads one block of 8 × 8 coefficients of a scan, and transforms it back into pixels.</summary>
/// <param name="from">The first coefficient of the scan.</param>
/// <param name="to">The last.</param>
/// <param name="high">The bit above which all is known already; 0: nothing is.</param>
/// <param name="low">The lowest bit of the scan.</param>
/// <param name="isProgressive">Whether runs of blocks may be empty.</param>
/// <param name="order">Where coefficients stand in a block.</param>
internal sealed class JpegBlock(int from, int to, int high, int low, bool isProgressive, byte[] order)
{
    // ½·c(k)·cos((2x + 1)kπ/16).
    private static readonly float[] Cosines =
        [.. Enumerable.Range(0, 64).Select(i => (float)((i / 8 == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * (i % 8)) + 1) * (i / 8) * Math.PI / 16)))];

    /// <summary>Blocks to come that hold nothing new.</summary>
    public int Run { get; set; }

    /// <summary>Adds what the scan says of a block.</summary>
    /// <returns>False if there is a code that stands for nothing.</returns>
    public bool Read(ref JpegBits bits, Span<short> block, JpegCodes? first, JpegCodes? rest, ref int last)
    {
        if (from == 0)
        {
            if (high > 0) block[0] |= (short)(bits.Next() << low);
            else
            {
                int size = first!.Read(ref bits);
                if (size is < 0 or > 16) return false;
                last += bits.TakeSigned(size);
                block[0] = (short)(last << low);
            }
        }

        if (to == 0) return true;
        return high > 0 ? Refine(ref bits, block, rest!) : ReadRest(ref bits, block, rest!);
    }

    private bool ReadRest(ref JpegBits bits, Span<short> block, JpegCodes rest)
    {
        if (Run > 0)
        {
            Run--;
            return true;
        }

        for (int k = Math.Max(from, 1); k <= to; k++)
        {
            int code = rest.Read(ref bits);
            if (code < 0) return false;
            (int zeros, int size) = (code >> 4, code & 15);
            if (size == 0 && zeros < 15)
            {
                if (isProgressive) Run = (1 << zeros) - 1 + bits.Take(zeros);
                return true;
            }

            k += zeros;
            if (size == 0) continue;
            if (k > to) return false;
            block[order[k]] = (short)(bits.TakeSigned(size) << low);
        }

        return true;
    }

    // One bit more of each coefficient that is known, and new ones between them (annex G).
    private bool Refine(ref JpegBits bits, Span<short> block, JpegCodes rest)
    {
        int k = from;
        short unit = (short)(1 << low);
        while (Run == 0 && k <= to)
        {
            int code = rest.Read(ref bits);
            if (code < 0) return false;
            (int zeros, int size) = (code >> 4, code & 15);
            short value = 0;
            if (size > 0) value = bits.Next() == 1 ? unit : (short)-unit;
            else if (zeros < 15)
            {
                Run = (1 << zeros) + bits.Take(zeros);
                break;
            }

            for (; k <= to; k++)
            {
                ref short known = ref block[order[k]];
                if (known != 0) Refine(ref bits, ref known, unit);
                else if (zeros-- == 0)
                {
                    known = value;
                    k++;
                    break;
                }
            }
        }

        if (Run == 0) return true;
        for (; k <= to; k++)
        {
            ref short known = ref block[order[k]];
            if (known != 0) Refine(ref bits, ref known, unit);
        }

        Run--;
        return true;
    }

    private static void Refine(ref JpegBits bits, ref short known, short unit)
    {
        if (bits.Next() == 1 && (known & unit) == 0) known += (short)(known > 0 ? unit : -unit);
    }

    /// <summary>From coefficients to pixels in place: x(i) = Σₖ ½c(k)X(k)cos((2i + 1)kπ/16), along columns and then along rows.</summary>
    public static void Transform(Span<float> block)
    {
        Span<float> half = stackalloc float[64];
        for (int pass = 0; pass < 2; pass++)
        {
            // Turned each time: the second pass goes along the other side.
            for (int line = 0; line < 8; line++)
            {
                for (int i = 0; i < 8; i++)
                {
                    float sum = 0;
                    for (int k = 0; k < 8; k++) sum += block[(k * 8) + line] * Cosines[(k * 8) + i];
                    half[(line * 8) + i] = sum;
                }
            }

            half.CopyTo(block);
        }
    }
}

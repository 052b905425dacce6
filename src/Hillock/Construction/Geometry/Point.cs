using System.Numerics;

namespace Hillock.Construction.Geometry;

/// <summary>A point of the plane.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>The largest absolute coordinate: products of two must stay finite.</summary>
    public const double Largest = 1e100;

    /// <summary>The smallest size of a polygon: products of two sides must not vanish.</summary>
    public const double Smallest = 1e-100;

    /// <summary>
    /// On which side of the line from a to b the point c lies, exactly: 1 left, −1 right, 0 on it. It is the sign of
    /// (b − a) × (c − a), twice the area of the triangle.
    /// </summary>
    /// <remarks>
    /// In double precision wherever the sign is beyond doubt (the bound of Shewchuk 1997), else in whole numbers, which have no rounding.
    /// </remarks>
    public static int Side(Point a, Point b, Point c)
    {
        double left = (a.X - c.X) * (b.Y - c.Y), right = (a.Y - c.Y) * (b.X - c.X), area = left - right;
        double doubt = (3.3306690738754716e-16 * (Math.Abs(left) + Math.Abs(right))) + 1e-290;
        return Math.Abs(area) > doubt ? Math.Sign(area) : ExactSide(a, b, c);
    }

    /// <summary>The coordinates: <c>(0.5, 2)</c>.</summary>
    public override string ToString() => $"({X}, {Y})";

    private static int ExactSide(Point a, Point b, Point c)
    {
        double[] numbers = [a.X, a.Y, b.X, b.Y, c.X, c.Y];
        int lowest = numbers.Min(Exponent);
        BigInteger[] whole = [.. numbers.Select(number => Significand(number) << (Exponent(number) - lowest))];
        return (((whole[0] - whole[4]) * (whole[3] - whole[5])) - ((whole[1] - whole[5]) * (whole[2] - whole[4]))).Sign;
    }

    // A double is significand·2^exponent, both whole.
    private static int Exponent(double number) => Math.Max(1, (int)(BitConverter.DoubleToUInt64Bits(number) >> 52 & 0x7FF)) - 1075;

    private static BigInteger Significand(double number)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(number), fraction = bits & ((1UL << 52) - 1);
        bool isNormal = (bits >> 52 & 0x7FF) != 0;
        BigInteger significand = isNormal ? fraction | (1UL << 52) : fraction;
        return number < 0 ? -significand : significand;
    }
}

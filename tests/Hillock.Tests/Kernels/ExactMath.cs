using System.Numerics;

namespace Hillock.Tests.Kernels;

/// <summary>Elementary functions in fixed point with 1,200 binary digits after the point: the oracle for double precision.</summary>
internal static class ExactMath
{
    private const int Digits = 1200;
    private static readonly BigInteger One = BigInteger.One << Digits;

    public static BigInteger Exp(double x) => Exp(FixedPoint(x));

    public static BigInteger Expm1(double x) => Exp(x) - One;

    public static BigInteger Log(double x) => Log(FixedPoint(x), Math.Log(x));

    public static BigInteger Log1p(double x) => Log(One + FixedPoint(x), Math.Abs(x) < 1e-8 ? x - (x * x / 2) : Math.Log(1 + x));

    public static BigInteger Sigmoid(double x) => Quotient(One, One + Exp(-x));

    public static BigInteger Tanh(double x) => Quotient(Exp(2 * x) - One, Exp(2 * x) + One);

    /// <summary>How far a double is from the exact value, in units of its last place.</summary>
    public static double Ulps(double actual, BigInteger exact)
    {
        double magnitude = Math.Abs(actual);
        double ulp = Math.BitIncrement(magnitude) - magnitude;
        return (double)BigInteger.Abs(FixedPoint(actual) - exact) / (double)FixedPoint(ulp);
    }

    private static BigInteger Product(BigInteger a, BigInteger b) => (a * b) >> Digits;

    private static BigInteger Quotient(BigInteger a, BigInteger b) => (a << Digits) / b;

    // The significand is an integer of 53 bits; what lies below the last fixed-point digit is cut off.
    private static BigInteger FixedPoint(double x)
    {
        if (x == 0) return BigInteger.Zero;
        int exponent = Math.ILogB(x) - 52;
        var significand = new BigInteger(Math.ScaleB(x, -exponent));
        return Digits + exponent >= 0 ? significand << (Digits + exponent) : significand >> -(Digits + exponent);
    }

    // eˣ = (e^(x/2¹⁶))^(2¹⁶), the inner one by its series.
    private static BigInteger Exp(BigInteger x)
    {
        if (x.Sign < 0) return Quotient(One, Exp(-x));
        const int halvings = 16;
        BigInteger small = x >> halvings, term = One, sum = One;
        for (int k = 1; !term.IsZero; k++)
        {
            term = Product(term, small) / k;
            sum += term;
        }

        for (int i = 0; i < halvings; i++) sum = Product(sum, sum);
        return sum;
    }

    // One step from an estimate y that is right to about 50 digits: with δ = x·e⁻ʸ − 1, ln x = y + ln(1 + δ).
    private static BigInteger Log(BigInteger x, double estimate)
    {
        BigInteger y = FixedPoint(estimate);
        BigInteger delta = Product(x, Exp(-y)) - One;
        BigInteger square = Product(delta, delta);
        return y + delta - (square >> 1) + (Product(square, delta) / 3);
    }
}

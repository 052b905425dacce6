using System.Numerics;

namespace Hillock.Tests.Kernels;

/// <summary>Elementary functions in fixed point with 1,200 binary digits after the point: the oracle for double precision.</summary>
internal static class ExactMath
{
    private const int Digits = 1200;
    private static readonly BigInteger One = BigInteger.One << Digits;

    // Machin's formula: π = 16 arctan(1/5) − 4 arctan(1/239).
    private static readonly BigInteger Pi = (16 * ArcTangentOfReciprocal(5)) - (4 * ArcTangentOfReciprocal(239));
    private static readonly BigInteger RootOfTwoPi = SquareRoot(2 * Pi);

    public static BigInteger Exp(double x) => Exp(FixedPoint(x));

    public static BigInteger Expm1(double x) => Exp(x) - One;

    public static BigInteger Log(double x) => Log(FixedPoint(x), Math.Log(x));

    public static BigInteger Log1p(double x) => Log(One + FixedPoint(x), Math.Abs(x) < 1e-8 ? x - (x * x / 2) : Math.Log(1 + x));

    public static BigInteger Sigmoid(double x) => Quotient(One, One + Exp(-x));

    public static BigInteger Tanh(double x) => Quotient(Exp(2 * x) - One, Exp(2 * x) + One);

    public static BigInteger NormalDensity(double x)
    {
        BigInteger square = Product(FixedPoint(x), FixedPoint(x));
        return Quotient(Exp(-(square >> 1)), RootOfTwoPi);
    }

    // Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + …): 1,200 digits stand the cancellation in the left tail.
    public static BigInteger NormalCumulative(double x)
    {
        BigInteger term = FixedPoint(x), square = Product(term, term), sum = term;
        for (int k = 3; !term.IsZero && term != BigInteger.MinusOne; k += 2)
        {
            term = Product(term, square) / k;
            sum += term;
        }

        return (One >> 1) + Quotient(sum, Product(Exp(square >> 1), RootOfTwoPi));
    }

    public static double Rounded(BigInteger exact) => Math.ScaleB((double)(exact >> (Digits - 1000)), -1000);

    /// <summary>How far a double is from the exact value, in units of its last place.</summary>
    public static double Ulps(double actual, BigInteger exact)
    {
        double magnitude = Math.Abs(actual);
        double ulp = Math.BitIncrement(magnitude) - magnitude;
        return (double)(1024 * BigInteger.Abs(FixedPoint(actual) - exact) / FixedPoint(ulp)) / 1024;
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

    private static BigInteger ArcTangentOfReciprocal(int n)
    {
        BigInteger power = One / n, sum = power;
        for (int k = 3, sign = -1; !power.IsZero; k += 2, sign = -sign)
        {
            power /= n * n;
            sum += sign * power / k;
        }

        return sum;
    }

    private static BigInteger SquareRoot(BigInteger x)
    {
        BigInteger root = FixedPoint(Math.Sqrt(Rounded(x)));
        for (int i = 0; i < 6; i++) root = (root + Quotient(x, root)) >> 1; // each step doubles the right digits
        return root;
    }
}

namespace Hillock.Versus;

/// <summary>One matrix product, C[m, n] = A · B over k: nn as X·W with both as they lie, tn as Xᵀ·δ, nt as δ·Wᵀ.</summary>
internal sealed record Product(string Kind, int M, int N, int K)
{
    private const double OperationsBetweenLooks = 1e6;

    public double Operations => 2.0 * M * N * K;

    /// <summary>The same matrices again and again: what fits in a cache is there.</summary>
    /// <returns>Floating-point operations per second; null if the request is not for a product.</returns>
    public static Figure? Measure(Request request, IMultiply multiply)
    {
        if (request.Words is not ["multiply", var kind, var m, var n, var k]) return null;
        var product = new Product(kind, int.Parse(m), int.Parse(n), int.Parse(k));
        int repeats = (int)Math.Max(1, OperationsBetweenLooks / product.Operations);
        multiply.Prepare(product);
        return Server.For(request.Seconds, () =>
        {
            for (int i = 0; i < repeats; i++) multiply.Run();
            return repeats * product.Operations;
        });
    }
}

/// <summary>Somebody's matrix multiplication.</summary>
internal interface IMultiply
{
    void Prepare(Product product);

    void Run();
}

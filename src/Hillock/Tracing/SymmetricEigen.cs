namespace Hillock.Tracing;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub &amp; Van Loan 2013, section 8.5).</summary>
/// <remarks>Each rotation makes one element off the diagonal 0; after a few rounds over all of them they are 0 up to rounding.</remarks>
internal static class SymmetricEigen
{
    private const int MostRounds = 50;

    /// <summary>Decomposes A = V·diag(λ)·Vᵀ.</summary>
    /// <param name="a">[n, n] symmetric; afterwards λ is its diagonal, in no order.</param>
    /// <returns>V: [n, n], an eigenvector in each column.</returns>
    public static double[,] Decompose(double[,] a)
    {
        int n = a.GetLength(0);
        double[,] vectors = new double[n, n];
        for (int i = 0; i < n; i++) vectors[i, i] = 1;
        for (int round = 0; round < MostRounds; round++)
        {
            bool rotated = false;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    // What is lost in the rounding of the diagonal changes nothing any more.
                    if (Math.Abs(a[p, q]) <= 1e-17 * Math.Sqrt(Math.Abs(a[p, p] * a[q, q]))) continue;
                    Rotate(a, vectors, p, q);
                    rotated = true;
                }
            }

            if (!rotated) break;
        }

        return vectors;
    }

    // tan 2θ = 2·a_pq / (a_qq − a_pp), the smaller of the two angles.
    private static void Rotate(double[,] a, double[,] vectors, int p, int q)
    {
        double tau = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double tangent = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + (tau * tau)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent)), sine = tangent * cosine;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            (a[i, p], a[i, q]) = ((cosine * a[i, p]) - (sine * a[i, q]), (sine * a[i, p]) + (cosine * a[i, q]));
            (vectors[i, p], vectors[i, q]) = ((cosine * vectors[i, p]) - (sine * vectors[i, q]), (sine * vectors[i, p]) + (cosine * vectors[i, q]));
        }

        for (int i = 0; i < a.GetLength(0); i++)
            (a[p, i], a[q, i]) = ((cosine * a[p, i]) - (sine * a[q, i]), (sine * a[p, i]) + (cosine * a[q, i]));
        a[p, q] = a[q, p] = 0;
    }
}

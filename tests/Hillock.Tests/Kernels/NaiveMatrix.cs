using System.Numerics;
using Hillock.Kernels;

namespace Hillock.Tests.Kernels;

/// <summary>C = start + A · B by the definition: each element is one chain c ← a·b + c over ascending k. The oracle of the fast product.</summary>
internal static class NaiveMatrix
{
    /// <summary>C [m, n], row-major.</summary>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="n">Columns of B and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="a">A[i, p].</param>
    /// <param name="b">B[p, j].</param>
    /// <param name="start">What the chain of C[i, j] starts from.</param>
    public static T[] Multiply<T>(int m, int n, int k, Func<int, int, T> a, Func<int, int, T> b, Func<int, int, T> start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] c = new T[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                T sum = start(i, j);
                for (int p = 0; p < k; p++)
                    sum = Simd.HasFusedMultiplyAdd ? T.FusedMultiplyAdd(a(i, p), b(p, j), sum) : (a(i, p) * b(p, j)) + sum;
                c[(i * n) + j] = sum;
            }
        }

        return c;
    }
}

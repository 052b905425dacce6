using System.Runtime.InteropServices;

namespace Hillock.Versus;

/// <summary>OpenBLAS's sgemm, called directly: NumPy would add a microsecond to each small product.</summary>
internal sealed unsafe partial class OpenBlas : IMultiply
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101, AsItIs = 111, Transposed = 112;

    private Product product = new("nn", 0, 0, 0);
    private float[] a = [], b = [], c = [];

    public static void Serve() => Server.Run(Marshal.PtrToStringUTF8(Version())!, request =>
    {
        SetThreads(request.Threads);
        return Product.Measure(request, new OpenBlas()) ?? StepProducts.Measure(request, () => new OpenBlas());
    });

    public void Prepare(Product product)
    {
        this.product = product;
        a = Matrices.Fill(product.M * product.K);
        b = Matrices.Fill(product.K * product.N);
        c = new float[product.M * product.N];
    }

    public void Run()
    {
        (string kind, int m, int n, int k) = product;
        fixed (float* left = a, right = b, result = c)
        {
            Multiply(
                RowMajor, kind == "tn" ? Transposed : AsItIs, kind == "nt" ? Transposed : AsItIs, m, n, k,
                1, left, kind == "tn" ? m : k, right, kind == "nt" ? k : n, 0, result, n);
        }
    }

    [LibraryImport(Library, EntryPoint = "openblas_get_config")]
    private static partial nint Version();

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreads(int count);

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    private static partial void Multiply(
        int order, int transposeA, int transposeB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);
}

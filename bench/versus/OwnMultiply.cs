using Hillock.Kernels;

namespace Hillock.Versus;

/// <summary>Hillock's matrix product; with several threads, each computes a band of rows of C, as a layer does.</summary>
internal sealed class OwnMultiply : IMultiply, ITiledWork
{
    private readonly WorkerPool pool;
    private Product product = new("nn", 0, 0, 0);
    private float[] a = [], b = [], c = [];
    private float[][] scratch = [];
    private int bandRows;

    public OwnMultiply(int threads) => pool = WorkerPool.Shared(threads);

    public static void Serve() => Server.Run(
        HillockPeer.Version,
        request => Product.Measure(request, new OwnMultiply(request.Threads)) ?? StepProducts.Measure(request, () => new OwnMultiply(request.Threads)));

    public void Prepare(Product product)
    {
        this.product = product;
        a = Matrices.Fill(product.M * product.K);
        b = Matrices.Fill(product.K * product.N);
        c = new float[(product.M * product.N) + Simd.Slack];
        scratch = [.. Enumerable.Range(0, pool.ThreadCount).Select(_ => new float[MatrixProduct.ScratchLength(product.N)])];
        int tiles = (product.M + MatrixProduct.TileRows - 1) / MatrixProduct.TileRows;
        bandRows = (tiles + pool.ThreadCount - 1) / pool.ThreadCount * MatrixProduct.TileRows;
    }

    public void Run() => pool.Run(this, (product.M + bandRows - 1) / bandRows);

    public void Run(int tile, int worker)
    {
        (string kind, int m, int n, int k) = product;
        int first = tile * bandRows, rows = Math.Min(bandRows, m - first);
        Matrix<float> left = kind == "tn"
            ? new Matrix<float>(a.AsSpan(first), m).Transposed
            : new Matrix<float>(a.AsSpan(first * k), k);
        Matrix<float> right = kind == "nt" ? new Matrix<float>(b, k).Transposed : new Matrix<float>(b, n);
        MatrixProduct.Multiply(rows, n, k, left, right, c.AsSpan(first * n), [], scratch[worker]);
    }
}

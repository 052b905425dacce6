namespace Hillock.Versus;

/// <summary>Everything that is measured.</summary>
internal static class Tables
{
    private static readonly (string Name, string Network)[] Networks =
    [
        ("784-30-10 sigmoid, squared error, batch 10, SGD", "784,30,10 sigmoid half_squared_error 10 sgd 3"),
        ("784-128-64-10 ReLU, cross-entropy, batch 64, Adam", "784,128,64,10 relu cross_entropy 64 adam 0.001"),
        ("784-512-512-10 ReLU, cross-entropy, batch 128, SGD", "784,512,512,10 relu cross_entropy 128 sgd 0.1"),
        ("784-2048-2048-10 ReLU, cross-entropy, batch 512, SGD", "784,2048,2048,10 relu cross_entropy 512 sgd 0.1"),
    ];

    // The products of the networks' layers that weigh most, and a prediction's.
    private static readonly (string Kind, int M, int N, int K)[] Products =
    [
        .. new[] { 64, 128, 256, 512, 1024, 2048 }.Select(size => ("nn", size, size, size)),
        ("nn", 1, 8, 2), ("nn", 10, 8, 8), ("nn", 1, 128, 784),
        ("nn", 10, 30, 784), ("tn", 784, 30, 10),
        ("nn", 64, 128, 784), ("tn", 784, 128, 64), ("nt", 64, 128, 64), ("nn", 64, 10, 64),
        ("nn", 128, 512, 784), ("tn", 784, 512, 128), ("nt", 128, 512, 512),
        ("nn", 512, 2048, 2048), ("tn", 2048, 2048, 512), ("nt", 512, 2048, 2048),
    ];

    public static IReadOnlyList<Table> All(string data)
    {
        Dictionary<string, PeerKind> peers = PeerKind.All(data);
        Workload tiny = Workload.Train("plane", "2-8-8-1 tanh, squared error, batch 10, SGD", "2,8,8,1 tanh half_squared_error 10 sgd 0.03");
        return
        [
            new("Training on MNIST as it is", "Samples per second. 81 % of the pixels are zero.", "network", Choose("PyTorch", "scikit-learn", "NumPy", "FANN"),
                [.. Networks.Select(network => Workload.Train("mnist", network.Name, network.Network))]) { ShowsMemory = true },
            new("Training on dense data", "Samples per second. The same images with every pixel one brighter, so that none is zero.", "network",
                Choose("PyTorch", "scikit-learn", "NumPy", "FANN"), [.. Networks.Select(network => Workload.Train("dense", network.Name, network.Network))]),
            new("Training beside its matrix products alone", "Samples per second on dense data: a whole step, and only its matrix products, by Hillock and by OpenBLAS.",
                "network", Choose("Hillock's products", "OpenBLAS's products"), [.. Networks.Select(network => Workload.Train("dense", network.Name, network.Network)), tiny]),
            new("Training a tiny network", "Samples per second, on 500 points of the plane.", "network",
                Choose("PyTorch", "scikit-learn", "NumPy", "FANN", "objects in JavaScript"),
                [tiny]) { ShowsMemory = true },
            new("One prediction", "Time for one sample after the other, each on its own.", "network", Choose("PyTorch", "NumPy", "ONNX Runtime"),
            [
                new("784-128-64-10 ReLU, softmax, MNIST as it is", "predict mnist 784,128,64,10"),
                new("784-128-64-10 ReLU, softmax, dense", "predict dense 784,128,64,10"),
            ]) { Show = rate => $"{Table.Significant(1e6 / rate)} µs", ShowsMemory = true },
            new("MNIST to 98 % test accuracy", "From data in memory to a model: 784-256-10, ReLU, cross-entropy, Adam with rate 0.008 falling in half a cosine"
                + " wave, batch 256, 8 epochs. A seed for each round; the accuracies are the median and the least of them.", "what",
                Choose("PyTorch"), [new("8 epochs of 60,000 samples", "reach mnist 784,256,10 256 0.008 8") { WarmUp = "train mnist 784,256,10 relu cross_entropy 256 adam 0.008" }])
                { Show = rate => $"{Table.Significant(1 / rate)} s", ShowsMemory = true },
            new("iris.csv to a saved model, from a cold start", "The whole command, from its start to its end.", "what", PeerKind.IrisPrograms(data),
                [new("`train iris.csv`", "iris") { Threads = 0 }]) { Show = rate => $"{Table.Significant(1 / rate)} s" },
            new("Matrix multiply alone", "GFLOP/s of C[m, n] = A·B, written m×n×k.", "product",
                [peers["Hillock's products"], peers["OpenBLAS's products"]],
            [
                .. Products.Select(p => Workload.Multiply(p.Kind, p.M, p.N, p.K, 1)),
                .. Products.Where(p => Environment.ProcessorCount > 1 && (double)p.M * p.N * p.K >= 1e6)
                    .Select(p => Workload.Multiply(p.Kind, p.M, p.N, p.K, Environment.ProcessorCount)),
            ]) { Show = rate => Table.Significant(rate / 1e9) },
        ];

        PeerKind[] Choose(params string[] names) => [peers["Hillock"], .. names.Select(name => peers[name])];
    }
}

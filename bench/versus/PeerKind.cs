namespace Hillock.Versus;

/// <summary>A peer that can be started anew for each workload.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Start">Starts it.</param>
internal sealed record PeerKind(string Name, Func<IPeer> Start)
{
    private const string Python = "/usr/bin/python3"; // Debian's: the one that has Debian's packages

    /// <summary>Everyone who serves requests, by name.</summary>
    /// <param name="data">The folder that <see cref="DataFolder"/> wrote.</param>
    public static Dictionary<string, PeerKind> All(string data)
    {
        string scripts = Repository.PathOf("bench", "versus", "peers"), tools = Repository.PathOf("artifacts", "versus");
        return new PeerKind[]
        {
            new("Hillock", () => new ServingPeer(Environment.ProcessPath!, "--hillock", data)),
            new("PyTorch", () => new ServingPeer(Python, Path.Combine(scripts, "torch_peer.py"), data)),
            new("scikit-learn", () => new ServingPeer(Python, Path.Combine(scripts, "sklearn_peer.py"), data)),
            new("NumPy", () => new ServingPeer(Python, Path.Combine(scripts, "numpy_peer.py"), data)),
            new("FANN", () => new ServingPeer(Path.Combine(tools, "fann_peer"), data)),
            new("objects in JavaScript", () => new ServingPeer("node", Path.Combine(scripts, "objects.mjs"), data)),
            new("ONNX Runtime", () => new ServingPeer("node", Path.Combine(scripts, "onnx.mjs"), data, tools)),
            new("Hillock's products", () => new ServingPeer(Environment.ProcessPath!, "--hillock-products")),
            new("OpenBLAS's products", () => new ServingPeer(Environment.ProcessPath!, "--openblas")),
        }.ToDictionary(kind => kind.Name);
    }

    /// <summary>The programs that learn iris from a file and save a model, and the one that only loads PyTorch.</summary>
    /// <param name="folder">A folder with iris.csv in it.</param>
    public static IReadOnlyList<PeerKind> IrisPrograms(string folder) =>
    [
        new("Hillock", () => new WholeProgram(folder, Repository.PathOf("hillock"), "train", "iris.csv")),
        new("`import torch` alone", () => new WholeProgram(folder, Python, "-c", "import torch")),
        new("scikit-learn", () => new WholeProgram(folder, Python, Repository.PathOf("bench", "versus", "peers", "iris_sklearn.py"))),
    ];
}

"""The peers, under one protocol: a line in (workload, threads), a line out (samples per second). Usage: peers.py NAME MNIST_FOLDER
Each does the work the way its users write it, fastest idiom first: PyTorch with tensors indexed by a permutation, scikit-learn's own
partial fit loop inside MLPClassifier.fit, NumPy with matrices preallocated where it lets one."""
import gzip, os, sys, time, warnings
import numpy as np

warnings.filterwarnings("ignore")
NAME, FOLDER = sys.argv[1], sys.argv[2]
WORKLOADS = [  # sizes, classic, batch, adam, samples: the order and meaning of Workload.cs
    ([784, 30, 10], True, 10, False, 30_000),
    ([784, 128, 64, 10], False, 64, True, 30_000),
    ([784, 512, 512, 10], False, 128, False, 12_800),
]


def idx(name, header):
    path = os.path.join(FOLDER, name)
    with (gzip.open(path + ".gz") if os.path.exists(path + ".gz") else open(path, "rb")) as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


X = (idx("train-images-idx3-ubyte", 16).reshape(-1, 784) / np.float32(255)).astype(np.float32)
y = idx("train-labels-idx1-ubyte", 8).astype(np.int64)
Y = np.eye(10, dtype=np.float32)[y]
state = {}


def torch_run(index, threads):
    import torch, torch.nn as nn
    torch.set_num_threads(threads)
    sizes, classic, batch, adam, samples = WORKLOADS[index]
    if index not in state:
        torch.manual_seed(1)
        layers = []
        for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
            layers.append(nn.Linear(a, b))
            if classic: layers.append(nn.Sigmoid())
            elif i < len(sizes) - 2: layers.append(nn.ReLU())
        model = nn.Sequential(*layers)
        optimizer = torch.optim.Adam(model.parameters()) if adam else torch.optim.SGD(model.parameters(), lr=3.0 if classic else 0.1)
        state[index] = model, optimizer, torch.from_numpy(X), torch.from_numpy(y), torch.from_numpy(Y)
    model, optimizer, x, labels, onehot = state[index]
    cross_entropy = nn.CrossEntropyLoss()
    start = time.perf_counter()
    order = torch.randperm(len(x))[:samples]
    for rows in order.split(batch):
        optimizer.zero_grad()
        out = model(x[rows])
        loss = 0.5 * ((out - onehot[rows]) ** 2).sum(1).mean() if classic else cross_entropy(out, labels[rows])
        loss.backward()
        optimizer.step()
    return samples / (time.perf_counter() - start)


def sklearn_run(index, threads):
    from sklearn.neural_network import MLPClassifier
    from threadpoolctl import threadpool_limits
    sizes, classic, batch, adam, samples = WORKLOADS[index]
    model = MLPClassifier(sizes[1:-1], activation="logistic" if classic else "relu", solver="adam" if adam else "sgd", momentum=0.0,
                          batch_size=batch, learning_rate_init=0.001 if adam else 0.1, alpha=0.0, max_iter=1, random_state=1)
    with threadpool_limits(threads):
        start = time.perf_counter()
        model.fit(X[:samples], y[:samples])
        return samples / (time.perf_counter() - start)


def numpy_run(index, threads):
    from threadpoolctl import threadpool_limits
    sizes, classic, batch, adam, samples = WORKLOADS[index]
    if adam: return 0.0
    if index not in state:
        rng = np.random.default_rng(1)
        state[index] = [rng.normal(size=(a, b)).astype(np.float32) * (1 if classic else np.sqrt(2 / a)) for a, b in zip(sizes, sizes[1:])], \
                       [np.zeros(b, np.float32) for b in sizes[1:]]
    W, B = state[index]
    rate = np.float32((3.0 if classic else 0.1) / batch)
    with threadpool_limits(threads):
        start = time.perf_counter()
        order = np.random.permutation(len(X))[:samples]
        for i in range(0, samples, batch):
            rows = order[i:i + batch]
            a = [X[rows]]
            for k in range(len(W)):
                z = a[-1] @ W[k] + B[k]
                last = k == len(W) - 1
                if classic: a.append(1 / (1 + np.exp(-z)))
                elif not last: a.append(np.maximum(z, 0))
                else:
                    e = np.exp(z - z.max(1, keepdims=True)); a.append(e / e.sum(1, keepdims=True))
            d = a[-1] - Y[rows]
            if classic: d *= a[-1] * (1 - a[-1])
            for k in reversed(range(len(W))):
                back = d @ W[k].T if k else None
                W[k] -= rate * (a[k].T @ d)
                B[k] -= rate * d.sum(0)
                if k: d = back * (a[k] * (1 - a[k]) if classic else a[k] > 0)
        return samples / (time.perf_counter() - start)


run = {"torch": torch_run, "sklearn": sklearn_run, "numpy": numpy_run}[NAME]
print("ready", flush=True)
for line in sys.stdin:
    index, threads = map(int, line.split())
    print(f"{run(index, threads):.0f}", flush=True)

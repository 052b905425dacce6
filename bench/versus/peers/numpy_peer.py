"""NumPy as one writes it for speed: every matrix allocated beforehand, every operation into an `out`."""
import time

import numpy as np

from peer import Training, for_seconds, images, samples, serve, whole_batches


class Network:
    """Layers of weights W [in, out] and biases b, and the memory for a batch: activations a, deltas d, gradients g."""

    def __init__(self, sizes, batch, activation, output_activation, seed=1):
        random = np.random.default_rng(seed)
        pairs = list(zip(sizes, sizes[1:]))
        self.W = [random.normal(0, np.sqrt(2 / m), (m, n)).astype(np.float32) for m, n in pairs]
        self.b = [np.zeros(n, np.float32) for n in sizes[1:]]
        self.a = [np.empty((batch, n), np.float32) for n in sizes]
        self.d = [np.empty((batch, n), np.float32) for n in sizes]
        self.slope = [np.empty((batch, n), np.float32) for n in sizes]
        self.gW = [np.empty_like(W) for W in self.W]
        self.gb = [np.empty_like(b) for b in self.b]
        self.activations = [activation] * (len(pairs) - 1) + [output_activation]

    def forward(self):
        """From a[0] to a[-1]."""
        for k, (W, b, activation) in enumerate(zip(self.W, self.b, self.activations)):
            z = self.a[k + 1]
            np.matmul(self.a[k], W, out=z)
            z += b
            if activation == "relu":
                np.maximum(z, 0, out=z)
            elif activation == "tanh":
                np.tanh(z, out=z)
            elif activation == "sigmoid":
                np.negative(z, out=z)
                np.exp(z, out=z)
                z += 1
                np.reciprocal(z, out=z)
            else:
                z -= z.max(1, keepdims=True)
                np.exp(z, out=z)
                z /= z.sum(1, keepdims=True)

    def times_slope(self, k):
        """d[k] times the derivative of the activation, from its output a[k]."""
        a, d, slope, activation = self.a[k], self.d[k], self.slope[k], self.activations[k - 1]
        if activation == "relu":
            np.greater(a, 0, out=slope)
        elif activation == "tanh":
            np.multiply(a, a, out=slope)
            np.subtract(1, slope, out=slope)
        elif activation == "sigmoid":
            np.subtract(1, a, out=slope)
            slope *= a
        d *= slope

    def step(self, targets, rate):
        """Gradient descent on the mean over the batch, after a[0] was set. `rate` is already divided by the batch."""
        self.forward()
        last = len(self.W)
        np.subtract(self.a[last], targets, out=self.d[last])
        if self.activations[-1] != "softmax":
            self.times_slope(last)
        for k in reversed(range(last)):
            d = self.d[k + 1]
            if k > 0:
                np.matmul(d, self.W[k].T, out=self.d[k])
                self.times_slope(k)
            np.matmul(self.a[k].T, d, out=self.gW[k])
            self.gW[k] *= rate
            self.W[k] -= self.gW[k]
            np.sum(d, axis=0, out=self.gb[k])
            self.gb[k] *= rate
            self.b[k] -= self.gb[k]


state = {}


def train(threads, seconds, number, words):
    work = Training(words)
    if work.optimizer != "sgd":
        return None
    if "network" not in state:
        x, y = samples(work.data, work.loss)
        state["network"] = Network(work.sizes, work.batch, work.activation, work.output_activation()), x, \
            np.eye(10, dtype=np.float32)[y] if y.ndim == 1 else y
    network, x, y = state["network"]
    rate, targets = np.float32(work.rate / work.batch), np.empty((work.batch, work.sizes[-1]), np.float32)

    def steps():
        while True:
            for rows in whole_batches(np.random.permutation(len(x)), work.batch):
                np.take(x, rows, axis=0, out=network.a[0], mode="clip")
                np.take(y, rows, axis=0, out=targets, mode="clip")
                network.step(targets, rate)
                yield work.batch

    return for_seconds(seconds, steps())


def predict(threads, seconds, number, words):
    data, sizes = words
    if "model" not in state:
        state["model"] = Network([int(size) for size in sizes.split(",")], 1, "relu", "softmax"), images(data)[:1000]
    network, x = state["model"]

    def steps():
        while True:
            for row in x:
                network.a[0][0] = row
                network.forward()
                yield 1

    return for_seconds(seconds, steps())


serve(np.__version__, {"train": train, "predict": predict})

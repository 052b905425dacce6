"""PyTorch as one writes it for speed on a CPU: no DataLoader, the set as one tensor, batches gathered by `index_select`, gradients set
to None instead of zeroed. Scripted modules, shuffling the whole set at once and `foreach` optimizers were tried and are no faster."""
import time

import torch
from torch import nn

from peer import Training, for_seconds, images, labels, samples, serve

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU, "tanh": nn.Tanh}
state = {}


def network(sizes, activation, ends_with=None):
    layers = []
    for i, (m, n) in enumerate(zip(sizes, sizes[1:])):
        layers.append(nn.Linear(m, n))
        if i < len(sizes) - 2:
            layers.append(ACTIVATIONS[activation]())
    return nn.Sequential(*layers, *([ends_with] if ends_with else []))


def optimizer(name, model, rate):
    return torch.optim.Adam(model.parameters(), lr=rate) if name == "adam" else torch.optim.SGD(model.parameters(), lr=rate)


def half_squared_error(output, target):
    return 0.5 * ((output - target) ** 2).sum(1).mean()


def epoch(model, loss, optimize, x, y, batch):
    """One pass in a random order, a step at a time."""
    for rows in torch.randperm(len(x)).split(batch):
        optimize.zero_grad(set_to_none=True)
        loss(model(x.index_select(0, rows)), y.index_select(0, rows)).backward()
        optimize.step()
        yield len(rows)


def train(threads, seconds, number, words):
    torch.set_num_threads(threads)
    work = Training(words)
    if "training" not in state:
        torch.manual_seed(1)
        classes = work.loss == "cross_entropy"
        model = network(work.sizes, work.activation, None if classes else ACTIVATIONS[work.activation]())
        x, y = samples(work.data, work.loss)
        state["training"] = (model, nn.CrossEntropyLoss() if classes else half_squared_error,
                             optimizer(work.optimizer, model, work.rate), torch.from_numpy(x), torch.from_numpy(y), work.batch)

    def steps():
        while True:
            yield from epoch(*state["training"])

    return for_seconds(seconds, steps())


def reach(threads, seconds, number, words):
    """Trains a new network for the epochs given, from data in memory to a model; then, off the clock, its accuracy on the test set."""
    torch.set_num_threads(threads)
    data, sizes, batch, rate, epochs = words
    batch, epochs = int(batch), int(epochs)
    if "reach" not in state:
        state["reach"] = [torch.from_numpy(part) for part in (images(data), labels(data), images("test"), labels("test"))]
    x, y, test_x, test_y = state["reach"]

    start = time.perf_counter()
    torch.manual_seed(number)
    model = network([int(size) for size in sizes.split(",")], "relu")
    optimize = optimizer("adam", model, float(rate))
    steps = epochs * -(-len(x) // batch)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimize, steps)
    loss = nn.CrossEntropyLoss()
    for _ in range(epochs):
        for _ in epoch(model, loss, optimize, x, y, batch):
            schedule.step()
    elapsed = time.perf_counter() - start

    with torch.inference_mode():
        accuracy = (model(test_x).argmax(1) == test_y).float().mean().item()
    return f"{1 / elapsed:.6g} {accuracy:.6g}"


def predict(threads, seconds, number, words):
    """The traced and frozen module, as it would be deployed."""
    torch.set_num_threads(threads)
    data, sizes = words
    if "model" not in state:
        x = torch.from_numpy(images(data)[:1000])
        model = network([int(size) for size in sizes.split(",")], "relu", nn.Softmax(1)).eval()
        state["model"] = torch.jit.freeze(torch.jit.trace(model, x[:1])), x
    model, x = state["model"]

    def steps():
        while True:
            for i in range(len(x)):
                model(x[i:i + 1])
                yield 1

    with torch.inference_mode():
        return for_seconds(seconds, steps())


serve(torch.__version__, {"train": train, "reach": reach, "predict": predict})

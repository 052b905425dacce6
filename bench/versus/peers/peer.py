"""What the peers in Python share: the protocol, the data, the threads.

A request is a line of words, `THREADS SECONDS ROUND TASK ARGUMENT ...` as Workload.cs writes it. The answer is a line: a number
(how much was done in a second), a second one for the accuracy where there is one, `-` for work that the peer does not do
(or not with so many threads), or `!` and a sentence when it failed.
"""
import os
import sys
import time

import numpy as np
from threadpoolctl import threadpool_limits

FOLDER = sys.argv[1]


def images(part):
    """[images, 784] pixels from 0 to 1, in the precision that all compute in."""
    return np.fromfile(os.path.join(FOLDER, part + ".images"), np.uint8).reshape(-1, 784) / np.float32(255)


def labels(part):
    """[images] digits."""
    return np.fromfile(os.path.join(FOLDER, part + ".labels"), np.uint8).astype(np.int64)


def samples(name, loss):
    """Inputs and targets of a training set: digits for cross-entropy, else one row of numbers for each sample."""
    if name == "plane":
        points = np.fromfile(os.path.join(FOLDER, "plane.points"), np.float32).reshape(-1, 3)
        return np.ascontiguousarray(points[:, :2]), np.ascontiguousarray(points[:, 2:])
    digits = labels(name)
    return images(name), digits if loss == "cross_entropy" else np.eye(10, dtype=np.float32)[digits]


class Training:
    """The words of `train`: the same for every peer."""

    def __init__(self, words):
        self.data, sizes, self.activation, self.loss, batch, self.optimizer, rate = words
        self.sizes = [int(size) for size in sizes.split(",")]
        self.batch, self.rate = int(batch), float(rate)

    def output_activation(self):
        return "softmax" if self.loss == "cross_entropy" else self.activation


def whole_batches(order, batch):
    """A permutation cut into batches; what is left over is not used."""
    return order[: len(order) // batch * batch].reshape(-1, batch)


def for_seconds(seconds, steps):
    """Takes steps, each of which says how many samples it was, until the time is over; gives samples per second."""
    done, start = 0, time.perf_counter()
    for count in steps:
        done += count
        elapsed = time.perf_counter() - start
        if elapsed > seconds:
            return done / elapsed


def serve(version, tasks):
    """Answers requests until there are no more. A task is a function of the request's seconds, round and words."""
    print("ready", version, flush=True)
    for line in sys.stdin:
        threads, seconds, number, task, *words = line.split()
        try:
            answer = None
            if task in tasks:
                with threadpool_limits(int(threads)):
                    answer = tasks[task](int(threads), float(seconds), int(number), words)
            print("-" if answer is None else answer if isinstance(answer, str) else f"{answer:.6g}", flush=True)
        except Exception as failure:
            print(f"! {type(failure).__name__}: {failure}".replace("\n", " "), flush=True)

"""scikit-learn's multi-layer perceptron. `partial_fit` of whole chunks: an epoch over them, without starting from new weights each time.

Its classifier always ends with softmax (or one sigmoid) and cross-entropy, and its regressor with linear units: networks with another
end are given to it with these, which is no more work.
"""
import sklearn
from sklearn.neural_network import MLPClassifier, MLPRegressor

from peer import Training, for_seconds, samples, serve

CHUNK = 5_000  # samples of one call: what a call costs by itself is spread over them
NAMES = {"sigmoid": "logistic", "relu": "relu", "tanh": "tanh"}
state = {}


def train(threads, seconds, number, words):
    work = Training(words)
    if "model" not in state:
        x, y = samples(work.data, "cross_entropy")
        kind = MLPRegressor if work.data == "plane" else MLPClassifier
        state["model"] = x, y.ravel(), kind(
            work.sizes[1:-1], activation=NAMES[work.activation], solver=work.optimizer, momentum=0.0, alpha=0.0,
            batch_size=work.batch, learning_rate_init=work.rate if work.loss == "cross_entropy" else 0.1, random_state=1)
    x, y, model = state["model"]

    def steps():
        while True:
            for first in range(0, len(x), CHUNK):
                chunk = slice(first, first + CHUNK)
                if isinstance(model, MLPClassifier):
                    model.partial_fit(x[chunk], y[chunk], classes=range(10))
                else:
                    model.partial_fit(x[chunk], y[chunk])
                yield len(x[chunk])

    return for_seconds(seconds, steps())


serve(sklearn.__version__, {"train": train})

"""Iris from the file to a saved model: as many layers, samples for learning, epochs and rows in a batch as `hillock train iris.csv` takes."""
import csv

import joblib
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

with open("iris.csv") as file:
    rows = list(csv.reader(file))[1:]
x, y = [[float(cell) for cell in row[:-1]] for row in rows], [row[-1] for row in rows]
train_x, rest_x, train_y, rest_y = train_test_split(x, y, train_size=96, stratify=y, random_state=1)
scaler = StandardScaler().fit(train_x)
model = MLPClassifier((64, 32), batch_size=3, max_iter=100, tol=0, n_iter_no_change=100, random_state=1)
model.fit(scaler.transform(train_x), train_y)
print(f"{model.score(scaler.transform(rest_x), rest_y):.1%}")
joblib.dump((scaler, model), "iris.joblib")

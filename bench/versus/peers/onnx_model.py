"""Writes a dense network with ReLU and softmax as ONNX: onnx_model.py FILE SIZES"""
import sys

import torch
from torch import nn

path, sizes = sys.argv[1], [int(size) for size in sys.argv[2].split(",")]
layers = [layer for m, n in zip(sizes, sizes[1:]) for layer in (nn.Linear(m, n), nn.ReLU())]
model = nn.Sequential(*layers[:-1], nn.Softmax(1))
torch.onnx.export(model, torch.zeros(1, sizes[0]), path, input_names=["x"], output_names=["y"])

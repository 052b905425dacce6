// A network of objects, a node for each unit and a link for each weight: the structure of TensorFlow Playground's engine, written here
// from the algorithm (forward and backward sample by sample, derivatives summed in nodes and links, one update per batch), not copied.
import { serve, read } from "./peer.mjs";

class Link {
  constructor(source, destination) {
    this.source = source;
    this.destination = destination;
    this.weight = Math.random() - 0.5;
    this.derivative = 0;
    this.sum = 0;
    this.count = 0;
  }
}

class Node {
  constructor(activation) {
    this.activation = activation;
    this.inputs = [];
    this.outputs = [];
    this.bias = 0.1;
    this.total = 0;
    this.output = 0;
    this.outputDerivative = 0;
    this.inputDerivative = 0;
    this.sum = 0;
    this.count = 0;
  }

  update() {
    this.total = this.bias;
    for (let i = 0; i < this.inputs.length; i++) {
      const link = this.inputs[i];
      this.total += link.weight * link.source.output;
    }
    this.output = this.activation.value(this.total);
    return this.output;
  }
}

const tanh = { value: Math.tanh, derivative: (z) => 1 - Math.tanh(z) ** 2 };
const sigmoid = { value: (z) => 1 / (1 + Math.exp(-z)), derivative: (z) => sigmoid.value(z) * (1 - sigmoid.value(z)) };
const squareError = { value: (output, target) => 0.5 * (output - target) ** 2, derivative: (output, target) => output - target };

function build(sizes, activation) {
  const layers = [];
  for (const size of sizes) {
    const before = layers.at(-1);
    const layer = Array.from({ length: size }, () => new Node(activation));
    for (const node of layer) {
      for (const source of before ?? []) {
        const link = new Link(source, node);
        source.outputs.push(link);
        node.inputs.push(link);
      }
    }
    layers.push(layer);
  }
  return layers;
}

function forward(layers, inputs) {
  for (let i = 0; i < layers[0].length; i++) layers[0][i].output = inputs[i];
  for (let k = 1; k < layers.length; k++) {
    for (let i = 0; i < layers[k].length; i++) layers[k][i].update();
  }
}

function backward(layers, targets) {
  const last = layers[layers.length - 1];
  for (let i = 0; i < last.length; i++) last[i].outputDerivative = squareError.derivative(last[i].output, targets[i]);
  for (let k = layers.length - 1; k >= 1; k--) {
    for (const node of layers[k]) {
      node.inputDerivative = node.outputDerivative * node.activation.derivative(node.total);
      node.sum += node.inputDerivative;
      node.count++;
      for (let j = 0; j < node.inputs.length; j++) {
        const link = node.inputs[j];
        link.derivative = node.inputDerivative * link.source.output;
        link.sum += link.derivative;
        link.count++;
      }
    }
    if (k === 1) continue;
    for (const node of layers[k - 1]) {
      node.outputDerivative = 0;
      for (let j = 0; j < node.outputs.length; j++) {
        const link = node.outputs[j];
        node.outputDerivative += link.weight * link.destination.inputDerivative;
      }
    }
  }
}

function update(layers, rate) {
  for (let k = 1; k < layers.length; k++) {
    for (const node of layers[k]) {
      if (node.count > 0) node.bias -= (rate * node.sum) / node.count;
      node.sum = 0;
      node.count = 0;
      for (let j = 0; j < node.inputs.length; j++) {
        const link = node.inputs[j];
        if (link.count > 0) link.weight -= (rate / link.count) * link.sum;
        link.sum = 0;
        link.count = 0;
      }
    }
  }
}

let state;

function train(threads, seconds, round, [data, sizes, activation, loss, batch, optimizer, rate]) {
  if (data !== "plane" || loss !== "half_squared_error" || optimizer !== "sgd") return null;
  if (!state) {
    const points = new Float32Array(read("plane.points"));
    const samples = Array.from({ length: points.length / 3 }, (_, i) => ({ inputs: [...points.subarray(3 * i, 3 * i + 2)], targets: [points[3 * i + 2]] }));
    state = { samples, layers: build(sizes.split(",").map(Number), { tanh, sigmoid }[activation]) };
  }
  const { samples, layers } = state;
  const start = performance.now();
  for (let done = 0; ; ) {
    for (let i = samples.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [samples[i], samples[j]] = [samples[j], samples[i]];
    }
    for (let i = 0; i < samples.length; i++) {
      forward(layers, samples[i].inputs);
      backward(layers, samples[i].targets);
      if ((i + 1) % batch === 0) update(layers, rate);
    }
    done += samples.length;
    const elapsed = (performance.now() - start) / 1000;
    if (elapsed > seconds) return done / elapsed;
  }
}

await serve(process.versions.node, { train });

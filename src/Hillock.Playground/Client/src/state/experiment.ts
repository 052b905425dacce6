// The page's settings are an experiment: the same JSON that `hillock train experiment.json` reads.

import type { LearningTask } from "#messages";

export interface Part {
  type: string;
  [setting: string]: unknown;
}

export interface DataSource {
  name: string;
  samples?: number;
  noise?: number;
  seed?: number;
  test?: number;
  text?: string;
  features?: string[];
  target?: string[];
  ignore?: string[];
  task?: string;
}

/** Whether the rows are a table that was brought: it lies at the server, under a name that ends like a file's. */
export const isTableOfOwn = (data: DataSource): boolean => /\.(csv|tsv|txt)$/i.test(data.name);

/** Whether the rows are in no catalog, so that no link leads to them. */
export const isOwn = (data: DataSource): boolean => data.text !== undefined || isTableOfOwn(data);

export interface Layer extends Part {
  units?: number;
  activation?: string | Part;
  init?: string | Part;
  rate?: number;
  weights?: number[][];
  bias?: number[] | null;
}

/** Optimizers that look at all samples at once: they have no batches. */
export const wholePasses = new Set(["perceptron", "least_squares", "lbfgs"]);

export interface Experiment {
  hillock: 1;
  data: DataSource;
  layers: Layer[];
  loss?: string | Part;
  optimizer: string | Part;
  schedule?: string | Part;
  epochs: number;
  batch: number;
  seed: number;
  precision?: string;
  l1?: number;
  l2?: number;
  validation: number;
  patience: number;
}

export type Task = "binary" | "multiclass" | "regression";

export const taskNames: Record<LearningTask, Task> = { Binary: "binary", Multiclass: "multiclass", Regression: "regression" };

export const nameOf = (part: string | Part | undefined): string =>
  part === undefined ? "" : typeof part === "string" ? part.split(":")[0]! : part.type;

export const settingOf = (part: string | Part | undefined, setting: string): number | undefined => {
  const value = typeof part === "object" ? part[setting] : undefined;
  return typeof value === "number" ? value : undefined;
};

/** The dense layers before the last: those a visitor adds and removes. */
export interface HiddenLayer {
  units: number;
  activation: string;
}

export const hiddenLayers = (experiment: Experiment): HiddenLayer[] =>
  experiment.layers
    .filter((layer) => layer.type === "dense")
    .slice(0, -1)
    .map((layer) => ({ units: layer.units ?? 1, activation: nameOf(layer.activation) || "linear" }));

export const dropoutOf = (experiment: Experiment): number => experiment.layers.find((layer) => layer.type === "dropout")?.rate ?? 0;

export const initializerOf = (experiment: Experiment): string => nameOf(experiment.layers.find((layer) => layer.type === "dense")?.init) || "auto";

/** What the settings say of the network, from which its layers are made. */
export interface Shape {
  hidden: HiddenLayer[];
  outputs: number;
  task: Task;
  loss: string;
  initializer: string;
  dropout: number;
}

const outputActivation = (task: Task, loss: string): string => {
  if (task === "regression") return loss === "poisson" ? "exponential" : "linear";
  if (task === "multiclass") return "softmax";
  return loss === "hinge" ? "linear" : "sigmoid";
};

export const layersOf = (shape: Shape): Layer[] => {
  const dense = (units: number, activation: string): Layer => ({
    type: "dense",
    units,
    activation,
    ...(shape.initializer === "auto" ? {} : { init: shape.initializer }),
  });
  return [
    ...shape.hidden.flatMap((layer) => [
      dense(layer.units, layer.activation),
      ...(shape.dropout > 0 ? [{ type: "dropout", rate: shape.dropout }] : []),
    ]),
    dense(shape.outputs, outputActivation(shape.task, shape.loss)),
  ];
};

/** Losses that mean something for a task; the first is the usual one. */
export const lossesFor: Record<Task, string[]> = {
  binary: ["binary_cross_entropy", "mean_squared_error", "half_squared_error", "hinge"],
  multiclass: ["cross_entropy", "mean_squared_error", "half_squared_error"],
  regression: ["mean_squared_error", "half_squared_error", "mean_absolute_error", "huber", "log_cosh"],
};

/** An experiment as the engine takes it. */
export const told = (experiment: Experiment): Record<string, unknown> => {
  const { batch, ...rest } = experiment;
  return wholePasses.has(nameOf(experiment.optimizer)) ? rest : { ...rest, batch };
};

/** An experiment as the engine told it; who chooses another optimizer gets the usual batches. */
export const taken = (experiment: Record<string, unknown>): Experiment => ({ batch: circle.batch, ...experiment }) as Experiment;

export const circle: Experiment = {
  hillock: 1,
  data: { name: "circle", samples: 500, noise: 0, test: 0.5, features: ["x", "y"] },
  layers: layersOf({
    hidden: [
      { units: 4, activation: "tanh" },
      { units: 2, activation: "tanh" },
    ],
    outputs: 1,
    task: "binary",
    loss: "binary_cross_entropy",
    initializer: "auto",
    dropout: 0,
  }),
  loss: "binary_cross_entropy",
  optimizer: { type: "adam", learning_rate: 0.01 },
  epochs: 100_000,
  batch: 10,
  seed: 1,
  validation: 0,
  patience: 0,
};

// Every setting lives in the part of the address behind #, as key=value pairs; what is usual is left out. Version 1.

import { circle, dropoutOf, hiddenLayers, initializerOf, isOwn, layersOf, lossesFor, nameOf, settingOf, type Experiment, type Part, type Task } from "./experiment.ts";
import { defaultSettings, type Settings } from "./settings.ts";

const version = "1";

const texts = (list: string[]): string => list.map(encodeURIComponent).join(",");
// What a link says may be anything: a text that is not encoded well is taken as it stands.
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const fromTexts = (text: string | null): string[] | null => (text === null ? null : text === "" ? [] : text.split(",").map(decoded));

const bounded = (text: string | null, low: number, high: number): number | null => {
  const value = number(text);
  return value === null ? null : Math.min(high, Math.max(low, value));
};

const number = (text: string | null): number | null => {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};

/** A part with settings: its name, then name:value for each that is a number. */
const writePart = (part: string | Part): string =>
  typeof part === "string"
    ? part
    : [part.type, ...Object.entries(part).filter(([key, value]) => key !== "type" && typeof value === "number").map(([key, value]) => `${key}:${String(value)}`)].join("~");

const readPart = (text: string): string | Part => {
  const [type, ...pairs] = text.split("~");
  if (pairs.length === 0) return type!;
  const part: Part = { type: type! };
  for (const pair of pairs) {
    const [key, value] = pair.split(":");
    const read = number(value ?? null);
    if (key && key !== "type" && read !== null) part[key] = read;
  }
  return part;
};

const taskOf = (experiment: Experiment): Task => {
  const last = experiment.layers.at(-1);
  const activation = nameOf(last?.activation);
  if (lossesFor.binary.includes(nameOf(experiment.loss)) && activation === "sigmoid") return "binary";
  if (nameOf(experiment.loss) === "hinge") return "binary";
  return activation === "softmax" ? "multiclass" : "regression";
};

interface Key {
  write: (experiment: Experiment) => string | undefined;
}

const keys: Record<string, Key> = {
  data: { write: (e) => e.data.name },
  samples: { write: (e) => (e.data.samples ?? 0).toString() }, // 0: the rows are given
  noise: { write: (e) => e.data.noise?.toString() },
  draw: { write: (e) => (e.data.seed ?? 1).toString() },
  test: { write: (e) => e.data.test?.toString() },
  features: { write: (e) => texts(e.data.features ?? []) },
  target: { write: (e) => texts(e.data.target ?? []) },
  ignore: { write: (e) => texts(e.data.ignore ?? []) },
  learn: { write: (e) => e.data.task ?? "" },
  validation: { write: (e) => e.validation.toString() },
  patience: { write: (e) => e.patience.toString() },
  hidden: { write: (e) => hiddenLayers(e).map((layer) => `${layer.units}.${layer.activation}`).join(",") },
  task: { write: (e) => taskOf(e) },
  outputs: { write: (e) => (e.layers.at(-1)?.units ?? 1).toString() },
  init: { write: initializerOf },
  dropout: { write: (e) => dropoutOf(e).toString() },
  loss: { write: (e) => (e.loss === undefined ? undefined : writePart(e.loss)) },
  optimizer: { write: (e) => writePart(e.optimizer) },
  schedule: { write: (e) => (e.schedule === undefined ? undefined : writePart(e.schedule)) },
  epochs: { write: (e) => e.epochs.toString() },
  batch: { write: (e) => e.batch.toString() },
  l1: { write: (e) => (e.l1 ?? 0).toString() },
  l2: { write: (e) => (e.l2 ?? 0).toString() },
  seed: { write: (e) => e.seed.toString() },
};

/** What can be said without the data: with rows of one's own, which are in no link, the rest goes all the same. */
const free = new Set(["hidden", "init", "dropout", "optimizer", "schedule", "epochs", "batch", "l1", "l2", "seed"]);

/** The part of the address behind #. */
export const writeLink = (experiment: Experiment, settings: Settings): string => {
  const pairs = new URLSearchParams({ v: version });
  const own = isOwn(experiment.data);
  for (const [name, key] of Object.entries(keys)) {
    if (own && !(experiment.data.name === "points" && free.has(name))) continue;
    const value = key.write(experiment);
    if (value !== undefined && value !== key.write(circle)) pairs.set(name, value);
  }

  if (settings.room !== defaultSettings.room) pairs.set("room", settings.room);
  if (settings.pace !== defaultSettings.pace) pairs.set("pace", settings.pace === null ? "max" : settings.pace.toString());
  if (settings.showTest) pairs.set("show_test", "1");
  if (settings.discretize) pairs.set("discretize", "1");
  if (settings.room === "construct" && settings.construction) pairs.set("build", settings.construction);
  if (settings.lesson) pairs.set("lesson", settings.lesson);
  if (settings.look) pairs.set("look", settings.look);
  if (settings.hidden.length > 0) pairs.set("hide", texts(settings.hidden));
  if (settings.fixed.length > 0) pairs.set("fix", texts(settings.fixed));
  if (settings.assignment) pairs.set("text", settings.assignment);
  return pairs.toString();
};

/** What a link says; what it does not say is as usual, what it says wrongly too. */
export const readLink = (fragment: string): { experiment: Experiment; settings: Settings } => {
  const pairs = new URLSearchParams(fragment.replace(/^#/, ""));
  const get = (name: string): string | null => pairs.get(name);
  const hidden = get("hidden");
  const task = (get("task") ?? "binary") as Task;
  const loss = get("loss") ?? lossesFor[task]?.[0] ?? "mean_squared_error";
  const experiment: Experiment = {
    ...circle,
    data: {
      name: get("data") ?? circle.data.name, // rows of one's own are in no link: they travel in a file
      ...(number(get("samples")) === 0 ? {} : { samples: bounded(get("samples"), 10, 100_000) ?? circle.data.samples!, noise: bounded(get("noise"), 0, 10) ?? 0 }),
      test: bounded(get("test"), 0, 0.99) ?? circle.data.test!,
      features: fromTexts(get("features")) ?? circle.data.features!,
      ...(get("target") ? { target: fromTexts(get("target"))! } : {}),
      ...(get("ignore") ? { ignore: fromTexts(get("ignore"))! } : {}),
      ...(get("learn") ? { task: get("learn")! } : {}),
    },
    layers: layersOf({
      hidden:
        hidden === null
          ? hiddenLayers(circle)
          : hidden
              .split(",")
              .filter((text) => text !== "")
              .map((text) => {
                const [units, activation] = text.split(".");
                return { units: Math.max(1, Math.round(number(units ?? null) ?? 1)), activation: activation ?? "tanh" };
              }),
      outputs: Math.max(1, Math.round(number(get("outputs")) ?? 1)),
      task,
      loss,
      initializer: get("init") ?? "auto",
      dropout: number(get("dropout")) ?? 0,
    }),
    loss: readPart(loss),
    optimizer: readPart(get("optimizer") ?? writePart(circle.optimizer)),
    epochs: number(get("epochs")) ?? circle.epochs,
    batch: number(get("batch")) ?? circle.batch,
    seed: number(get("seed")) ?? circle.seed,
    validation: number(get("validation")) ?? circle.validation,
    patience: number(get("patience")) ?? circle.patience,
  };
  const draw = number(get("draw"));
  if (draw !== null && draw !== 1) experiment.data.seed = draw;
  const schedule = get("schedule");
  if (schedule !== null) experiment.schedule = readPart(schedule);
  const l1 = number(get("l1"));
  const l2 = number(get("l2"));
  if (l1) experiment.l1 = l1;
  if (l2) experiment.l2 = l2;
  const pace = get("pace");
  return {
    experiment,
    settings: {
      room: get("room") ?? defaultSettings.room,
      pace: pace === "max" ? null : (bounded(pace, 0.1, 1e6) ?? defaultSettings.pace),
      showTest: get("show_test") === "1",
      discretize: get("discretize") === "1",
      construction: get("build") ?? "",
      lesson: get("lesson") ?? "",
      look: get("look") ?? "",
      hidden: fromTexts(get("hide")) ?? [],
      fixed: fromTexts(get("fix")) ?? [],
      assignment: get("text") ?? "",
    },
  };
};

export const rateOf = (experiment: Experiment): number => settingOf(experiment.optimizer, "learning_rate") ?? 0.01;

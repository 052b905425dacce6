// The run that the page shows: what the server has told of it, and what visitors ask of it.

import { computed, effect, signal } from "@preact/signals";
import { connected, listen, onFrame, send } from "../connection.ts";
import type { Frame } from "../frame.ts";
import type { ChoicesTried, Health, RunOpened, RunState, Welcome } from "#messages";
import { circle, dropoutOf, hiddenLayers, initializerOf, layersOf, lossesFor, nameOf, taken, taskNames, told, type Experiment, type Shape, type Task } from "./experiment.ts";
import { readLink, writeLink } from "./link.ts";
import { settings } from "./settings.ts";

export const experiment = signal<Experiment>(circle);
export const welcome = signal<Welcome | null>(null);
export const run = signal<RunOpened | null>(null);
export const runState = signal<RunState | null>(null);
export const health = signal<Health | null>(null);
export const refusal = signal<string | null>(null);
/** The latest frame; changes up to sixty times a second, so components that draw listen to frames instead. */
export const frame = signal<Frame | null>(null);

export const task = computed<Task>(() => taskNames[run.value?.task ?? "Binary"]);
/** The loss by name; where an experiment names none, the engine takes the task's usual one. */
export const loss = computed(() => nameOf(experiment.value.loss) || lossesFor[task.value][0]!);
export const playing = computed(() => runState.value?.playing ?? false);

/** The curves of a run: one point for each frame that brought something new, thinned out as they grow. */
export interface Curves {
  epochs: number[];
  train: number[];
  test: number[];
  trainScore: number[];
  testScore: number[];
}

const empty = (): Curves => ({ epochs: [], train: [], test: [], trainScore: [], testScore: [] });

export const curves = { now: empty() };

const most = 2000;

const thin = (all: Curves): void => {
  for (const list of Object.values(all) as number[][]) {
    let kept = 0;
    for (let i = 0; i < list.length; i += 2) list[kept++] = list[i]!;
    list.length = kept;
  }
};

const record = (next: Frame): void => {
  const position = next.epoch + next.step / Math.max(1, run.value?.stepsPerEpoch ?? 1);
  const now = curves.now;
  const last = now.epochs.at(-1) ?? -1;
  if (position < last) return; // a look back, or the same again
  if (position === last) for (const list of Object.values(now) as number[][]) list.pop(); // a weight was set
  now.epochs.push(position);
  now.train.push(next.trainLoss);
  now.test.push(next.testLoss);
  now.trainScore.push(next.trainScore);
  now.testScore.push(next.testScore);
  if (now.epochs.length > most) thin(now);
};

/** The curves that a run had before it branched off; null: it did not. */
export const leftBehind = signal<Curves | null>(null);

/** What lay ahead is another future's once a run has branched off. */
const branchOff = (state: RunState): void => {
  const here = state.epoch + state.step / Math.max(1, run.value?.stepsPerEpoch ?? 1);
  leftBehind.value = structuredClone(curves.now);
  while (curves.now.epochs.length > 0 && curves.now.epochs.at(-1)! > here) for (const list of Object.values(curves.now) as number[][]) list.pop();
};

const choices = signal<ChoicesTried | null>(null);

/** Why a setting cannot take a value beside the others there are; undefined: it can. */
export const whyNot = (setting: string, value: string): string | undefined =>
  choices.value?.run === run.value?.run ? choices.value?.refused.find((each) => each.setting === setting && each.value === value)?.sentence : undefined;

// What the server was asked to open last, and what it has opened: to that the page goes back when it is refused.
let asked: Experiment | null = null;
let opened: Experiment | null = null;
let opening: ReturnType<typeof setTimeout> | undefined;
let keeping = true;

const open = (): void => {
  clearTimeout(opening);
  opening = undefined;
  asked = experiment.value;
  send({ type: "open", experiment: told(experiment.value), keep: keeping });
  keeping = true;
};

/** Changes the experiment; what follows from it is asked of the server once the visitor's hand rests. */
export const edit = (changed: Experiment, keep = false): void => {
  experiment.value = changed;
  keeping &&= keep;
  clearTimeout(opening);
  opening = setTimeout(open, 40);
};

/** Changes the network; all that is not named stays as it is. */
export const reshape = (changes: Partial<Shape>): void => {
  const now = experiment.value;
  const shape: Shape = {
    hidden: hiddenLayers(now),
    outputs: now.layers.at(-1)?.units ?? 1,
    task: task.value,
    loss: loss.value,
    initializer: initializerOf(now),
    dropout: dropoutOf(now),
    ...changes,
  };
  edit({ ...now, loss: changes.loss ?? now.loss ?? shape.loss, layers: layersOf(shape) });
};

/** Takes over the experiment of a run that the server chose: one that was constructed, brought in a file or travelled back to. */
const adopt = (made: RunOpened): void => {
  clearTimeout(opening);
  opening = undefined;
  keeping = true;
  experiment.value = taken(made.experiment);
};

/** The same experiment from the start. */
export const reset = (): void => {
  keeping = false;
  open();
};

export const toggle = (): void => send({ type: playing.value ? "pause" : "play" });

export const start = (): void => {
  const fromLink = readLink(location.hash);
  experiment.value = fromLink.experiment;
  settings.value = fromLink.settings;

  listen("welcome", (message) => {
    welcome.value = message;
    keeping = false;
    send({ type: "pace", stepsPerSecond: settings.value.pace });
    if (settings.value.room !== "construct") open(); // that room asks for what it builds
  });
  listen("run", (message) => {
    const isNew = run.value?.run !== message.run;
    run.value = message;
    if (message.given) adopt(message);
    opened = message.given ? experiment.value : asked;
    if (!message.given && asked && opening === undefined) experiment.value = asked; // a look back may have come between the wish and its answer
    refusal.value = null;
    if (isNew && !message.kept) {
      curves.now = empty();
      health.value = null;
    }
  });
  listen("state", (message) => {
    if (message.run !== run.value?.run) return;
    const before = runState.value;
    runState.value = message;
    if (before && before.branches < message.branches) branchOff(message);
  });
  listen("health", (message) => {
    health.value = message;
  });
  listen("choices", (message) => {
    choices.value = message;
  });
  listen("refused", (message) => {
    refusal.value = message.sentence;
    if (message.about === "OpenExperiment" && opened !== null && experiment.value === asked) experiment.value = opened;
  });
  onFrame((next) => {
    if (next.run !== run.value?.run) return;
    record(next);
    frame.value = next;
  });

  effect(() => {
    const fragment = writeLink(experiment.value, settings.value);
    if (location.hash !== `#${fragment}`) history.replaceState(null, "", `#${fragment}`);
  });
  effect(() => {
    if (connected.value === "open") send({ type: "pace", stepsPerSecond: settings.value.pace });
  });
  addEventListener("hashchange", () => {
    const changed = readLink(location.hash);
    settings.value = changed.settings;
    edit(changed.experiment);
  });
};

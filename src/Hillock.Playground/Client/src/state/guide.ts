// The way through what a lesson offers to try: step by step, each ended by what the visitor does or what the run comes to.

import { computed, effect, signal } from "@preact/signals";
import { onFrame, onSent, send } from "../connection.ts";
import type { ClientMessage } from "#messages";
import { hiddenLayers, nameOf, settingOf, type Experiment } from "./experiment.ts";
import type { Frame } from "../frame.ts";
import { experiment, playing, run } from "./run.ts";
import { lesson, openTry, type Goal, type TryBlock } from "./lessons.ts";
import { close, viewpoint } from "./microscope.ts";

interface Guide {
  lesson: string;
  its: TryBlock;
  /** The step to do, or the one whose lesson is told. */
  at: number;
  /** Whether that step is done. */
  done: boolean;
}

export const guide = signal<Guide | null>(null);

export const step = computed(() => guide.value?.its.steps[guide.value.at] ?? null);

/** A setting as text, to tell whether it was changed, and to what. */
const read: Record<string, (from: Experiment) => string> = {
  Activation: (from) => hiddenLayers(from).map((layer) => layer.activation).join(","),
  Hidden: (from) => hiddenLayers(from).map((layer) => layer.units).join(","),
  Rate: (from) => String(settingOf(from.optimizer, "learning_rate") ?? ""),
  Seed: (from) => String(from.seed),
  Samples: (from) => String(from.data.samples ?? ""),
  L2: (from) => String(from.l2 ?? 0),
  Optimizer: (from) => nameOf(from.optimizer),
};

const acts: Record<string, (message: ClientMessage) => boolean> = {
  SetParameter: (message) => message.type === "parameter",
  TakeStep: (message) => message.type === "steps",
  Travel: (message) => message.type === "travel",
  TakeSampleStep: (message) => message.type === "sampleStep",
  FindRate: (message) => message.type === "rates",
  DrawSurface: (message) => message.type === "surface",
  Construct: (message) => message.type === "construct",
  Soften: (message) => message.type === "construct" && message.soften,
  Reset: (message) => message.type === "open",
};

let before = "";
let viewed = "";

const reading = (goal: Goal): string => (goal.kind === "choice" ? read[goal.setting]!(experiment.peek()) : "");

// A step begins: what it asks to be changed is remembered as it is now.
const begin = (now: Omit<Guide, "done">): void => {
  const goal = now.its.steps[now.at]?.goal;
  before = goal ? reading(goal) : "";
  viewed = JSON.stringify(viewpoint.peek());
  guide.value = { ...now, done: false };
};

const finish = (): void => {
  if (guide.value && !guide.value.done) guide.value = { ...guide.value, done: true };
};

const pending = (): Goal | null => (guide.value?.done === false ? (step.value?.goal ?? null) : null);

const figure = { Epoch: (frame: Frame) => frame.epoch, TrainLoss: (frame: Frame) => frame.trainLoss, TestLoss: (frame: Frame) => frame.testLoss };

// The run that the way was begun with is not the one before it.
let fresh = 0;

/** Opens what a lesson offers to try, and leads through it. */
export const follow = (its: TryBlock): void => {
  if (!its.opens) return;
  fresh = run.peek()?.run ?? 0;
  close(); // what one looked at was of another network
  openTry(its.opens);
  begin({ lesson: lesson.value?.id ?? "", its, at: 0 });
};

export const next = (): void => {
  if (guide.value) begin({ ...guide.value, at: guide.value.at + 1 });
};

/** The visitor has seen what there was to see. */
export const saw = (): void => {
  if (pending()?.kind === "look") finish();
};

export const leave = (): void => {
  guide.value = null;
};

export const watchOver = (): void => {
  onFrame((frame) => {
    const goal = pending();
    if (goal?.kind !== "figure" || frame.run === fresh) return;
    const value = figure[goal.of](frame);
    if (!(value >= (goal.least ?? -Infinity) && value <= (goal.most ?? Infinity))) return;
    if (playing.peek()) send({ type: "pause" }); // what was to be seen stays while one reads of it, and there are epochs left for the next step
    finish();
  });
  onSent((message) => {
    const goal = pending();
    if (goal?.kind !== "act" || run.peek()?.run === fresh) return;
    if (acts[goal.act]?.(message)) finish();
  });
  effect(() => {
    const now = experiment.value;
    const goal = pending();
    if (goal?.kind !== "choice") return;
    const its = read[goal.setting]!(now);
    if (its !== before && (goal.value === null || its.split(",").includes(goal.value))) finish();
  });
  effect(() => {
    const at = viewpoint.value;
    const goal = pending();
    if (goal?.kind === "act" && goal.act === "OpenMicroscope" && at !== null && JSON.stringify(at) !== viewed) finish();
  });
};

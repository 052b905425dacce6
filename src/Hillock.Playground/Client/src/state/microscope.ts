// What the microscope looks at, what it has seen, and the question that it asks. While the run goes on it looks again a few times a second.

import { computed, effect, signal } from "@preact/signals";
import { listen, onFrame, send } from "../connection.ts";
import type { AnswerJudged, Notation, QuestionPosed, Seen, Viewpoint } from "#messages";
import { frame, run, runState } from "./run.ts";
import { change, settings } from "./settings.ts";

/** Where the visitor has pointed; what was not pointed at is the first of its kind, or the output. */
interface Aim {
  test: boolean;
  sample: number;
  /** Among the run's layers; null: the last. */
  layer: number | null;
  unit: number;
  input: number | null;
}

/** As it stands in the link: s3.1.0.2 for sample 3 of those learned from (t: of the test), layer 1, unit 0, input 2; what is left empty is the usual. */
const write = (aim: Aim): string => [`${aim.test ? "t" : "s"}${aim.sample}`, aim.layer ?? "", aim.unit, aim.input ?? ""].join(".");

const read = (text: string): Aim | null => {
  const parts = /^([st])(\d{1,7})\.(-1|\d{0,3})\.(\d{1,5})\.(\d{0,5})$/.exec(text);
  if (!parts) return null;
  const [, set, sample, layer, unit, input] = parts;
  return { test: set === "t", sample: Number(sample), layer: layer === "" ? null : Number(layer), unit: Number(unit), input: input === "" ? null : Number(input) };
};

const looking = computed(() => settings.value.look);
const aim = computed(() => read(looking.value));
export const notation = signal<Notation>("Layers");
/** η of the step that is tried; null: the run's own. */
export const rate = signal<number | null>(null);
export const seen = signal<Seen | null>(null);
export const question = signal<QuestionPosed | null>(null);
export const judged = signal<AnswerJudged | null>(null);

const within = (value: number, count: number): number => Math.min(Math.max(0, value), Math.max(0, count - 1));

/** What is looked at, within the run that there is; null: the microscope is closed. */
export const viewpoint = computed<Viewpoint | null>(() => {
  const [at, now] = [aim.value, run.value];
  if (at === null || now === null) return null;
  const layer = at.layer === null || at.layer >= now.layers.length ? now.layers.length - 1 : at.layer;
  const plan = now.layers[layer];
  const test = at.test && now.test.count > 0;
  return {
    test,
    sample: within(at.sample, (test ? now.test : now.train).count),
    layer,
    unit: within(at.unit, plan ? plan.units : now.inputs.length),
    input: at.input === null || !plan || plan.weights === null ? null : within(at.input, plan.inputs),
    notation: notation.value,
  };
});

/** Opens the microscope, or turns it to something else. */
export const look = (changes: Partial<Aim>): void => {
  change({ look: write({ test: false, sample: 0, layer: null, unit: 0, input: null, ...aim.peek(), ...changes }) });
};

export const close = (): void => {
  change({ look: "" });
  question.value = null;
};

/** The layer that the network's picture counts as this one: it leaves out those without weights. */
export const layerOfColumn = (column: number): number => {
  const layers = run.value?.layers ?? [];
  return column < 0 ? -1 : layers.indexOf(layers.filter((layer) => layer.weights !== null)[column]!);
};

export const pose = (): void => {
  const at = viewpoint.value;
  if (at === null) return;
  judged.value = null;
  send({ type: "question", at, rate: rate.value, seed: crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1 });
};

export const stopAsking = (): void => {
  question.value = null;
  judged.value = null;
};

/** Takes the step that is shown, with all parameters. */
export const takeStep = (): void => {
  if (viewpoint.value !== null) send({ type: "sampleStep", at: viewpoint.value, rate: rate.value });
};

const interval = 350;
let wanted = false;
let waiting = false;

// One look at a time: the next when the last is answered and a while has passed.
const glance = (): void => {
  const at = viewpoint.value;
  if (at === null) return;
  wanted = waiting;
  if (waiting) return;
  waiting = true;
  send({ type: "look", at, rate: rate.value });
  setTimeout(() => {
    waiting = false;
    if (wanted) glance();
  }, interval);
};

export const listenToMicroscope = (): void => {
  listen("seen", (message) => {
    seen.value = message;
  });
  listen("question", (message) => {
    question.value = message;
  });
  listen("answered", (message) => {
    judged.value = message;
  });
  onFrame(glance);
  let last = "";
  effect(() => {
    const at = JSON.stringify([viewpoint.value, rate.value]);
    if (at !== last) stopAsking();
    last = at;
    if (runState.value && frame.peek()) glance();
  });
};

// Networks that are built, not trained: what is asked for, and what came of it.

import { signal } from "@preact/signals";
import { listen, send } from "../connection.ts";
import type { Constructed } from "#messages";
import { hiddenLayers, layersOf, lossesFor } from "./experiment.ts";
import { keep } from "./kept.ts";
import { edit, experiment, task } from "./run.ts";
import { change, settings } from "./settings.ts";

export type Kind = "gate" | "boolean" | "table" | "parity" | "polygon" | "checkerboard" | "cylinders" | "function";

export interface Construction {
  construction: Kind;
  argument: string;
  inputs: number | null;
  form: string | null;
  units: number | null;
  from: number | null;
  to: number | null;
  soften: boolean;
}

const plain = { inputs: null, form: null, units: null, from: null, to: null, soften: false };

/** What each kind begins with: the lectures' own examples. */
export const examples: Record<Kind, Construction> = {
  gate: { ...plain, construction: "gate", argument: "XOR", inputs: 2 },
  boolean: { ...plain, construction: "boolean", argument: "((A & !X & Z) | (A & !Y)) & ((X & Y) | !(X & Z))", form: "deep" },
  table: { ...plain, construction: "table", argument: "a,b,c,majority\n0,0,0,0\n0,0,1,0\n0,1,0,0\n0,1,1,1\n1,0,0,0\n1,0,1,1\n1,1,0,1\n1,1,1,1\n" },
  parity: { ...plain, construction: "parity", argument: "4", form: "deep" },
  polygon: { ...plain, construction: "polygon", argument: '{"polygons":[[[-4,-3],[4,-3],[4,3],[0,-0.5],[-4,3]]],"holes":[]}' },
  checkerboard: { ...plain, construction: "checkerboard", argument: "8x8" },
  cylinders: { ...plain, construction: "cylinders", argument: '{"polygons":[[[-4,-4],[4,-4],[0,4]]],"holes":[]}', units: 600 },
  function: { ...plain, construction: "function", argument: "sin(2*pi*x)", from: 0, to: 1, units: 100 },
};

export const construction = signal<Construction>(examples.gate);
export const constructed = signal<Constructed | null>(null);
export const build = (changed: Partial<Construction> = {}): void => {
  construction.value = { ...construction.value, ...changed };
  change({ construction: JSON.stringify(construction.value) });
  send({ type: "construct", ...construction.value });
};

/** A network of the same shape that learns what the constructed one computes, from samples of it. */
export const learnTheSame = (): void => {
  const now = experiment.value;
  const hidden = hiddenLayers(now).map((layer) => ({ ...layer, activation: "tanh" }));
  keep();
  const { precision: _, ...rest } = now;
  const its = task.value;
  const loss = lossesFor[its][0]!;
  edit({ ...rest, loss, layers: layersOf({ hidden, outputs: now.layers.at(-1)?.units ?? 1, task: its, loss, initializer: "auto", dropout: 0 }) });
  change({ room: "play" });
};

// What a link says may be anything.
const fromLink = (text: string): Construction | null => {
  try {
    const read = JSON.parse(text) as Partial<Construction>;
    const example = examples[read.construction as Kind];
    return example === undefined ? null : { ...example, ...Object.fromEntries(Object.entries(read).filter(([key, value]) => key in example && (value === null || typeof value !== "object"))) };
  } catch {
    return null;
  }
};

export const listenToConstructions = (): void => {
  construction.value = fromLink(settings.value.construction) ?? construction.value;
  listen("constructed", (message) => {
    constructed.value = message;
  });
  listen("run", (message) => {
    if ((message.experiment["data"] as { name?: string } | undefined)?.name !== "constructed") constructed.value = null;
  });
};

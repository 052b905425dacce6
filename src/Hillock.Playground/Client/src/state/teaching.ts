// What a visitor teaches the model that reads digits, and the set of glyphs of their own.

import { computed, signal } from "@preact/signals";
import { connected, listen, send } from "../connection.ts";
import type { Corrected, OwnClass, SetLearned } from "#messages";
import { ask, glyph, isCurrent, placeOf, read, reader } from "./digits.ts";

export const corrected = signal<Corrected | null>(null);
export const own = signal<OwnClass[]>([]);
/** How learning the own set goes, or went; null: it was not asked for. */
export const learning = signal<SetLearned | null>(null);
/** Whether it has come to its end. */
export const isLearned = computed(() => learning.value?.isDone === true);
/** Whether it was asked for and has not come to its end. */
export const isLearning = signal(false);
/** What the next glyphs of the own set are. */
export const label = signal("");

/** Whether the model knows all labels of the own set, so that it can learn it beside what it knows. */
export const areKnown = computed(() => own.value.every((each) => reader.value?.labels.includes(each.label) ?? false));

/** Teaches the model what a glyph is. */
export const correct = (is: string): void => {
  if (!glyph.value) return;
  corrected.value = null;
  ask({ type: "correct", ...placeOf(glyph.value), label: is });
};

export const collect = (): void => {
  if (glyph.value && label.value !== "") ask({ type: "collect", ...placeOf(glyph.value), label: label.value });
};

export const discard = (of: string, all: boolean): void => ask({ type: "discard", label: of, all });

export const learn = (anew: boolean): void => {
  learning.value = null;
  isLearning.value = true;
  ask({ type: "learnSet", anew });
};

export const stopLearning = (): void => {
  isLearning.value = false;
  send({ type: "stopLearning" });
};

/** Whether drawings are collected one after the other: each pause adds what was drawn and clears the paper. */
export const isQuick = signal(false);

const pause = 700;
const retry = 60;
let rests: ReturnType<typeof setTimeout> | undefined;

/** The pen was put down again: what is drawn is not at its end. */
export const isNotDone = (): void => clearTimeout(rests);

/** The pen was lifted: after a pause the drawing is taken, if that is wished. */
export const mayBeDone = (clear: () => void): void => {
  if (!isQuick.value || label.value === "") return;
  const collectAndClear = (): void => {
    if (!isCurrent()) {
      rests = setTimeout(collectAndClear, retry); // the drawing's last state is still being read
      return;
    }
    const glyphs = read.value?.glyphs ?? [];
    const largest = glyphs.reduce((most, each) => (most && most.width * most.height >= each.width * each.height ? most : each), glyphs[0]);
    if (!largest) return;
    ask({ type: "collect", ...placeOf(largest), label: label.value });
    clear();
  };
  rests = setTimeout(collectAndClear, pause);
};

export const listenToTeaching = (): void => {
  listen("corrected", (message) => {
    corrected.value = message;
  });
  listen("reader", (message) => {
    if (message.earlier === 0) corrected.value = null;
  });
  listen("ownSet", (message) => {
    own.value = message.classes;
  });
  listen("setLearned", (message) => {
    if (!isLearning.value) return;
    learning.value = message;
    isLearning.value = !message.isDone;
  });
  listen("refused", ({ about }) => {
    if (about === "LearnSet") isLearning.value = false;
  });
  connected.subscribe((state) => {
    if (state === "open") return;
    own.value = [];
    corrected.value = learning.value = null;
    isLearning.value = false;
  });
};

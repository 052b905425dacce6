// The lessons as the server tells them: every number computed when a lesson is opened.

import { effect, signal } from "@preact/signals";
import { connected, listen, send } from "../connection.ts";
import type { Judged } from "#messages";
import { build, type Construction } from "./construction.ts";
import { taken } from "./experiment.ts";
import { edit } from "./run.ts";
import { change, settings } from "./settings.ts";

export interface Heading {
  kind: "heading";
  text: string;
}

export interface Prose {
  kind: "text";
  text: string;
}

export interface FormulaBlock {
  kind: "formula";
  latex: string;
  text: string[];
}

export interface TableBlock {
  kind: "table";
  header: string[];
  rows: string[][];
}

export interface CheckBlock {
  kind: "check";
  text: string;
  holds: boolean;
}

export interface DrawingBlock {
  kind: "drawing";
  title: string;
  svg: string;
  caption: string | null;
}

export type Opens = { kind: "experiment"; experiment: Record<string, unknown> } | ({ kind: "construction" } & Partial<Construction>) | { kind: "trace"; model: Record<string, unknown>; input: number[]; target: number[] };

export type Goal =
  | { kind: "figure"; of: "Epoch" | "TrainLoss" | "TestLoss"; least: number | null; most: number | null }
  | { kind: "act"; act: string }
  | { kind: "choice"; setting: string; value: string | null }
  | { kind: "look" };

export interface GuideStep {
  text: string;
  goal: Goal;
  shown: string;
}

export interface TryBlock {
  kind: "try";
  title: string;
  text: string;
  command: string;
  opens: Opens | null;
  steps: GuideStep[];
}

export interface ExerciseBlock {
  kind: "exercise";
  id: string;
  question: Block[];
  answer: { kind: string; quantities?: { symbol: string; decimals: number | null }[]; options?: string[] };
  hint: string;
}

export type Block = Heading | Prose | FormulaBlock | TableBlock | CheckBlock | DrawingBlock | TryBlock | ExerciseBlock;

export interface LessonText {
  id: string;
  title: string;
  group: string;
  blocks: Block[];
}

export const lesson = signal<LessonText | null>(null);
export const seed = signal(1);
/** What was judged, by exercise. */
export const verdicts = signal<Record<string, Judged>>({});

export const openLesson = (id: string): void => {
  if (lesson.value?.id !== id) lesson.value = null;
  verdicts.value = {};
  change({ lesson: id });
  send({ type: "lesson", id, seed: seed.value });
};

/** Other numbers in the exercises. */
export const drawAnew = (): void => {
  seed.value++;
  openLesson(settings.value.lesson);
};

export const answer = (exercise: string, text: string | null): void => send({ type: "judge", lesson: settings.value.lesson, exercise, seed: seed.value, text });

export const printSheet = (ids: string[]): void => send({ type: "sheet", lessons: ids, seed: seed.value });

/** Opens in another room what a lesson offers to try. */
export const openTry = (what: Opens): void => {
  if (what.kind === "experiment") {
    edit({ ...taken(what.experiment), validation: 0, patience: 0 });
    change({ room: "play" });
  } else if (what.kind === "construction") {
    const { kind: _, ...construction } = what;
    change({ room: "construct" });
    build({ inputs: null, form: null, units: null, from: null, to: null, soften: false, ...construction });
  } else {
    send({ type: "sample", model: what.model, input: what.input, target: what.target });
    change({ room: "play" });
  }
};

export const listenToLessons = (): void => {
  listen("lesson", (message) => {
    if (message.id.toUpperCase() === settings.value.lesson.toUpperCase()) lesson.value = message.lesson as unknown as LessonText;
  });
  listen("refused", (message) => {
    if (message.about === "AskLesson") change({ lesson: "" }); // there is none of that name
  });
  listen("judged", (message) => {
    verdicts.value = { ...verdicts.value, [message.exercise]: message };
  });
  effect(() => {
    if (connected.value === "open" && settings.value.room === "learn" && settings.value.lesson !== "" && lesson.value?.id !== settings.value.lesson.toUpperCase())
      send({ type: "lesson", id: settings.value.lesson, seed: seed.value });
  });
};

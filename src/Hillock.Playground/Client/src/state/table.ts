// A table of the visitor's own, or one that is shipped: what it holds, what is to be learned from it, what came of that.

import { computed, signal } from "@preact/signals";
import { listen, send } from "../connection.ts";
import type { FileOpened, Goal, VerdictGiven, LearningTask, Repeated, RowsShown, TableBrought } from "#messages";
import { coming, deliver, take, type Brought } from "./bringing.ts";
import { hiddenLayers, isTableOfOwn, layersOf, lossesFor, taskNames, type Experiment } from "./experiment.ts";
import { edit, experiment, refusal, run, runState, welcome } from "./run.ts";
import { change, settings } from "./settings.ts";

export const shipped = ["iris", "diabetes", "digits"];

/** What the visitor has chosen; from it and the table follows the experiment. */
export interface Plan {
  target: string | null;
  ignore: string[];
  /** What is learned; null: found from the target. */
  task: LearningTask | null;
  hidden: number[];
  activation: string;
  epochs: number;
  patience: number;
  test: number;
  seed: number;
}

const usual: Plan = { target: null, ignore: [], task: null, hidden: [32, 16], activation: "relu", epochs: 200, patience: 20, test: 0.2, seed: 1 };

export const table = signal<TableBrought | null>(null);
export const plan = signal<Plan>(usual);
export const considered = signal<Goal | null>(null);
export const judged = signal<VerdictGiven | null>(null);
export const rows = signal<RowsShown | null>(null);
export const repeated = signal<Repeated | null>(null);
/** What was opened last, in a sentence. */
export const opened = signal<string | null>(null);

/** Whether the present run learns from the table at hand. */
export const isLearned = computed(() => table.value !== null && run.value !== null && experiment.value.data.name === table.value.name);

let sent: Brought | null = null;
/** The file that holds the table at hand: to be brought again when the server was away. */
let kept: Brought | null = null;
let isAsked = false;
let isAwaited = false;
let startsOnceOpen = false;

/** Brings a file: a table, an experiment or a model; the server says which. */
export const bring = async (file: File): Promise<void> => {
  sent = await take(file);
  if (sent === null) return;
  isAsked = true;
  deliver(sent, false);
};

export const openShipped = (name: string): void => {
  isAsked = true;
  send({ type: "table", name });
};

const consider = (): void => {
  const { target, ignore, task } = plan.value;
  send({ type: "consider", target, ignore: ignore.filter((name) => name !== target), task });
};

/** Changes what is chosen; what follows from it for the target is asked of the server. */
export const choose = (changes: Partial<Plan>): void => {
  plan.value = { ...plan.value, ...changes };
  if ("target" in changes || "ignore" in changes || "task" in changes) {
    considered.value = null;
    refusal.value = null;
    consider();
  }
};

// A 32nd of the rows for a step, as the library does unless told otherwise.
const batchOf = (count: number): number => Math.max(1, Math.min(32, Math.floor(count / 32)));

const experimentOf = (its: TableBrought, chosen: Plan, found: Goal): Experiment => {
  const task = taskNames[found.task];
  const loss = lossesFor[task][0]!;
  return {
    hillock: 1,
    data: {
      name: its.name,
      target: [found.target],
      ...(chosen.ignore.length > 0 ? { ignore: chosen.ignore.filter((name) => name !== found.target) } : {}),
      ...(chosen.task === null ? {} : { task: taskNames[chosen.task] }),
      test: chosen.test,
    },
    layers: layersOf({ hidden: chosen.hidden.map((units) => ({ units, activation: chosen.activation })), outputs: found.outputs, task, loss, initializer: "auto", dropout: 0 }),
    loss,
    optimizer: { type: "adam", learning_rate: 0.003 },
    epochs: chosen.epochs,
    batch: batchOf(its.rows),
    seed: chosen.seed,
    validation: chosen.patience > 0 ? 0.2 : 0,
    patience: chosen.patience,
  };
};

/** Trains the chosen network on the table. */
export const train = (): void => {
  if (!table.value || !considered.value) return;
  judged.value = rows.value = repeated.value = null;
  startsOnceOpen = true;
  edit(experimentOf(table.value, plan.value, considered.value));
};

const planOf = (its: Experiment): Plan => {
  const hidden = hiddenLayers(its);
  const task = (Object.keys(taskNames) as LearningTask[]).find((name) => taskNames[name] === its.data.task);
  return {
    target: its.data.target?.[0] ?? null,
    ignore: its.data.ignore ?? [],
    task: task ?? null,
    hidden: hidden.map((layer) => layer.units),
    activation: hidden[0]?.activation ?? usual.activation,
    epochs: its.epochs,
    patience: its.patience ?? 0,
    test: its.data.test ?? 0.2,
    seed: its.seed,
  };
};

const isOn = (its: Experiment, name: string): boolean => its.data.name === name && (its.data.target?.length ?? 0) > 0;

const enter = (message: TableBrought): void => {
  coming.value = null;
  const isSame = table.value?.name === message.name && table.value.rows === message.rows; // the server was away
  table.value = message;
  if (message.isShipped) kept = null;
  else if (isAsked) kept = sent;
  if (isSame && !isAsked) return;
  judged.value = rows.value = repeated.value = null;
  considered.value = message.guess ?? null;
  plan.value = isOn(experiment.value, message.name) ? planOf(experiment.value) : { ...usual, target: message.guess?.target ?? null };
  if (isOn(experiment.value, message.name)) consider();
  if (isAsked) change({ room: "table" });
  isAsked = false;
};

const open = (message: FileOpened): void => {
  coming.value = null;
  opened.value = message.sentence;
  isAwaited = true;
};

/** Is begun before anything else is asked of a server: experiments may need the table. */
export const listenToTables = (): void => {
  listen("welcome", () => {
    const its = table.value;
    if (its === null) {
      if (settings.value.room === "table" && shipped.includes(experiment.value.data.name)) send({ type: "table", name: experiment.value.data.name });
    } else if (its.isShipped) send({ type: "table", name: its.name });
    else if (kept) deliver(kept, false);
  });
  listen("table", enter);
  listen("considered", (message) => {
    considered.value = message.goal;
    plan.value = { ...plan.value, target: message.goal.target };
  });
  listen("verdict", (message) => {
    if (message.run === run.value?.run) judged.value = message;
  });
  listen("rows", (message) => {
    const before = rows.value;
    rows.value = message.from > 0 && before !== null ? { ...message, from: 0, rows: [...before.rows, ...message.rows] } : message;
  });
  listen("repeated", (message) => {
    if (message.run === run.value?.run) repeated.value = message;
  });
  listen("opened", open);
  listen("refused", () => {
    coming.value = null;
    startsOnceOpen = isAsked = false;
  });
  listen("run", (message) => {
    judged.value = rows.value = repeated.value = null;
    if (isAwaited) {
      isAwaited = isAsked = false;
      const its = message.experiment as unknown as Experiment;
      if (table.value?.name === its.data.name) {
        plan.value = planOf(its);
        consider();
      }
      change({ room: isTableOfOwn(its.data) ? "table" : "play" });
    }
    // Not the run that was still on its way when the training was asked for.
    if (startsOnceOpen && (message.experiment as unknown as Experiment).data.name === experiment.value.data.name) {
      startsOnceOpen = false;
      send({ type: "pace", stepsPerSecond: null });
      send({ type: "play" });
    }
  });
};

/** Whether the run stands still after some training, so that it can be judged. */
export const canBeJudged = computed(() => isLearned.value && runState.value !== null && !runState.value.playing && runState.value.epoch + runState.value.step > 0);

/** How many hidden layers, in words that a visitor types: 32, 16. */
export const readHidden = (text: string): number[] | null => {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  const units = parts.map(Number);
  const most = welcome.value?.allowed.units ?? 1024;
  const layers = welcome.value?.allowed.layers ?? 24;
  return units.length < layers && units.every((count) => Number.isInteger(count) && count >= 1 && count <= most) ? units : null;
};

// A run that is laid aside, to be seen under the next one.

import { effect, signal } from "@preact/signals";
import type { RunOpened } from "#messages";
import type { UnitMap } from "../frame.ts";
import { curves, frame, leftBehind, run, type Curves } from "./run.ts";

export interface Kept {
  run: RunOpened;
  epoch: number;
  curves: Curves;
  /** What its outputs answer over the plane. */
  outputs: UnitMap[];
  /** Whether it was left behind where the run branched off, not chosen. */
  isLeft: boolean;
}

export const kept = signal<Kept | null>(null);

/** Lays the present run aside, as it is at this moment. */
export const keep = (): void => {
  const [opened, now] = [run.value, frame.value];
  if (!opened || !now || now.run !== opened.run) return;
  kept.value = { run: opened, epoch: now.epoch, curves: structuredClone(curves.now), outputs: outputsOf(opened, now.maps), isLeft: false };
};

/** Where a run branches off, what it leaves behind is there to compare with, if nothing else is. */
export const keepWhatIsLeft = (): void => {
  effect(() => {
    const left = leftBehind.value;
    const opened = run.peek();
    if (left && opened && (kept.peek() === null || kept.peek()!.isLeft))
      kept.value = { run: opened, epoch: Math.floor(left.epochs.at(-1) ?? 0), curves: left, outputs: [], isLeft: true };
  });
};

export const forget = (): void => {
  kept.value = null;
};

/** The maps of a run's outputs: the last ones. */
export const outputsOf = (opened: RunOpened, maps: UnitMap[]): UnitMap[] => maps.slice(maps.length - opened.outputMaps);

/** Whether it answers the same question over the same plane as another run. */
export const isComparable = (its: Kept, opened: RunOpened): boolean =>
  its.outputs.length > 0 && JSON.stringify([its.run.map, its.run.columns, its.run.task, its.run.labels]) === JSON.stringify([opened.map, opened.columns, opened.task, opened.labels]);

// What the network's parts are called.

import type { RunOpened } from "#messages";
import { denseLayers, type LinkPlace, type UnitPlace } from "./geometry.ts";

const isOutput = (run: RunOpened, its: UnitPlace): boolean => its.layer === denseLayers(run).length - 1;

/** Such as `x`, `layer 1, unit 3`, `output A`. */
export const unitName = (run: RunOpened, its: UnitPlace): string => {
  if (its.layer < 0) return run.inputs[its.unit] ?? `input ${its.unit + 1}`;
  if (isOutput(run, its)) return run.labels.length > 2 ? `output ${run.labels[its.unit]}` : "output";
  return `layer ${its.layer + 1}, unit ${its.unit + 1}`;
};

const end = (run: RunOpened, its: UnitPlace): string => (its.layer < 0 || isOutput(run, its) ? unitName(run, its) : `unit ${its.unit + 1}`);

/** Such as `w[x → unit 3]`. */
export const weightSymbol = (run: RunOpened, { from, to }: LinkPlace): string => `w[${end(run, from)} → ${end(run, to)}]`;

/** Such as `weight from layer 1, unit 3 to output`. */
export const linkName = (run: RunOpened, { from, to }: LinkPlace): string => `weight from ${unitName(run, from)} to ${unitName(run, to)}`;

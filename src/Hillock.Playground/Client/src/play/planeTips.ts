// What the plane says of a place, of a sample, and of both runs that are laid over each other.

import { figure } from "../drawing/figure.ts";
import { valueAt, type Place } from "../drawing/plane.ts";
import type { UnitMap } from "../frame.ts";
import type { RunOpened } from "#messages";
import { isComparable, kept, outputsOf } from "../state/kept.ts";
import { frame, run } from "../state/run.ts";
import type { Told } from "../state/tip.ts";
import type { Shown } from "./Samples.tsx";

const numbers = (opened: RunOpened, { u, v }: Place): { across: number; up: number } => {
  const map = opened.map!;
  return { across: map.left + u * (map.right - map.left), up: map.top - v * (map.top - map.bottom) };
};

const short = (value: number): string => figure(Number(value.toPrecision(3)));

/** A place in the data's own numbers: `(1.2, −3)`, or the one number where there is one column. */
export const coordinates = (opened: RunOpened, place: Place): string => {
  const { across, up } = numbers(opened, place);
  return opened.map!.up === null ? short(across) : `(${short(across)}, ${short(up)})`;
};

/** What outputs say: of two classes the probability, where it is one, and which; of many the probability of each; else the number. */
const answers = (opened: RunOpened, values: number[]): Told["lines"] => {
  const target = opened.targets[0] ?? "";
  if (opened.task === "Regression") return [[`answer ${target} =`, figure(values[0]!)]];
  if (values.length > 1) return values.map((p, k) => [`P(${target} ${opened.labels[k]}) =`, figure(p)]);
  const isProbability = opened.layers.at(-1)?.activation === "sigmoid";
  const [value] = values as [number];
  const says = opened.labels[value >= (isProbability ? 0.5 : 0) ? 1 : 0] ?? "";
  return [isProbability ? [`P(${target} ${opened.labels[1]}) =`, figure(value)] : ["output =", figure(value)], ["answer", `${target} ${says}`]];
};

const answersAt = (opened: RunOpened, outputs: UnitMap[], place: Place): Told["lines"] =>
  answers(
    opened,
    outputs.map((map) => valueAt(map, place)),
  );

/** @param sample What lies there; null: nothing that is near. */
export const tellPlace = (place: Place, sample: Shown | null): Told => {
  const opened = run.value!;
  const now = frame.value;
  const outputs = now && now.run === opened.run ? outputsOf(opened, now.maps) : [];
  const before = kept.value;
  const across = opened.columns[opened.map!.across] ?? "x";
  const up = opened.map!.up === null ? null : opened.columns[opened.map!.up];
  const { across: x, up: y } = numbers(opened, place);
  const lines: Told["lines"] = [];
  if (sample) {
    const its = sample.test ? opened.test : opened.train;
    const target = its.targets[sample.sample]!;
    lines.push([`truth${opened.task === "Regression" ? " =" : ""}`, opened.task === "Regression" ? figure(target) : `${opened.targets[0]} ${opened.labels[target]}`]);
  }
  if (outputs.length > 0) lines.push(...answersAt(opened, outputs, place));
  if (before && isComparable(before, opened)) lines.push(...answersAt(before.run, before.outputs, place).map(([name, value]) => [`kept run, ${name}`, value] as const));
  return {
    title: `${sample ? `${sample.test ? "Test sample" : "Sample"} ${sample.sample + 1}: ` : ""}${across} = ${short(x)}${up === null ? "" : `, ${up} = ${short(y)}`}`,
    lines,
  };
};

// Points drawn by hand: a table inside the experiment, so that the command learns from the same rows.

import { signal } from "@preact/signals";
import { lossesFor, type Experiment } from "./experiment.ts";
import { experiment, reshape, run } from "./run.ts";

export interface Point {
  x: number;
  y: number;
  label: string;
}

/** The plane that is drawn on reaches from −side to side. */
export const side = 6;

export const labels = ["A", "B", "C", "D", "E", "F"];

/** The class of the points that are drawn next. */
export const brush = signal(0);

/** So near to a place a point is meant. */
const reach = 0.6;

const name = "points";
const head = "x,y,class";

export const isDrawn = (its: Experiment): boolean => its.data.name === name && its.data.text !== undefined;

export const pointsOf = (its: Experiment): Point[] =>
  isDrawn(its)
    ? its.data
        .text!.split("\n")
        .slice(1)
        .filter((line) => line !== "")
        .map((line) => {
          const [x, y, label] = line.split(",");
          return { x: Number(x), y: Number(y), label: label ?? "" };
        })
    : [];

/** Whether there is enough to learn from: two classes, each with two points. */
export const canLearn = (its: Experiment): boolean => {
  const counts = new Map<string, number>();
  for (const { label } of pointsOf(its)) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()].filter((count) => count >= 2).length >= 2 && [...counts.values()].every((count) => count >= 2);
};

/** The color of a class: as the legend and the answer have it, once the network knows the classes there are. */
export const colorOf = (label: string): number => {
  const known = canLearn(experiment.value) ? (run.value?.labels.indexOf(label) ?? -1) : -1;
  return known >= 0 ? known : labels.indexOf(label);
};

const put = (points: Point[]): void => {
  const now = experiment.value;
  const classes = new Set(points.map((point) => point.label)).size;
  const task = classes > 2 ? "multiclass" : "binary";
  const drawn: Experiment = {
    ...now,
    data: { name, text: [head, ...points.map(({ x, y, label }) => `${x.toFixed(3)},${y.toFixed(3)},${label}`)].join("\n") + "\n", features: ["x", "y"], target: ["class"], test: 0 },
  };
  if (!canLearn(drawn)) {
    experiment.value = drawn; // shown, but there is nothing to ask of the engine yet
    return;
  }
  experiment.value = drawn;
  reshape({ task, outputs: task === "binary" ? 1 : classes, loss: lossesFor[task][0]! });
};

export const startDrawing = (): void => {
  if (!isDrawn(experiment.value)) put([]);
};

export const add = (point: Omit<Point, "label">): void => put([...pointsOf(experiment.value), { ...point, label: labels[brush.value]! }]);

export const erase = (): void => put([]);

/** Takes the last point back. */
export const takeBack = (): void => put(pointsOf(experiment.value).slice(0, -1));

/** Takes away the point nearest to a place, if one is near. */
export const removeAt = ({ x, y }: Omit<Point, "label">): void => {
  const points = pointsOf(experiment.value);
  const away = (point: Point): number => Math.hypot(point.x - x, point.y - y);
  const near = points.toSorted((a, b) => away(a) - away(b))[0];
  if (near && away(near) <= reach) put(points.filter((point) => point !== near));
};

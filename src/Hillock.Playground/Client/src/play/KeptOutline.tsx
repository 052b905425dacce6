import { useComputed } from "@preact/signals";
import { contours } from "d3-contour";
import { valuesOf } from "../drawing/plane.ts";
import type { UnitMap } from "../frame.ts";
import type { RunOpened } from "#messages";
import { isComparable, kept } from "../state/kept.ts";
import { run } from "../state/run.ts";
import { size } from "./Samples.tsx";

/** One map as a curve over the one column. */
export const curvePath = (map: UnitMap, now: RunOpened): string => {
  const plan = now.map!;
  return valuesOf(map)
    .map((value, i) => {
      const x = ((i + 0.5) / map.bytes.length) * size;
      const y = size - ((value - plan.bottom) / (plan.top - plan.bottom)) * size;
      return `${i === 0 ? "M" : "L"}${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join("");
};

/** Where a number on the grid passes a threshold; not the picture's own edge, where a region merely ends. */
const outline = (values: number[], { width, height }: UnitMap, threshold: number): string => {
  const isEdge = ([x, y]: [number, number]): boolean => x <= 0.5 || y <= 0.5 || x >= width - 0.5 || y >= height - 0.5;
  const rings = contours().size([width, height]).contour(values, threshold).coordinates.flat() as [number, number][][];
  return rings
    .flatMap((ring) =>
      ring.map((point, i) => {
        const before = ring[i - 1];
        const moves = before === undefined || (isEdge(before) && isEdge(point));
        return `${moves ? "M" : "L"}${((point[0] / width) * size).toFixed(1)},${((point[1] / height) * size).toFixed(1)}`;
      }),
    )
    .join("");
};

/** Of each class how far it is ahead of all others, place by place: its border lies at 0. */
const leads = (outputs: UnitMap[]): number[][] => {
  const values = outputs.map(valuesOf);
  return values.map((own, k) => own.map((p, i) => p - Math.max(...values.filter((_, j) => j !== k).map((other) => other[i]!))));
};

/** The border between classes; of a number the lines at 0 and at half of what the colors span. */
const borders = (opened: RunOpened, outputs: UnitMap[]): string => {
  const first = outputs[0]!;
  if (outputs.length > 1) return leads(outputs).map((lead) => outline(lead, first, 0)).join("");
  const middle = first.offset;
  const thresholds = opened.task === "Regression" ? [-0.5, 0, 0.5].map((share) => middle + share * first.scale) : [middle];
  const values = valuesOf(first);
  return thresholds.map((threshold) => outline(values, first, threshold)).join("");
};

/** The decision of the run that was laid aside, over that of the present one. */
export const KeptOutline = () => {
  const path = useComputed(() => {
    const [its, opened] = [kept.value, run.value];
    if (!its || !opened || !isComparable(its, opened)) return null;
    return opened.map!.up === null ? curvePath(its.outputs[0]!, opened) : borders(opened, its.outputs);
  });
  return path.value === null ? null : (
    <>
      <path class="kept under" d={path.value} />
      <path class="kept" d={path.value} />
    </>
  );
};

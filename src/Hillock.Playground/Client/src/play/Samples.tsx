import { classColor, signColor } from "../drawing/colors.ts";
import type { Place } from "../drawing/plane.ts";
import type { Points, RunOpened } from "#messages";
import { viewpoint } from "../state/microscope.ts";
import { task } from "../state/run.ts";
import { settings } from "../state/settings.ts";

/** Side of the picture in its own units; on the page it is as large as there is room. */
export const size = 320;

/** A sample that is drawn. */
export interface Shown {
  test: boolean;
  sample: number;
}

/** Where a sample lies in the picture. */
const spotOf = (its: Points, now: RunOpened, i: number): { x: number; y: number } => {
  const map = now.map!;
  const width = now.columns.length;
  const up = map.up === null ? its.targets[i]! : its.values[i * width + map.up]!;
  return { x: ((its.values[i * width + map.across]! - map.left) / (map.right - map.left)) * size, y: size - ((up - map.bottom) / (map.top - map.bottom)) * size };
};

/** The place of a sample. */
export const placeOf = (now: RunOpened, { test, sample }: Shown): Place => {
  const { x, y } = spotOf(test ? now.test : now.train, now, sample);
  return { u: x / size, v: y / size };
};

/** The sample that is shown nearest to a place, and how far it is, in units of the picture; null: none is shown. */
export const nearest = (now: RunOpened, { u, v }: Place): (Shown & { distance: number }) | null => {
  let best: (Shown & { distance: number }) | null = null;
  for (const test of settings.value.showTest ? [false, true] : [false]) {
    const its = test ? now.test : now.train;
    for (let sample = 0; sample < its.targets.length; sample++) {
      const spot = spotOf(its, now, sample);
      const distance = Math.hypot(spot.x - u * size, spot.y - v * size);
      if (best === null || distance < best.distance) best = { test, sample, distance };
    }
  }
  return best;
};

/** The ring around the sample under the microscope. */
export const Lens = ({ run: now }: { run: RunOpened }) => {
  const at = viewpoint.value;
  const its = at?.test ? now.test : now.train;
  if (!at || !now.map || at.sample >= its.targets.length) return null;
  const { x, y } = spotOf(its, now, at.sample);
  return <circle class="lens" cx={x} cy={y} r={7} />;
};

/** The samples in the plane: a disc to learn from, a ring to test with. */
export const Samples = ({ its, run: now, kind }: { its: Points; run: RunOpened; kind: "train" | "test" }) => {
  const map = now.map;
  if (!map) return null;
  const largest = Math.max(1e-9, ...its.targets.map(Math.abs));
  return (
    <g>
      {its.targets.map((target, i) => {
        const color = map.up === null ? "var(--ink)" : task.value === "regression" ? signColor(target / largest) : classColor(target);
        const { x, y } = spotOf(its, now, i);
        return kind === "train" ? (
          <circle key={i} cx={x} cy={y} r={3} fill={color} stroke="var(--paper)" stroke-width={1} />
        ) : (
          <circle key={i} cx={x} cy={y} r={3} fill="var(--paper)" stroke={color} stroke-width={1.75} />
        );
      })}
    </g>
  );
};

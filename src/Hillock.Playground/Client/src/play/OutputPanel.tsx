import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { classColor, signColor } from "../drawing/colors.ts";
import { readable, useFrames } from "../drawing/frames.ts";
import { isDrawn } from "../state/points.ts";
import { experiment, run, task } from "../state/run.ts";
import { change, settings } from "../state/settings.ts";
import { Plane } from "./Plane.tsx";

const figure = (value: number): string => (Number.isFinite(value) ? Math.abs(value) >= 1e5 ? value.toExponential(2) : (Math.abs(value) < 0.0995 && value !== 0 ? value.toPrecision(2) : value.toFixed(3)) : "–");

/** Losses and scores of both sets. */
const Figures = () => {
  const host = useRef<HTMLDivElement>(null);
  useFrames(
    host,
    readable,
    (next) => {
      [next.trainLoss, next.testLoss, next.trainScore, next.testScore].forEach((value, i) => (host.current!.querySelectorAll("output")[i]!.textContent = figure(value)));
    },
    [],
  );
  const score = task.value === "regression" ? "R²" : "accuracy";
  return (
    <div class="figures" ref={host}>
      <span>
        Training loss <output class="number" aria-live="off" data-figure="train-loss" />
      </span>
      <span>
        Test loss <output class="number" aria-live="off" data-figure="test-loss" />
      </span>
      <span>
        Training {score} <output class="number" aria-live="off" />
      </span>
      <span>
        Test {score} <output class="number" aria-live="off" />
      </span>
    </div>
  );
};

/** What the colors mean. */
const Legend = ({ isCurve }: { isCurve: boolean }) => {
  const now = run.value;
  if (now && task.value !== "regression") {
    return (
      <div class="legend">
        {now.labels.map((label, i) => (
          <span key={label}>
            <i style={{ background: classColor(i) }} />
            {now.targets[0]} {label}
          </span>
        ))}
      </div>
    );
  }
  if (isCurve) return null;
  const largest = now ? Math.max(1e-9, ...now.train.targets.map(Math.abs)) : 1;
  return (
    <div>
      <div class="ramp" style={{ background: `linear-gradient(90deg, ${signColor(-1)}, ${signColor(0)}, ${signColor(1)})` }} />
      <div class="legend ends">
        <span>{figure(-largest)}</span>
        <span>0</span>
        <span>{figure(largest)}</span>
      </div>
    </div>
  );
};

/** What the network answers, how well, and in which colors. */
export const OutputPanel = () => {
  const isCurve = useComputed(() => run.value?.map?.up === null && !isDrawn(experiment.value));
  return (
    <section class="panel output" aria-label="Output">
      <Figures />
      <Plane />
      <div class="notes">
        <Legend isCurve={isCurve.value} />
        <div class="legend">
          <label class="check">
            <input type="checkbox" checked={settings.value.showTest} onChange={(event) => change({ showTest: event.currentTarget.checked })} /> Show test samples
          </label>
          {!isCurve.value && (
            <label class="check">
              <input type="checkbox" checked={settings.value.discretize} onChange={(event) => change({ discretize: event.currentTarget.checked })} /> Only the decision
            </label>
          )}
        </div>
      </div>
    </section>
  );
};

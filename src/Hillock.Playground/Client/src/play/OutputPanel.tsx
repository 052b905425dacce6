import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { onFrame } from "../connection.ts";
import { classColor, signColor, theme } from "../drawing/colors.ts";
import { drawClasses, drawSigned } from "../drawing/heatmap.ts";
import type { Frame, UnitMap } from "../frame.ts";
import type { Points, RunOpened } from "#messages";
import { add, canLearn, isDrawn, labels, pointsOf, side } from "../state/points.ts";
import { look, viewpoint } from "../state/microscope.ts";
import { experiment, frame, run, task } from "../state/run.ts";
import { change, settings } from "../state/settings.ts";

const size = 320;

const figure = (value: number): string => (Number.isFinite(value) ? Math.abs(value) >= 1e5 ? value.toExponential(2) : (Math.abs(value) < 0.0995 && value !== 0 ? value.toPrecision(2) : value.toFixed(3)) : "–");

/** Where a sample lies in the picture. */
const spotOf = (its: Points, now: RunOpened, i: number): { x: number; y: number } => {
  const map = now.map!;
  const width = now.columns.length;
  const up = map.up === null ? its.targets[i]! : its.values[i * width + map.up]!;
  return { x: ((its.values[i * width + map.across]! - map.left) / (map.right - map.left)) * size, y: size - ((up - map.bottom) / (map.top - map.bottom)) * size };
};

/** The sample that is shown nearest to a place. */
const nearest = (now: RunOpened, x: number, y: number): { test: boolean; sample: number } => {
  const shown = [
    { test: false, its: now.train },
    ...(settings.value.showTest ? [{ test: true, its: now.test }] : []),
  ].flatMap(({ test, its }) =>
    its.targets.map((_, sample) => {
      const spot = spotOf(its, now, sample);
      return { test, sample, distance: Math.hypot(spot.x - x, spot.y - y) };
    }),
  );
  return shown.reduce((best, each) => (each.distance < best.distance ? each : best));
};

/** The ring around the sample under the microscope. */
const Lens = ({ run: now }: { run: RunOpened }) => {
  const at = viewpoint.value;
  const its = at?.test ? now.test : now.train;
  if (!at || !now.map || at.sample >= its.targets.length) return null;
  const { x, y } = spotOf(its, now, at.sample);
  return <circle class="lens" cx={x} cy={y} r={7} />;
};

/** The samples in the plane: a disc to learn from, a ring to test with. */
const Samples = ({ its, run: now, kind }: { its: Points; run: RunOpened; kind: "train" | "test" }) => {
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

const curvePath = (map: UnitMap, now: RunOpened): string => {
  const plan = now.map!;
  return Array.from(map.bytes, (byte, i) => {
    const value = map.offset + (map.scale * byte) / 127;
    const x = ((i + 0.5) / map.bytes.length) * size;
    const y = size - ((value - plan.bottom) / (plan.top - plan.bottom)) * size;
    return `${i === 0 ? "M" : "L"}${x.toFixed(1)},${y.toFixed(1)}`;
  }).join("");
};

/** Points that are being drawn, before and while the network learns them. */
const Drawn = () => (
  <g>
    {pointsOf(experiment.value).map((point, i) => (
      <circle
        key={i}
        cx={((point.x + side) / (2 * side)) * size}
        cy={((side - point.y) / (2 * side)) * size}
        r={3.5}
        fill={classColor(colorOf(point.label))}
        stroke="var(--paper)"
        stroke-width={1}
      />
    ))}
  </g>
);

// As the legend and the answer are colored: by the classes there are, once the network knows them.
const colorOf = (label: string): number => {
  const known = canLearn(experiment.value) ? (run.value?.labels.indexOf(label) ?? -1) : -1;
  return known >= 0 ? known : labels.indexOf(label);
};

/** Where the pen is, in the numbers of the plane. */
const spot = (event: PointerEvent): { x: number; y: number } => {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return { x: ((event.clientX - box.left) / box.width) * 2 * side - side, y: side - ((event.clientY - box.top) / box.height) * 2 * side };
};

/** What the network answers over the plane, with the data on it. */
export const OutputPanel = () => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const curve = useRef<SVGPathElement>(null);
  const figures = useRef<HTMLDivElement>(null);
  const now = run.value;
  const isCurve = useComputed(() => run.value?.map?.up === null && !isDrawn(experiment.value));
  const drawing = useComputed(() => isDrawn(experiment.value));
  const isBlank = useComputed(() => drawing.value && !canLearn(experiment.value));

  useEffect(() => {
    const paint = (next: Frame) => {
      const opened = run.value;
      if (!opened || next.run !== opened.run) return;
      const [trainLoss, testLoss, trainScore, testScore] = figures.current!.querySelectorAll("output");
      trainLoss!.textContent = figure(next.trainLoss);
      testLoss!.textContent = figure(next.testLoss);
      trainScore!.textContent = figure(next.trainScore);
      testScore!.textContent = figure(next.testScore);
      const outputs = next.maps.slice(next.maps.length - opened.outputMaps);
      if (outputs.length === 0 || !opened.map) return;
      if (opened.map.up === null) curve.current?.setAttribute("d", curvePath(outputs[0]!, opened));
      else if (canvas.current && outputs.length === 1) drawSigned(canvas.current, outputs[0]!, settings.value.discretize, 0.62);
      else if (canvas.current) drawClasses(canvas.current, outputs, settings.value.discretize);
    };
    if (frame.value) paint(frame.value);
    return onFrame(paint);
  }, [now?.run, settings.value.discretize, theme.value]);

  const last = useRef<{ x: number; y: number } | null>(null);
  const begin = (event: PointerEvent): void => {
    if (!drawing.value) {
      if (!now?.map || now.train.targets.length === 0) return;
      const box = event.currentTarget as Element;
      const { left, top, width, height } = box.getBoundingClientRect();
      look(nearest(now, ((event.clientX - left) / width) * size, ((event.clientY - top) / height) * size));
      return;
    }
    last.current = spot(event);
    add(last.current);
  };
  const go = (event: PointerEvent): void => {
    if (!drawing.value || event.buttons === 0 || last.current === null) return;
    const next = spot(event);
    if (Math.hypot(next.x - last.current.x, next.y - last.current.y) < 0.45) return; // a stroke is a row of points
    last.current = next;
    add(next);
  };

  const score = task.value === "regression" ? "R²" : "accuracy";
  const largest = now ? Math.max(1e-9, ...now.train.targets.map(Math.abs)) : 1;
  return (
    <section class="panel output" aria-label="Output">
      <div class="figures" ref={figures}>
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
      <div class="picture">
        {!isCurve.value && <canvas ref={canvas} hidden={isBlank.value} role="img" aria-label="The network's answer over the plane" />}
        <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label="The samples" class={drawing.value ? "pen" : "lens"} onPointerDown={begin} onPointerMove={go}>
          {drawing.value ? <Drawn /> : now && <Samples its={now.train} run={now} kind="train" />}
          {now && settings.value.showTest && <Samples its={now.test} run={now} kind="test" />}
          {now && !drawing.value && <Lens run={now} />}
          {isCurve.value && <path ref={curve} fill="none" stroke="var(--negative)" stroke-width={2.5} />}
        </svg>
      </div>
      {now && task.value !== "regression" ? (
        <div class="legend">
          {now.labels.map((label, i) => (
            <span key={label}>
              <i style={{ background: classColor(i) }} />
              {now.targets[0]} {label}
            </span>
          ))}
        </div>
      ) : (
        !isCurve.value && (
          <div>
            <div class="ramp" style={{ background: `linear-gradient(90deg, ${signColor(-1)}, ${signColor(0)}, ${signColor(1)})` }} />
            <div class="legend" style={{ justifyContent: "space-between" }}>
              <span>{figure(-largest)}</span>
              <span>0</span>
              <span>{figure(largest)}</span>
            </div>
          </div>
        )
      )}
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
    </section>
  );
};

import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { bisector, extent } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { figure } from "../drawing/figure.ts";
import { readable, useFrames } from "../drawing/frames.ts";
import { useReader, type Reading } from "../drawing/reader.ts";
import { forget, keep, kept } from "../state/kept.ts";
import { curves, frame, run, type Curves } from "../state/run.ts";
import type { Told } from "../state/tip.ts";

const width = 320;
const height = 190;
const margin = { left: 46, right: 10, top: 8, bottom: 26 };

const format = (value: number): string => (value >= 1000 ? `${value / 1000}k` : Number(value.toPrecision(2)).toString());

/** From numbers to the drawing, and back; null: nothing has been measured yet. */
const scales = (isLog: boolean) => {
  const all = [curves.now, ...(kept.value ? [kept.value.curves] : [])];
  const losses = all.flatMap((run) => [...run.train, ...run.test]).filter((value) => Number.isFinite(value) && (!isLog || value > 0));
  if (losses.length === 0) return null;
  const [low, high] = extent(losses) as [number, number];
  const last = Math.max(1, ...all.map((run) => run.epochs.at(-1) ?? 0));
  return {
    x: scaleLinear([0, last], [margin.left, width - margin.right]),
    y: isLog ? scaleLog([Math.max(low, 1e-12) * 0.9, high * 1.1], [height - margin.bottom, margin.top]) : scaleLinear([0, high * 1.05], [height - margin.bottom, margin.top]),
  };
};

const draw = (svg: SVGSVGElement, isLog: boolean): void => {
  const to = scales(isLog);
  if (!to) return;
  const { x, y } = to;
  const path = (run: Curves, values: number[]): string =>
    line<number>()
      .defined((value) => Number.isFinite(value) && (!isLog || value > 0))
      .x((_, i) => x(run.epochs[i]!))
      .y((value) => y(value))(values) ?? "";
  const set = (name: string, d: string) => svg.querySelector(`[data-curve="${name}"]`)?.setAttribute("d", d);
  const before = kept.value?.curves;
  set("train", path(curves.now, curves.now.train));
  set("test", path(curves.now, curves.now.test));
  set("train-before", before ? path(before, before.train) : "");
  set("test-before", before ? path(before, before.test) : "");

  const here = frame.value?.epoch ?? 0;
  const now = svg.querySelector("[data-now]")!;
  const at = x(here).toFixed(1);
  now.setAttribute("x1", at);
  now.setAttribute("x2", at);
  now.toggleAttribute("hidden", here + 1 >= (curves.now.epochs.at(-1) ?? 0));

  const ticks = svg.querySelector("[data-ticks]")!;
  ticks.replaceChildren(
    ...x.ticks(5).map((tick) => label(x(tick), height - 10, format(tick), "middle")),
    ...y.ticks(4).slice(0, 8).flatMap((tick) => [rule(y(tick)), label(margin.left - 6, y(tick) + 4, format(tick), "end")]),
  );
};

const byEpoch = bisector<number, number>((epoch) => epoch).center;

const figuresAt = (its: Curves, epoch: number, prefix: string): Told["lines"] => {
  const i = byEpoch(its.epochs, epoch);
  if (its.epochs[i] === undefined) return [];
  return [
    [`${prefix}training loss`, figure(its.train[i]!)],
    [`${prefix}test loss`, figure(its.test[i]!)],
  ];
};

/** What both runs had reached at a place of the chart. */
const readAt = (isLog: boolean, at: number): Reading | null => {
  const to = scales(isLog);
  if (!to || curves.now.epochs.length === 0) return null;
  const i = byEpoch(curves.now.epochs, to.x.invert(at));
  const epoch = curves.now.epochs[i]!;
  const loss = [curves.now.test[i]!, curves.now.train[i]!].find((value) => Number.isFinite(value) && (!isLog || value > 0)) ?? 0;
  return {
    x: to.x(epoch),
    y: isLog && loss === 0 ? height - margin.bottom : to.y(loss),
    read: () => ({
      title: `Epoch ${figure(epoch)}`,
      lines: [...figuresAt(curves.now, epoch, ""), ...(kept.value ? figuresAt(kept.value.curves, epoch, "kept run, ") : [])],
    }),
  };
};

const svgNamespace = "http://www.w3.org/2000/svg";

const label = (x: number, y: number, text: string, anchor: string): SVGElement => {
  const element = document.createElementNS(svgNamespace, "text");
  element.setAttribute("x", x.toFixed(1));
  element.setAttribute("y", y.toFixed(1));
  element.setAttribute("text-anchor", anchor);
  element.textContent = text;
  return element;
};

const rule = (y: number): SVGElement => {
  const element = document.createElementNS(svgNamespace, "line");
  element.setAttribute("class", "axis");
  element.setAttribute("x1", String(margin.left));
  element.setAttribute("x2", String(width - margin.right));
  element.setAttribute("y1", y.toFixed(1));
  element.setAttribute("y2", y.toFixed(1));
  return element;
};

/** Training and test loss against epochs; another run under it, to compare. */
export const LossChart = () => {
  const svg = useRef<SVGSVGElement>(null);
  const isLog = useSignal(false);
  useFrames(svg, readable, () => draw(svg.current!, isLog.value), [isLog.value, run.value?.run, kept.value]);
  const { reading, handlers } = useReader(width, height, (x) => readAt(isLog.value, x));
  return (
    <section class="panel" aria-label="Loss">
      <h2>Loss</h2>
      <svg ref={svg} class="chart" viewBox={`0 0 ${width} ${height}`} role="application" aria-label="Training and test loss against epochs; arrow keys read it" {...handlers}>
        <g data-ticks />
        <path class="curve" data-curve="train-before" stroke="var(--line-strong)" stroke-dasharray="2 3" />
        <path class="curve" data-curve="test-before" stroke="var(--line-strong)" />
        <path class="curve" data-curve="train" stroke="var(--ink-soft)" stroke-dasharray="4 3" />
        <path class="curve" data-curve="test" stroke="var(--ink)" />
        <line class="now" data-now y1={margin.top} y2={height - margin.bottom} />
        {reading.value && <line class="reading" x1={reading.value.x} x2={reading.value.x} y1={margin.top} y2={height - margin.bottom} />}
      </svg>
      <div class="legend">
        <span>– – training</span>
        <span>— test</span>
        {kept.value && <span>gray: {kept.value.isLeft ? "what was left behind" : "the kept run"}, to epoch {kept.value.epoch.toLocaleString("en-US")}</span>}
        <label class="check">
          <input type="checkbox" checked={isLog.value} onChange={(event) => (isLog.value = event.currentTarget.checked)} /> log axis
        </label>
        <button class="plain" onClick={kept.value ? forget : keep}>
          {kept.value ? "Forget the kept run" : "Keep this run to compare"}
        </button>
      </div>
    </section>
  );
};

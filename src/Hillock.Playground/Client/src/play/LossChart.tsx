import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { extent } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { onFrame } from "../connection.ts";
import { curves, keepForComparison, run, type Curves } from "../state/run.ts";

const width = 420;
const height = 190;
const margin = { left: 46, right: 10, top: 8, bottom: 26 };

const format = (value: number): string => (value >= 1000 ? `${value / 1000}k` : Number(value.toPrecision(2)).toString());

const draw = (svg: SVGSVGElement, isLog: boolean): void => {
  const all = [curves.now, ...(curves.before ? [curves.before] : [])];
  const losses = all.flatMap((run) => [...run.train, ...run.test]).filter((value) => Number.isFinite(value) && (!isLog || value > 0));
  if (losses.length === 0) return;
  const [low, high] = extent(losses) as [number, number];
  const last = Math.max(1, ...all.map((run) => run.epochs.at(-1) ?? 0));
  const x = scaleLinear([0, last], [margin.left, width - margin.right]);
  const y = isLog ? scaleLog([Math.max(low, 1e-12) * 0.9, high * 1.1], [height - margin.bottom, margin.top]) : scaleLinear([0, high * 1.05], [height - margin.bottom, margin.top]);
  const path = (run: Curves, values: number[]): string =>
    line<number>()
      .defined((value) => Number.isFinite(value) && (!isLog || value > 0))
      .x((_, i) => x(run.epochs[i]!))
      .y((value) => y(value))(values) ?? "";
  const set = (name: string, d: string) => svg.querySelector(`[data-curve="${name}"]`)?.setAttribute("d", d);
  set("train", path(curves.now, curves.now.train));
  set("test", path(curves.now, curves.now.test));
  set("train-before", curves.before ? path(curves.before, curves.before.train) : "");
  set("test-before", curves.before ? path(curves.before, curves.before.test) : "");

  const ticks = svg.querySelector("[data-ticks]")!;
  ticks.replaceChildren(
    ...x.ticks(5).map((tick) => label(x(tick), height - 10, format(tick), "middle")),
    ...y.ticks(4).slice(0, 8).flatMap((tick) => [rule(y(tick)), label(margin.left - 6, y(tick) + 4, format(tick), "end")]),
  );
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
  useEffect(() => {
    let frames = 0;
    const paint = () => {
      if (svg.current) draw(svg.current, isLog.value);
    };
    paint();
    return onFrame(() => {
      if (frames++ % 4 === 0) paint();
    });
  }, [isLog.value, run.value?.run]);
  return (
    <section class="panel" aria-label="Loss">
      <h2>Loss</h2>
      <svg ref={svg} class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label="Training and test loss against epochs">
        <g data-ticks />
        <path class="curve" data-curve="train-before" stroke="var(--line-strong)" stroke-dasharray="2 3" />
        <path class="curve" data-curve="test-before" stroke="var(--line-strong)" />
        <path class="curve" data-curve="train" stroke="var(--ink-soft)" stroke-dasharray="4 3" />
        <path class="curve" data-curve="test" stroke="var(--ink)" />
      </svg>
      <div class="legend">
        <span>– – training</span>
        <span>— test</span>
        <label class="check">
          <input type="checkbox" checked={isLog.value} onChange={(event) => (isLog.value = event.currentTarget.checked)} /> log axis
        </label>
        <button class="plain" onClick={keepForComparison}>
          Keep this run to compare
        </button>
      </div>
    </section>
  );
};

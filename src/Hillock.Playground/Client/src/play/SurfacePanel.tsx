import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { extent, minIndex } from "d3-array";
import { contours } from "d3-contour";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { listen, send } from "../connection.ts";
import { figure } from "../drawing/figure.ts";
import { useFrames } from "../drawing/frames.ts";
import { useReader } from "../drawing/reader.ts";
import { run } from "../state/run.ts";
import type { SurfaceDrawn } from "#messages";

const width = 320;
const height = 260;
const margin = { left: 44, right: 8, top: 6, bottom: 34 };
const levels = 14;
/** So near a mark of the path is meant, not the place. */
const reach = 5;
/** How often the run's place is asked for, in milliseconds. */
const footInterval = 200;

/** Levels of the loss, evenly apart, or each as much larger than the one before where the loss spans magnitudes. */
const thresholds = (low: number, high: number): number[] => {
  const isWide = low > 0 && high / low > 20;
  const scale = isWide ? scaleLog([low, high], [0, levels]) : scaleLinear([low, high], [0, levels]);
  return Array.from({ length: levels }, (_, i) => scale.invert(i));
};

/** Between the rows and columns of the grid. */
const at = (values: number[], place: number): number => values[0]! + place * ((values.at(-1)! - values[0]!) / (values.length - 1));

const Drawn = ({ drawn }: { drawn: SurfaceDrawn }) => {
  const here = useRef<SVGGElement>(null);
  const [columns, rows] = [drawn.x.length, drawn.y.length];
  const known = drawn.losses.filter((loss) => loss !== null);
  const [low, high] = extent(known) as [number, number];
  const losses = drawn.losses.map((loss) => loss ?? high);
  const x = scaleLinear([drawn.x[0]!, drawn.x.at(-1)!], [margin.left, width - margin.right]);
  const y = scaleLinear([drawn.y[0]!, drawn.y.at(-1)!], [height - margin.bottom, margin.top]);
  const steps = thresholds(low, high);
  const bands = contours().size([columns, rows]).thresholds(steps)(losses);
  // A contour's cell has its number in the middle; the outermost half cells lie beyond the first and the last number.
  const outline = (ring: [number, number][]): string =>
    `M${ring.map(([i, j]) => `${x(at(drawn.x, Math.min(Math.max(i - 0.5, 0), columns - 1))).toFixed(1)},${y(at(drawn.y, Math.min(Math.max(j - 0.5, 0), rows - 1))).toFixed(1)}`).join("L")}Z`;
  const path = line<number>()
    .x((i) => x(drawn.pathX[i]!))
    .y((i) => y(drawn.pathY[i]!))(drawn.pathX.map((_, i) => i));

  useEffect(
    () =>
      listen("foot", (foot) => {
        if (foot.run !== drawn.run || !here.current) return;
        const isOutside = foot.x < drawn.x[0]! || foot.x > drawn.x.at(-1)! || foot.y < drawn.y[0]! || foot.y > drawn.y.at(-1)!;
        here.current.setAttribute("transform", `translate(${x.copy().clamp(true)(foot.x).toFixed(1)},${y.copy().clamp(true)(foot.y).toFixed(1)})`);
        here.current.toggleAttribute("data-outside", isOutside);
      }),
    [drawn],
  );
  useFrames(here, footInterval, () => send({ type: "foot" }), [drawn]);

  const { reading, handlers } = useReader(width, height, (across, up) => {
    const [i, j] = [(x.invert(across) - drawn.x[0]!) / (drawn.x.at(-1)! - drawn.x[0]!), (y.invert(up) - drawn.y[0]!) / (drawn.y.at(-1)! - drawn.y[0]!)];
    const [column, row] = [Math.round(i * (columns - 1)), Math.round(j * (rows - 1))];
    if (column < 0 || row < 0 || column >= columns || row >= rows) return null;
    const loss = drawn.losses[row * columns + column];
    const mark = nearestMark(across, up);
    return {
      x: across,
      y: up,
      read: () => ({
        title: mark === null ? `(${figure(x.invert(across))}, ${figure(y.invert(up))})` : `Epoch ${figure(drawn.pathEpochs[mark]!)}`,
        lines: [["training loss", loss == null ? "too large" : figure(loss)]],
      }),
    };
  });
  const nearestMark = (across: number, up: number): number | null => {
    const distances = drawn.pathX.map((its, i) => Math.hypot(x(its) - across, y(drawn.pathY[i]!) - up));
    const least = minIndex(distances);
    return least >= 0 && distances[least]! < reach ? least : null;
  };
  const shade = (i: number): string => `color-mix(in srgb, var(--surface-high) ${Math.round((100 * i) / (levels - 1))}%, var(--surface-low))`;
  return (
    <>
      <svg class="chart surface" viewBox={`0 0 ${width} ${height}`} role="application" aria-label={`The training loss around the path; ${figure(low)} to ${figure(high)}; arrow keys read it`} {...handlers}>
        <rect x={margin.left} y={margin.top} width={width - margin.left - margin.right} height={height - margin.top - margin.bottom} style={{ fill: shade(0) }} />
        {bands.map((band, i) => (
          <path key={i} class="band" d={band.coordinates.map((polygon) => polygon.map((ring) => outline(ring as [number, number][])).join("")).join("")} style={{ fill: shade(i) }} />
        ))}
        {x.ticks(5).map((tick) => (
          <text key={`x${tick}`} x={x(tick)} y={height - margin.bottom + 14} text-anchor="middle">
            {tick}
          </text>
        ))}
        {y.ticks(5).map((tick) => (
          <text key={`y${tick}`} x={margin.left - 6} y={y(tick) + 4} text-anchor="end">
            {tick}
          </text>
        ))}
        <text x={(margin.left + width - margin.right) / 2} y={height - 4} text-anchor="middle">
          {drawn.followsPath ? "first principal direction of the path" : "a direction by chance"}
        </text>
        <text transform={`translate(10 ${(height - margin.bottom) / 2}) rotate(-90)`} text-anchor="middle">
          {drawn.followsPath ? "second" : "another"}
        </text>
        <path class="way" d={path ?? ""} />
        {drawn.pathX.map((_, i) => (
          <circle key={i} class="mark" cx={x(drawn.pathX[i]!)} cy={y(drawn.pathY[i]!)} r={1.6} />
        ))}
        <circle class="start" cx={x(drawn.pathX[0]!)} cy={y(drawn.pathY[0]!)} r={5} />
        {reading.value && <circle class="reading" cx={reading.value.x} cy={reading.value.y} r={4} />}
        <g ref={here} class="here" transform={`translate(${x(0)},${y(0)})`}>
          <circle r={5} />
        </g>
      </svg>
      <div class="surface-legend">
        <span class="number">{figure(low)}</span>
        <div class="steps">
          {steps.map((_, i) => (
            <i key={i} style={{ background: shade(i) }} />
          ))}
        </div>
        <span class="number">{figure(high)}</span>
        <span>training loss</span>
      </div>
      <p class="quiet">
        From epoch {drawn.pathEpochs[0]!.toLocaleString("en-US")} (ring) to {drawn.pathEpochs.at(-1)!.toLocaleString("en-US")}; the disc is where the run is now, seen on this plane.{" "}
        {drawn.followsPath ? `The plane holds ${(100 * drawn.explainedShare).toFixed(1)} % of the path’s variance.` : "The path is too short yet for a plane of its own."}
      </p>
    </>
  );
};

/** The loss over a plane through the weights, with the path that training took. */
export const SurfacePanel = () => {
  const drawn = useSignal<SurfaceDrawn | null>(null);
  const isAsked = useSignal(false);
  useEffect(() => {
    const stopDrawn = listen("surface", (message) => {
      drawn.value = message;
      isAsked.value = false;
    });
    const stopRefused = listen("refused", (message) => {
      if (message.about === "AskSurface") isAsked.value = false;
    });
    return () => {
      stopDrawn();
      stopRefused();
    };
  }, []);
  const its = drawn.value?.run === run.value?.run ? drawn.value : null;
  const ask = (): void => {
    isAsked.value = true;
    send({ type: "surface" });
  };
  return (
    <section class="panel" aria-label="Loss surface">
      <h2>The loss around the path</h2>
      {its ? <Drawn drawn={its} /> : <p class="quiet">Let it train for a while; then see the landscape that it went down through, the way it took, and where it stands.</p>}
      <div class="row">
        <button onClick={ask} disabled={isAsked.value || !run.value}>
          {isAsked.value ? "Computing …" : its ? "Draw it again" : "Draw the surface"}
        </button>
      </div>
    </section>
  );
};

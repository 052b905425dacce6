import { useComputed, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { classColor, theme } from "../drawing/colors.ts";
import { useFrames } from "../drawing/frames.ts";
import { drawClasses, drawSigned } from "../drawing/heatmap.ts";
import type { Place } from "../drawing/plane.ts";
import { outputsOf } from "../state/kept.ts";
import { look } from "../state/microscope.ts";
import { add, brush, canLearn, colorOf, isDrawn, labels, pointsOf, removeAt, side } from "../state/points.ts";
import { experiment, run } from "../state/run.ts";
import { settings } from "../state/settings.ts";
import { hide, hideAfter, shareOf, show, wayOf, within, type Way } from "../state/tip.ts";
import { curvePath, KeptOutline } from "./KeptOutline.tsx";
import { unitName } from "./names.ts";
import { tellPlace } from "./planeTips.ts";
import { pointed } from "./pointing.ts";
import { Lens, nearest, placeOf, Samples, size } from "./Samples.tsx";

/** So near, in units of the picture, a sample is meant and not the place. */
const reach = 6;
/** How far an arrow key goes, as a share of the picture; with Shift as far as the finest place. */
const stride = 1 / 40;
const fineStride = 1 / 200;
/** Colors go so far, that samples are seen on them. */
const pale = 0.62;
/** A stroke is a row of points, so far apart in the numbers of the plane. */
const apart = 0.45;

const spotOf = ({ u, v }: Place): { x: number; y: number } => ({ x: u * 2 * side - side, y: side - v * 2 * side });

const bounded = (share: number): number => Math.min(1, Math.max(0, share));

const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Points that are being drawn, before and while the network learns them. */
const Drawn = () => (
  <g>
    {pointsOf(experiment.value).map((point, i) => (
      <circle key={i} cx={((point.x + side) / (2 * side)) * size} cy={((side - point.y) / (2 * side)) * size} r={3.5} fill={classColor(colorOf(point.label))} stroke="var(--paper)" stroke-width={1} />
    ))}
  </g>
);

/** What the network answers over the plane, with the data on it: pointed at, drawn on, walked over with the arrow keys. */
export const Plane = () => {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const curve = useRef<SVGPathElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const cursor = useSignal<Place | null>(null);
  const now = run.value;
  const drawing = useComputed(() => isDrawn(experiment.value));
  const isCurve = useComputed(() => run.value?.map?.up === null && !isDrawn(experiment.value));
  const isBlank = useComputed(() => drawing.value && !canLearn(experiment.value));
  const unit = useComputed(() => (pointed.value?.map == null || isCurve.value || isBlank.value ? null : pointed.value));

  useFrames(
    host,
    0,
    (next) => {
      if (!now?.map || next.run !== now.run) return;
      const outputs = outputsOf(now, next.maps);
      if (outputs.length === 0) return;
      const large = unit.value ? next.maps[unit.value.map!] : undefined;
      if (now.map.up === null) curve.current?.setAttribute("d", curvePath(outputs[0]!, now));
      else if (canvas.current && large) drawSigned(canvas.current, large, settings.value.discretize, pale);
      else if (canvas.current && outputs.length === 1) drawSigned(canvas.current, outputs[0]!, settings.value.discretize, pale);
      else if (canvas.current) drawClasses(canvas.current, outputs, settings.value.discretize);
    },
    [now?.run, unit.value, isCurve.value, settings.value.discretize, theme.value],
  );

  const tell = (place: Place, way: Way): void => {
    if (!now?.map || isBlank.value) return;
    const near = drawing.value ? null : nearest(now, place);
    const sample = near && near.distance <= reach ? near : null;
    const at = sample ? placeOf(now, sample) : place;
    show(() => within(host.current!, at.u, at.v), () => tellPlace(at, sample), way);
  };
  const open = (place: Place): void => {
    const sample = now?.map ? nearest(now, place) : null;
    if (sample) look({ test: sample.test, sample: sample.sample });
  };

  const begin = (event: PointerEvent): void => {
    const place = shareOf(event, host.current!);
    if (drawing.value) {
      last.current = spotOf(place);
      add(last.current);
    } else {
      open(place);
      tell(place, wayOf(event));
    }
  };
  const go = (event: PointerEvent): void => {
    const place = shareOf(event, host.current!);
    if (event.buttons === 0) tell(place, wayOf(event));
    if (!drawing.value || event.buttons === 0 || last.current === null) return;
    const next = spotOf(place);
    if (Math.hypot(next.x - last.current.x, next.y - last.current.y) < apart) return;
    last.current = next;
    add(next);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = cursor.value ?? { u: 0.5, v: 0.5 };
    const arrow = arrows[event.key];
    const label = labels[Number(event.key) - 1];
    if (arrow) {
      const by = event.shiftKey ? fineStride : stride;
      cursor.value = { u: bounded(at.u + by * arrow[0]), v: bounded(at.v + by * arrow[1]) };
      tell(cursor.value, "keys");
    } else if (drawing.value && (event.key === "Enter" || label !== undefined)) {
      if (label !== undefined) brush.value = labels.indexOf(label);
      add(spotOf(at));
    } else if (drawing.value && (event.key === "Delete" || event.key === "Backspace")) {
      removeAt(spotOf(at));
    } else if (!drawing.value && event.key === "Enter") {
      open(at);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const label = drawing.value
    ? "The plane to draw on: arrow keys move, 1 to 6 or Enter put a point of a class, Delete takes one away"
    : "The network's answer with the samples: arrow keys move, Enter puts the nearest sample under the microscope";
  return (
    <div class="picture" ref={host}>
      {!isCurve.value && <canvas ref={canvas} hidden={isBlank.value} />}
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="application"
        tabindex={0}
        aria-label={label}
        class={drawing.value ? "pen" : "lens"}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerLeave={hideAfter}
        onKeyDown={press}
        onFocus={(event) => {
          if (!event.currentTarget.matches(":focus-visible")) return;
          cursor.value ??= { u: 0.5, v: 0.5 };
          tell(cursor.value, "keys");
        }}
        onBlur={() => {
          cursor.value = null;
          hide();
        }}
      >
        {drawing.value ? <Drawn /> : now && <Samples its={now.train} run={now} kind="train" />}
        {now && settings.value.showTest && <Samples its={now.test} run={now} kind="test" />}
        {now && !drawing.value && <Lens run={now} />}
        {!unit.value && <KeptOutline />}
        {isCurve.value && <path ref={curve} class="answer" />}
        {cursor.value && (
          <g class="cursor" transform={`translate(${cursor.value.u * size} ${cursor.value.v * size})`}>
            <line x1={-10} x2={-3} />
            <line x1={3} x2={10} />
            <line y1={-10} y2={-3} />
            <line y1={3} y2={10} />
          </g>
        )}
      </svg>
      {unit.value && now && <span class="what">{unitName(now, unit.value)}</span>}
      {isBlank.value && pointsOf(experiment.value).length === 0 && <span class="what">Draw here: two classes, two points of each at least</span>}
    </div>
  );
};

import { useSignal } from "@preact/signals";
import { build, construction } from "../state/construction.ts";

type Corner = [number, number];

interface RegionText {
  polygons: Corner[][];
  holes: Corner[][];
}

const side = 6;
const size = 200;

const read = (text: string): RegionText => {
  try {
    const region = JSON.parse(text) as Partial<RegionText>;
    return { polygons: region.polygons ?? [], holes: region.holes ?? [] };
  } catch {
    return { polygons: [], holes: [] };
  }
};

const px = (value: number): number => ((value + side) / (2 * side)) * size;
const points = (corners: Corner[]): string => corners.map(([x, y]) => `${px(x)},${size - px(y)}`).join(" ");

/** Polygons drawn corner by corner; the first corner again closes one. */
export const RegionSketch = () => {
  const open = useSignal<Corner[]>([]);
  const isHole = useSignal(false);
  const region = read(construction.value.argument);
  const put = (changed: RegionText): void => build({ argument: JSON.stringify(changed) });
  const close = (): void => {
    if (open.value.length < 3) return;
    const corners = open.value;
    open.value = [];
    put(isHole.value ? { ...region, holes: [...region.holes, corners] } : { ...region, polygons: [...region.polygons, corners] });
  };
  const click = (event: MouseEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const round = (value: number) => Math.round(value * 100) / 100;
    const corner: Corner = [round(((event.clientX - box.left) / box.width) * 2 * side - side), round(side - ((event.clientY - box.top) / box.height) * 2 * side)];
    const first = open.value[0];
    if (first && open.value.length >= 3 && Math.hypot(first[0] - corner[0], first[1] - corner[1]) < 0.5) close();
    else open.value = [...open.value, corner];
  };
  return (
    <div class="sketch">
      <svg viewBox={`0 0 ${size} ${size}`} class="pen" role="application" aria-label="Draw a polygon: click its corners, then the first again" onClick={click}>
        {region.polygons.map((corners, i) => (
          <polygon key={i} points={points(corners)} fill="color-mix(in srgb, var(--positive) 35%, transparent)" stroke="var(--positive)" />
        ))}
        {region.holes.map((corners, i) => (
          <polygon key={i} points={points(corners)} fill="var(--paper)" stroke="var(--negative)" />
        ))}
        <polyline points={points(open.value)} fill="none" stroke="var(--ink)" stroke-dasharray="3 2" />
        {open.value.map(([x, y], i) => (
          <circle key={i} cx={px(x)} cy={size - px(y)} r={i === 0 ? 5 : 3} fill="var(--ink)" />
        ))}
      </svg>
      <div class="row">
        <button onClick={close} disabled={open.value.length < 3}>
          Close
        </button>
        <button
          onClick={() => {
            open.value = [];
            construction.value = { ...construction.value, argument: '{"polygons":[],"holes":[]}' };
          }}
        >
          Erase
        </button>
        <label class="check">
          <input type="checkbox" checked={isHole.value} disabled={region.polygons.length === 0} onChange={(event) => (isHole.value = event.currentTarget.checked)} /> a hole
        </label>
      </div>
    </div>
  );
};

import type { Frame, UnitMap } from "../frame.ts";
import type { LinkPlace, Stage } from "../play/geometry.ts";
import { signColor, signTable } from "./colors.ts";
import { prepare } from "./heatmap.ts";

// Weights up to this are drawn by their size; where some are larger, all by their share of the largest, so that the picture stays readable.
const usual = 2.5;

/** The weight that the links' widths and colors are measured by. */
export const linkScale = (links: LinkPlace[], parameters: Float32Array): number => links.reduce((largest, link) => Math.max(largest, Math.abs(parameters[link.index] ?? 0)), usual);
export const linkWidth = (weight: number, scale: number): number => 0.6 + (5.4 * Math.abs(weight)) / scale;
export const linkColor = (weight: number, scale: number): string => signColor(Math.sign(weight) * Math.min(1, 0.35 + (usual * Math.abs(weight)) / scale));

const dash = [9, 3];
const biasSide = 9;
const still = matchMedia("(prefers-reduced-motion: reduce)");

const curve = (context: CanvasRenderingContext2D, { from, to }: LinkPlace): void => {
  const middle = (from.x + to.x) / 2;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
  context.stroke();
};

const drawLinks = (context: CanvasRenderingContext2D, stage: Stage, parameters: Float32Array, phase: number | null, chosen: number | null): void => {
  context.setLineDash(phase === null || still.matches ? [] : dash);
  context.lineDashOffset = -(phase ?? 0);
  const scale = linkScale(stage.links, parameters);
  for (const link of stage.links) {
    const weight = parameters[link.index]!;
    context.lineWidth = linkWidth(weight, scale) + (link.index === chosen ? 3 : 0);
    context.strokeStyle = linkColor(weight, scale);
    curve(context, link);
  }
};

// All units' maps lie one under the other on a sheet, which becomes pixels at once; each is enlarged from there to its place.
const sheet = document.createElement("canvas");

const drawMaps = (context: CanvasRenderingContext2D, stage: Stage, maps: UnitMap[], discretize: boolean): void => {
  const units = stage.columns.flat().filter((unit) => unit.map !== null && maps[unit.map]);
  const first = units[0];
  if (!first) return;
  const [width, height] = units.reduce(([w, h], unit) => [Math.max(w, maps[unit.map!]!.width), h + maps[unit.map!]!.height], [0, 0]);
  const ink = prepare(sheet, width, height);
  const table = signTable();
  let at = 0;
  for (const unit of units) {
    const { bytes, width: across, height: down } = maps[unit.map!]!;
    for (let y = 0; y < down; y++) {
      const row = (at + y) * width;
      for (let x = 0; x < across; x++) {
        const byte = bytes[y * across + x]!;
        ink.pixels[row + x] = table[(discretize ? (byte >= 0 ? 100 : -100) : byte) + 128]!;
      }
    }
    at += down;
  }
  ink.put();
  at = 0;
  for (const unit of units) {
    const { width: across, height: down } = maps[unit.map!]!;
    context.drawImage(sheet, 0, at, across, down, unit.x - stage.side / 2, unit.y - stage.side / 2, stage.side, stage.side);
    at += down;
  }
};

const drawBiases = (context: CanvasRenderingContext2D, stage: Stage, biases: (number | null)[], parameters: Float32Array): void => {
  for (const unit of stage.columns.slice(1).flat()) {
    const first = biases[unit.layer];
    if (first == null) continue;
    context.fillStyle = signColor(Math.max(-1, Math.min(1, parameters[first + unit.unit]!)));
    context.fillRect(unit.x - stage.side / 2 - 5, unit.y + stage.side / 2 - 5, biasSide, biasSide);
  }
};

/**
 * Draws all that changes with a frame on one canvas: links by sign and size of their weights, what each unit answers, biases. As elements of
 * their own they cost many times as much.
 * @param biases Where each layer's bias begins among the parameters.
 * @param phase How far the signal has flowed, in pixels; null: it rests.
 * @param chosen The link that stands out.
 */
export const drawNetwork = (canvas: HTMLCanvasElement, stage: Stage, frame: Frame, biases: (number | null)[], discretize: boolean, phase: number | null, chosen: number | null): void => {
  const ratio = Math.min(2, devicePixelRatio);
  const [width, height] = [Math.round(stage.width * ratio), Math.round(stage.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d")!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, stage.width, stage.height);
  if (frame.parameters.length > 0) drawLinks(context, stage, frame.parameters, phase, chosen);
  drawMaps(context, stage, frame.maps, discretize);
  if (frame.parameters.length > 0 && !stage.isSmall) drawBiases(context, stage, biases, frame.parameters);
};

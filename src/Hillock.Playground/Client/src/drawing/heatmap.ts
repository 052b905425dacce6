import type { UnitMap } from "../frame.ts";
import { classRgb, signTable, theme } from "./colors.ts";

const prepare = (canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null => {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return canvas.getContext("2d");
};

/** Draws one unit's map: a pixel for each place, which the page enlarges smoothly. */
export const drawSigned = (canvas: HTMLCanvasElement, map: UnitMap, discretize: boolean, strength = 1): void => {
  const context = prepare(canvas, map.width, map.height);
  if (!context) return;
  const image = context.createImageData(map.width, map.height);
  const pixels = new Uint32Array(image.data.buffer);
  const table = signTable(strength);
  for (let i = 0; i < pixels.length; i++) {
    const byte = map.bytes[i]!;
    pixels[i] = table[(discretize ? (byte >= 0 ? 100 : -100) : byte) + 128]!;
  }
  context.putImageData(image, 0, 0);
};

/** Draws the most probable class of each place, the paler the less sure. */
export const drawClasses = (canvas: HTMLCanvasElement, maps: UnitMap[], discretize: boolean): void => {
  const first = maps[0];
  if (!first) return;
  const context = prepare(canvas, first.width, first.height);
  if (!context) return;
  const image = context.createImageData(first.width, first.height);
  const colors = maps.map((_, i) => classRgb(i));
  const pale = theme.value === "light" ? 250 : 24;
  const guess = 1 / maps.length;
  for (let i = 0; i < first.bytes.length; i++) {
    let best = 0;
    for (let k = 1; k < maps.length; k++) if (maps[k]!.bytes[i]! > maps[best]!.bytes[i]!) best = k;
    const map = maps[best]!;
    const p = map.offset + (map.scale * map.bytes[i]!) / 127;
    const strength = discretize ? 0.5 : 0.08 + 0.47 * Math.max(0, (p - guess) / (1 - guess));
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = pale + strength * (colors[best]![c]! - pale);
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
};

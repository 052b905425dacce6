import type { UnitMap } from "../frame.ts";
import { classRgb, packed, signTable, theme } from "./colors.ts";

interface Pixels {
  width: number;
  height: number;
  /** As a canvas stores them, row by row. */
  pixels: Uint32Array;
  put: () => void;
}

const prepared = new WeakMap<HTMLCanvasElement, Pixels>();

/** A canvas of that size and its pixels, which are kept from frame to frame. */
export const prepare = (canvas: HTMLCanvasElement, width: number, height: number): Pixels => {
  const known = prepared.get(canvas);
  if (known?.width === width && known.height === height) return known;
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(width, height);
  const made = { width, height, pixels: new Uint32Array(image.data.buffer), put: () => context.putImageData(image, 0, 0) };
  prepared.set(canvas, made);
  return made;
};

/** Draws one unit's map: a pixel for each place, which the page enlarges smoothly. */
export const drawSigned = (canvas: HTMLCanvasElement, map: UnitMap, discretize: boolean, strength = 1): void => {
  const { pixels, put } = prepare(canvas, map.width, map.height);
  const table = signTable(strength);
  for (let i = 0; i < pixels.length; i++) {
    const byte = map.bytes[i]!;
    pixels[i] = table[(discretize ? (byte >= 0 ? 100 : -100) : byte) + 128]!;
  }
  put();
};

/** Draws the most probable class of each place, the paler the less sure. */
export const drawClasses = (canvas: HTMLCanvasElement, maps: UnitMap[], discretize: boolean): void => {
  const first = maps[0];
  if (!first) return;
  const { pixels, put } = prepare(canvas, first.width, first.height);
  const colors = maps.map((_, i) => classRgb(i));
  const pale = theme.value === "light" ? 250 : 24;
  const guess = 1 / maps.length;
  for (let i = 0; i < pixels.length; i++) {
    let best = 0;
    for (let k = 1; k < maps.length; k++) if (maps[k]!.bytes[i]! > maps[best]!.bytes[i]!) best = k;
    const map = maps[best]!;
    const p = map.offset + (map.scale * map.bytes[i]!) / 127;
    const strength = discretize ? 0.5 : 0.08 + 0.47 * Math.max(0, (p - guess) / (1 - guess));
    const [r, g, b] = colors[best]!;
    pixels[i] = packed(pale + strength * (r - pale), pale + strength * (g - pale), pale + strength * (b - pale));
  }
  put();
};

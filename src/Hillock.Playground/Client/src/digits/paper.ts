// The paper: what is drawn on it, and how it goes to the server.

import { attend, choose, forget, glyphAt, isReady, sendPicture } from "../state/digits.ts";
import { isNotDone, mayBeDone } from "../state/teaching.ts";
import { grayOf } from "../drawing/gray.ts";
import { boxOf, ink, pen, strokes, type Stroke } from "./strokes.ts";

/** As large as it is read, in pixels. */
export const side = 256;

/** So often it is read while one draws, in milliseconds. */
const interval = 100;

// A stroke that is shorter is a touch: on a glyph it chooses that.
const touch = 0.012;

const context = Object.assign(document.createElement("canvas"), { width: side, height: side }).getContext("2d", { willReadFrequently: true })!;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Has the paper read as it is. */
export const readPaper = (): void => {
  clearTimeout(timer);
  timer = undefined;
  if (strokes.value.length === 0 || !isReady.value) return;
  ink(context, side, strokes.value);
  sendPicture(grayOf(context.getImageData(0, 0, side, side)), side, side, false);
};

const soon = (): void => {
  timer ??= setTimeout(readPaper, interval);
};

/** Puts the pen down. */
export const begin = (x: number, y: number): void => {
  isNotDone();
  strokes.value = [...strokes.value, { width: pen.value, points: [[x, y]] }];
};

/** Leads the pen on. */
export const goOn = (points: Stroke["points"]): void => {
  const its = strokes.value.at(-1);
  if (!its || points.length === 0) return;
  its.points.push(...points);
  strokes.value = [...strokes.value];
  heed(its);
  soon();
};

const heed = (stroke: Stroke): void => {
  const box = boxOf(stroke);
  attend({ x: box.x * side, y: box.y * side, width: box.width * side, height: box.height * side });
};

/** Lifts the pen. */
export const end = (): void => {
  const its = strokes.value.at(-1);
  if (!its) return;
  const { width, height } = boxOf(its);
  const [x, y] = its.points[0]!;
  const touched = Math.max(width, height) - its.width < touch ? glyphAt(x * side, y * side) : undefined;
  if (touched) {
    strokes.value = strokes.value.slice(0, -1);
    choose(touched);
    return;
  }
  heed(its);
  soon();
  mayBeDone(clear);
};

/** Takes the last stroke away. */
export const undo = (): void => {
  isNotDone();
  strokes.value = strokes.value.slice(0, -1);
  if (strokes.value.length === 0) clear();
  else soon();
};

/** Takes all strokes away. */
export const clear = (): void => {
  isNotDone();
  clearTimeout(timer);
  timer = undefined;
  strokes.value = [];
  forget();
};

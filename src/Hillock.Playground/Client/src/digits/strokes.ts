// What is drawn on the paper: strokes of a round pen, black on white.

import { signal } from "@preact/signals";

/** Places and widths are shares of the paper's side. */
export interface Stroke {
  width: number;
  points: [x: number, y: number][];
}

/** Pens, by name: how wide they are. */
export const pens: readonly (readonly [name: string, width: number])[] = [
  ["Thin", 0.018],
  ["Medium", 0.04],
  ["Thick", 0.075],
];

export const strokes = signal<readonly Stroke[]>([]);
export const pen = signal(pens[1]![1]);

/** Draws all strokes on white, as large as the side. */
export const ink = (context: CanvasRenderingContext2D, side: number, all: readonly Stroke[]): void => {
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.strokeStyle = "#000";
  context.lineCap = context.lineJoin = "round";
  for (const { width, points } of all) {
    context.lineWidth = width * side;
    context.beginPath();
    const [x, y] = points[0]!;
    context.moveTo(x * side, y * side);
    for (const [toX, toY] of points) context.lineTo(toX * side, toY * side);
    context.stroke();
  }
};

/** The box around a stroke. */
export const boxOf = ({ width, points }: Stroke): { x: number; y: number; width: number; height: number } => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - width / 2, Math.min(...ys) - width / 2];
  return { x: left, y: top, width: Math.max(...xs) + width / 2 - left, height: Math.max(...ys) + width / 2 - top };
};

import type { LinkPlace, Stage } from "../play/geometry.ts";
import { signColor } from "./colors.ts";

export const linkWidth = (weight: number): number => Math.min(9, 0.6 + 2.2 * Math.abs(weight));
export const linkColor = (weight: number): string => signColor(Math.sign(weight) * Math.min(1, 0.35 + Math.abs(weight)));

const dash = [9, 3];
const still = matchMedia("(prefers-reduced-motion: reduce)");

const curve = (context: CanvasRenderingContext2D, { from, to }: LinkPlace): void => {
  const middle = (from.x + to.x) / 2;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
  context.stroke();
};

/**
 * Draws all links by sign and size of their weights. On one canvas: a hundred paths that each change with every frame are slow as elements.
 * @param phase How far the signal has flowed, in pixels; null: it rests.
 */
export const drawLinks = (canvas: HTMLCanvasElement, stage: Stage, parameters: Float32Array, phase: number | null, chosen: number | null): void => {
  const ratio = Math.min(2, devicePixelRatio);
  const [width, height] = [Math.round(stage.width * ratio), Math.round(stage.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, stage.width, stage.height);
  context.setLineDash(phase === null || still.matches ? [] : dash);
  context.lineDashOffset = -(phase ?? 0);
  for (const link of stage.links) {
    const weight = parameters[link.index]!;
    context.lineWidth = linkWidth(weight) + (link.index === chosen ? 3 : 0);
    context.strokeStyle = linkColor(weight);
    curve(context, link);
  }
};

// The network and its answer as a picture to take away: the same marks as SVG, whose colors stand in it, and as PNG.

import { linkColor, linkScale, linkWidth } from "../drawing/network.ts";
import { drawSigned } from "../drawing/heatmap.ts";
import { linkPath, place } from "../play/geometry.ts";
import { frame, run } from "../state/run.ts";
import { settings } from "../state/settings.ts";

type Mark =
  | { kind: "rect"; x: number; y: number; width: number; height: number; fill: string; stroke: string }
  | { kind: "path"; d: string; stroke: string; width: number; dx: number; dy: number }
  | { kind: "circle"; x: number; y: number; r: number; fill: string; stroke: string; width: number }
  | { kind: "image"; x: number; y: number; width: number; height: number; canvas: HTMLCanvasElement }
  | { kind: "text"; x: number; y: number; text: string; fill: string };

interface Scene {
  width: number;
  height: number;
  marks: Mark[];
}

const outputSize = 320;
const margin = 24;

const colorOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The network, by its weights and maps as they are now. */
const networkMarks = (width: number, height: number): { marks: Mark[]; width: number; height: number } => {
  const [opened, now] = [run.value!, frame.value!];
  const stage = place(opened, width, height);
  const ink = colorOf("--ink");
  const size = stage.isSmall ? 18 : 44;
  const scale = linkScale(stage.links, now.parameters);
  const marks: Mark[] = stage.links.map((link) => {
    const weight = now.parameters[link.index] ?? 0;
    return { kind: "path", d: linkPath(link), stroke: linkColor(weight, scale), width: linkWidth(weight, scale), dx: 0, dy: 0 };
  });
  for (const unit of stage.columns.flat()) {
    const [x, y] = [unit.x - size / 2, unit.y - size / 2];
    marks.push({ kind: "rect", x, y, width: size, height: size, fill: colorOf("--neutral"), stroke: colorOf("--line-strong") });
    const map = unit.map === null ? undefined : now.maps[unit.map];
    if (map) {
      const canvas = document.createElement("canvas");
      drawSigned(canvas, map, settings.value.discretize);
      marks.push({ kind: "image", x: x + 1, y: y + 1, width: size - 2, height: size - 2, canvas });
    }
    if (unit.layer < 0) marks.push({ kind: "text", x: x - 6, y: unit.y + 4, text: opened.inputs[unit.unit] ?? "", fill: ink });
  }
  return { marks, width: stage.width, height: Math.max(stage.height, stage.needed) };
};

/** The answer over the plane with the samples on it, as it is drawn on the page. */
const outputMarks = (left: number, top: number): Mark[] => {
  const panel = document.querySelector(".output .picture");
  if (!panel) return [];
  const marks: Mark[] = [{ kind: "rect", x: left, y: top, width: outputSize, height: outputSize, fill: colorOf("--paper"), stroke: colorOf("--line") }];
  const canvas = panel.querySelector("canvas");
  if (canvas && canvas.width > 0 && !canvas.hidden) marks.push({ kind: "image", x: left, y: top, width: outputSize, height: outputSize, canvas });
  for (const element of panel.querySelectorAll<SVGGeometryElement>("svg circle, svg path")) {
    const { fill, stroke, strokeWidth } = getComputedStyle(element);
    const number = (name: string): number => Number(element.getAttribute(name));
    if (element.tagName === "circle") marks.push({ kind: "circle", x: left + number("cx"), y: top + number("cy"), r: number("r"), fill, stroke, width: parseFloat(strokeWidth) });
    else marks.push({ kind: "path", d: element.getAttribute("d") ?? "", stroke, width: parseFloat(strokeWidth), dx: left, dy: top });
  }
  return marks;
};

const sceneOf = (): Scene | null => {
  if (!run.value || !frame.value) return null;
  const network = networkMarks(760, 430);
  const output = outputMarks(network.width + margin, margin);
  return { width: network.width + (output.length > 0 ? outputSize + 2 * margin : 0), height: Math.max(network.height, outputSize + 2 * margin), marks: [...network.marks, ...output] };
};

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const svgOf = (mark: Mark): string => {
  switch (mark.kind) {
    case "rect":
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" rx="4" fill="${mark.fill}" stroke="${mark.stroke}"/>`;
    case "path":
      return `<path d="${mark.d}" transform="translate(${mark.dx} ${mark.dy})" fill="none" stroke="${mark.stroke}" stroke-width="${mark.width.toFixed(2)}" stroke-linecap="round"/>`;
    case "circle":
      return `<circle cx="${mark.x.toFixed(2)}" cy="${mark.y.toFixed(2)}" r="${mark.r}" fill="${mark.fill}" stroke="${mark.stroke}" stroke-width="${mark.width}"/>`;
    case "image":
      return `<image x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" preserveAspectRatio="none" href="${mark.canvas.toDataURL()}"/>`;
    case "text":
      return `<text x="${mark.x}" y="${mark.y}" fill="${mark.fill}" font-family="sans-serif" font-size="13" text-anchor="end">${escaped(mark.text)}</text>`;
  }
};

const paint = (context: CanvasRenderingContext2D, mark: Mark): void => {
  switch (mark.kind) {
    case "rect":
      context.fillStyle = mark.fill;
      context.strokeStyle = mark.stroke;
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(mark.x, mark.y, mark.width, mark.height, 4);
      context.fill();
      context.stroke();
      break;
    case "path":
      context.save();
      context.translate(mark.dx, mark.dy);
      context.strokeStyle = mark.stroke;
      context.lineWidth = mark.width;
      context.lineCap = "round";
      context.stroke(new Path2D(mark.d));
      context.restore();
      break;
    case "circle":
      context.fillStyle = mark.fill;
      context.strokeStyle = mark.stroke;
      context.lineWidth = mark.width;
      context.beginPath();
      context.arc(mark.x, mark.y, mark.r, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
      break;
    case "image":
      context.drawImage(mark.canvas, mark.x, mark.y, mark.width, mark.height);
      break;
    case "text":
      context.fillStyle = mark.fill;
      context.font = "13px sans-serif";
      context.textAlign = "right";
      context.fillText(mark.text, mark.x, mark.y);
      break;
  }
};

/** The picture as SVG; null: nothing is drawn yet. */
export const svgPicture = (): Blob | null => {
  const scene = sceneOf();
  if (!scene) return null;
  const { width, height, marks } = scene;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${colorOf("--paper")}"/>${marks.map(svgOf).join("")}</svg>\n`;
  return new Blob([text], { type: "image/svg+xml" });
};

/** The picture as PNG, twice as fine as on the page; null: nothing is drawn yet. */
export const pngPicture = (): Promise<Blob | null> => {
  const scene = sceneOf();
  if (!scene) return Promise.resolve(null);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * scene.width, 2 * scene.height];
  const context = canvas.getContext("2d")!;
  context.scale(2, 2);
  context.fillStyle = colorOf("--paper");
  context.fillRect(0, 0, scene.width, scene.height);
  for (const mark of scene.marks) paint(context, mark);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
};

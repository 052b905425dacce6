import { useSignalEffect } from "@preact/signals";
import type { TargetedPointerEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PictureRead, ReadGlyph } from "#messages";
import { theme } from "../drawing/colors.ts";
import { choose, glyph, glyphAt, read } from "../state/digits.ts";
import { captured } from "./frames.ts";
import { percent, sureness } from "./percent.ts";
import { count } from "./speed.ts";

const colorOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** What is read in all glyphs, in words. */
const words = (its: PictureRead | null): string => (its === null || its.glyphs.length === 0 ? "Nothing is read" : `Read: ${its.glyphs.map(({ label }) => label ?? "unsure").join(" ")}`);

/** The glyphs' boxes and what is read in them, over the picture. */
export const Boxes = ({ canChoose }: { canChoose: boolean }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const asked = useRef(0);

  const paint = (): void => {
    const [host, its] = [canvas.current, read.peek()];
    if (!host) return;
    const [width, height] = [Math.round(host.clientWidth * devicePixelRatio), Math.round(host.clientHeight * devicePixelRatio)];
    if (host.width !== width || host.height !== height) [host.width, host.height] = [width, height];
    const context = host.getContext("2d")!;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    const scale = its ? host.clientWidth / its.width : 1;
    const last = (each: ReadGlyph): number => Number(each.glyph === glyph.peek()?.glyph); // the one that is opened lies over the others
    for (const each of (its?.glyphs ?? []).toSorted((a, b) => last(a) - last(b))) mark(context, each, scale, host.clientWidth);
    host.setAttribute("aria-label", words(its));
    const capturedAt = its ? captured.get(its.picture) : undefined;
    if (!its || capturedAt === undefined) return;
    captured.delete(its.picture);
    count(capturedAt, its.milliseconds);
  };

  const mark = (context: CanvasRenderingContext2D, each: ReadGlyph, scale: number, width: number): void => {
    const [isSure, isOpen] = [each.label !== null, each.glyph === glyph.peek()?.glyph];
    const color = colorOf(isSure ? "--accent" : "--ink-soft");
    const [x, y, across, down] = [each.x * scale - 3, each.y * scale - 3, each.width * scale + 6, each.height * scale + 6];
    context.strokeStyle = color;
    context.lineWidth = isOpen ? 3 : 1.5;
    context.setLineDash(isSure ? [] : [5, 4]);
    context.strokeRect(x, y, across, down);
    const size = 0.8125 * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const tag = 1.5 * size;
    context.font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`;
    // As much as there is room for: small glyphs stand close.
    const long = isSure ? `${each.label} · ${percent(sureness(each))}` : "unsure";
    const text = context.measureText(long).width + 12 <= Math.max(across, 4 * size) ? long : (each.label ?? "?");
    const wide = context.measureText(text).width + 12;
    const left = Math.max(0, Math.min(x - context.lineWidth / 2, width - wide));
    const top = y - tag >= 0 ? y - tag : Math.min(y + down, context.canvas.height / devicePixelRatio - tag);
    context.fillStyle = color;
    context.fillRect(left, top, wide, tag);
    context.fillStyle = colorOf(isSure ? "--accent-ink" : "--paper");
    context.textBaseline = "middle";
    context.fillText(text, left + 6, top + tag / 2 + 1);
  };

  const soon = (): void => {
    cancelAnimationFrame(asked.current);
    asked.current = requestAnimationFrame(paint);
  };
  useSignalEffect(() => {
    void [read.value, glyph.value, theme.value];
    soon();
  });
  useEffect(() => {
    const observer = new ResizeObserver(soon);
    observer.observe(canvas.current!);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(asked.current);
    };
  }, []);

  const press = (event: TargetedPointerEvent<HTMLCanvasElement>): void => {
    const its = read.value;
    if (!its) return;
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [((event.clientX - left) * its.width) / width, ((event.clientY - top) * its.width) / width];
    const found = glyphAt(x, y);
    if (found) choose(found);
  };
  return <canvas ref={canvas} class={canChoose ? "boxes choose" : "boxes"} role="img" aria-label="Nothing is read" onPointerDown={canChoose ? press : undefined} />;
};

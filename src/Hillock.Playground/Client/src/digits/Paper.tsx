import { useSignal, useSignalEffect } from "@preact/signals";
import type { TargetedPointerEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { isReady } from "../state/digits.ts";
import { begin, clear, end, goOn, readPaper, undo } from "./paper.ts";
import { ink, pen, pens, strokes } from "./strokes.ts";

const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const step = 1 / 32;

const within = (value: number): number => Math.min(1, Math.max(0, value));

/** Paper to draw on with mouse, pen, finger or keys. */
export const Paper = () => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<number | null>(null);
  /** Where the pen is that is led by keys; null: it is not. */
  const held = useSignal<{ x: number; y: number; isDown: boolean } | null>(null);

  const paint = (): void => {
    const its = canvas.current;
    if (!its) return; // what is taken off the page may still be told of a change
    const side = Math.max(1, Math.round(its.clientWidth * devicePixelRatio));
    if (its.width !== side) its.width = its.height = side;
    const context = its.getContext("2d")!;
    ink(context, side, strokes.value);
    if (!held.value) return;
    const { x, y, isDown } = held.value;
    context.beginPath();
    context.arc(x * side, y * side, Math.max(6, pen.value * side), 0, 2 * Math.PI);
    context.lineWidth = 2 * devicePixelRatio;
    context.strokeStyle = isDown ? "#0877bd" : "#8b949e";
    context.stroke();
  };
  useSignalEffect(paint);
  useEffect(() => {
    const observer = new ResizeObserver(paint);
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, []);
  // Who comes back finds what was drawn, read by the model as it is now.
  useEffect(readPaper, [isReady.value]);

  const placed = ({ clientX, clientY }: PointerEvent): [number, number] => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    return [within((clientX - left) / width), within((clientY - top) / height)];
  };
  const down = (event: TargetedPointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0 || drawing.current !== null) return;
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = event.pointerId;
    held.value = null;
    begin(...placed(event));
  };
  const move = (event: TargetedPointerEvent<HTMLCanvasElement>): void => {
    if (event.pointerId !== drawing.current) return;
    const all = event.getCoalescedEvents?.() ?? [];
    goOn((all.length > 0 ? all : [event]).map(placed));
  };
  const up = (event: TargetedPointerEvent<HTMLCanvasElement>): void => {
    if (event.pointerId !== drawing.current) return;
    drawing.current = null;
    end();
  };
  const key = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z") undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === " " || event.key === "Enter") {
      const { x, y, isDown } = held.value ?? { x: 0.5, y: 0.5, isDown: false };
      if (isDown) end();
      else begin(x, y);
      held.value = { x, y, isDown: !isDown };
    } else if (event.key === "Delete" || event.key === "Backspace") clear();
    else if (arrows[event.key]) {
      const [right, below] = arrows[event.key]!;
      const { x, y, isDown } = held.value ?? { x: 0.5, y: 0.5, isDown: false };
      const far = event.shiftKey ? step / 4 : step;
      held.value = { x: within(x + right * far), y: within(y + below * far), isDown };
      if (isDown) goOn([[held.value.x, held.value.y]]);
    } else return;
    event.preventDefault();
  };
  const leave = (): void => {
    if (held.value?.isDown) end();
    held.value = null;
  };
  return (
    <>
      <canvas
        ref={canvas}
        class="paper"
        role="application"
        aria-label="Paper to draw on: arrow keys lead the pen, Space puts it down and lifts it, Delete clears"
        tabIndex={0}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onKeyDown={key}
        onBlur={leave}
      />
      {strokes.value.length === 0 && <p class="hint">Draw digits here</p>}
    </>
  );
};

/** The pens, and what takes strokes away. */
export const PaperTools = () => (
  <div class="row">
    {pens.map(([name, width]) => (
      <button key={name} aria-pressed={pen.value === width} onClick={() => (pen.value = width)}>
        {name}
      </button>
    ))}
    <span class="row apart">
      <button disabled={strokes.value.length === 0} onClick={undo}>
        Undo
      </button>
      <button disabled={strokes.value.length === 0} onClick={clear}>
        Clear
      </button>
    </span>
  </div>
);

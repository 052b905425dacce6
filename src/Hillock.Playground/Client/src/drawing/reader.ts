import { useSignal, type Signal } from "@preact/signals";
import type { SVGAttributes, TargetedPointerEvent } from "preact";
import { hide, hideAfter, shareOf, show, wayOf, within, type Told, type Way } from "../state/tip.ts";

/** What a drawing says of a place in it. */
export interface Reading {
  /** The place itself, in units of the drawing: of a curve the point that is nearest. */
  x: number;
  y: number;
  read: () => Told;
}

interface Reader {
  /** What is being read, to mark it; null: nothing. */
  reading: Signal<Reading | null>;
  /** For the drawing's root. */
  handlers: Pick<SVGAttributes<SVGSVGElement>, "tabindex" | "onPointerMove" | "onPointerDown" | "onPointerLeave" | "onKeyDown" | "onFocus" | "onBlur">;
}

const steps = 60;
const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Lets a drawing be read: by pointer, by finger, by arrow keys.
 * @param width Of its view box.
 * @param height Likewise.
 * @param at What it says of a place; null: nothing.
 */
export const useReader = (width: number, height: number, at: (x: number, y: number) => Reading | null): Reader => {
  const reading = useSignal<Reading | null>(null);
  const tell = (svg: SVGSVGElement, x: number, y: number, way: Way): void => {
    const next = at(x, y);
    reading.value = next;
    if (!next) {
      hide();
      return;
    }
    show(() => within(svg, next.x / width, next.y / height), next.read, way);
  };
  const point = (event: TargetedPointerEvent<SVGSVGElement>): void => {
    const { u, v } = shareOf(event, event.currentTarget);
    tell(event.currentTarget, u * width, v * height, wayOf(event));
  };
  const leave = (): void => {
    reading.value = null;
    hide();
  };
  return {
    reading,
    handlers: {
      tabindex: 0,
      onPointerMove: point,
      onPointerDown: point,
      onPointerLeave: (event) => {
        if (event.pointerType !== "touch") reading.value = null;
        hideAfter(event);
      },
      onKeyDown: (event) => {
        const arrow = arrows[event.key];
        if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
        const { x, y } = reading.value ?? { x: width / 2, y: height / 2 };
        tell(event.currentTarget, Math.min(width, Math.max(0, x + (arrow[0] * width) / steps)), Math.min(height, Math.max(0, y + (arrow[1] * height) / steps)), "keys");
        event.preventDefault();
      },
      onFocus: (event) => {
        if (event.currentTarget.matches(":focus-visible")) tell(event.currentTarget, width / 2, height / 2, "keys");
      },
      onBlur: leave,
    },
  };
};

// What is said beside the thing that one points at, or stands on with the keyboard.

import { signal } from "@preact/signals";

/** The edges of what is explained, in pixels of the window; the tip stands beside it, never on it. */
export interface Edges {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Told {
  title: string;
  /** Names and values. */
  lines: (readonly [name: string, value: string])[];
}

export interface Tip {
  beside: () => Edges;
  /** Whether it goes along when the page scrolls: keys and fingers stay with the thing, a pointer does not. */
  stays: boolean;
  /** Read again while the run goes on. */
  read: () => Told;
}

export const tip = signal<Tip | null>(null);
/** The same in words, for who goes there by keys. */
export const spoken = signal("");

const words = ({ title, lines }: Told): string => [title, ...lines.map(([name, value]) => `${name} ${value}`)].join(", ");

/** How one came to the thing. */
export type Way = "keys" | "touch" | "pointer";

export const wayOf = (event: PointerEvent): Way => (event.pointerType === "touch" ? "touch" : "pointer");

// Where the thing was when its tip was placed.
let shownAt: Edges | null = null;

/** Shows a tip. */
export const show = (beside: () => Edges, read: () => Told, way: Way): void => {
  shownAt = beside();
  tip.value = { beside, read, stays: way !== "pointer" };
  if (way === "keys") spoken.value = words(read());
};

const follow = (): void => {
  const its = tip.value;
  if (!its) return;
  const now = its.beside();
  if (shownAt && Math.abs(now.left - shownAt.left) + Math.abs(now.top - shownAt.top) < 1) return;
  shownAt = now;
  tip.value = its.stays ? { ...its } : null;
};

export const hide = (): void => {
  tip.value = null;
};

/** A finger that leaves has tapped: its tip stays until the next tap. */
export const hideAfter = (event: PointerEvent): void => {
  if (event.pointerType !== "touch") hide();
};

const radius = 14;

/** Around a place in an element, by the shares of its width and height: as large as what covers it, a pointer or a finger. */
export const within = (element: Element, u: number, v: number): Edges => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + u * width, top + v * height];
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
};

/** Where in an element a pointer is, in shares of its width and height. */
export const shareOf = (event: PointerEvent, element: Element): { u: number; v: number } => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const share = (at: number, length: number): number => (length > 0 ? Math.min(1, Math.max(0, at / length)) : 0);
  return { u: share(event.clientX - left, width), v: share(event.clientY - top, height) };
};

interface Teller {
  tabindex: number;
  onPointerEnter: (event: PointerEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  onPointerLeave: (event: PointerEvent) => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: () => void;
}

/** Lets an element say something of itself: to a pointer, to a finger, to who comes by keys. */
export const tells = (read: () => Told): Teller => {
  const point = (event: PointerEvent): void => {
    const target = event.currentTarget as Element;
    show(() => target.getBoundingClientRect(), read, wayOf(event));
  };
  return {
    tabindex: 0,
    onPointerEnter: point,
    onPointerDown: point,
    onPointerLeave: hideAfter,
    onFocus: (event) => {
      const target = event.currentTarget as Element;
      if (target.matches(":focus-visible")) show(() => target.getBoundingClientRect(), read, "keys");
    },
    onBlur: hide,
  };
};

export const listenToTips = (): void => {
  addEventListener("pointerdown", hide, { capture: true });
  addEventListener("scroll", follow, { capture: true, passive: true });
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
};

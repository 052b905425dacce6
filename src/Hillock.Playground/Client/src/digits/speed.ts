// How quick the camera's frames are answered: medians of the last fifty.

import { signal } from "@preact/signals";

const kept = 50;

export interface Speed {
  framesPerSecond: number;
  /** In the server, milliseconds. */
  reading: number;
  /** From the capture to the drawn answer, milliseconds. */
  toScreen: number;
}

/** Told twice a second; null: too few frames yet. */
export const speed = signal<Speed | null>(null);

let frames: { at: number; reading: number; toScreen: number }[] = [];
let told = 0;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

export const forgetSpeed = (): void => {
  frames = [];
  speed.value = null;
};

/** Counts a frame whose answer is drawn now. */
export const count = (captured: number, reading: number): void => {
  const now = performance.now();
  frames.push({ at: now, reading, toScreen: now - captured });
  if (frames.length > kept) frames.shift();
  if (frames.length < 5 || now - told < 500) return;
  told = now;
  speed.value = {
    framesPerSecond: (1000 * (frames.length - 1)) / (now - frames[0]!.at),
    reading: median(frames.map((frame) => frame.reading)),
    toScreen: median(frames.map((frame) => frame.toScreen)),
  };
};

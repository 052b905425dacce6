import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { onFrame } from "../connection.ts";
import type { Frame } from "../frame.ts";
import { frame } from "../state/run.ts";

/** What is read, not watched, changes so often: ten times a second, in milliseconds. */
export const readable = 100;

/** What is out of sight follows so often, in milliseconds: it is right when it comes into view. */
const unseen = 1000;

/**
 * Paints from frames, but nothing more often than it can be seen and read. What was passed over is painted when no frame comes any more.
 * @param every Milliseconds from one time to the next; 0: with each frame.
 * @param inputs What the painting depends on besides frames.
 */
export const useFrames = (host: RefObject<Element | null>, every: number, paint: (frame: Frame) => void, inputs: unknown[]): void =>
  useEffect(() => {
    let isSeen = false;
    let last = -Infinity;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const now = (): void => {
      clearTimeout(waiting);
      waiting = undefined;
      last = performance.now();
      if (frame.peek() && host.current) paint(frame.peek()!); // what is taken off the page may still be called once
    };
    const next = (): void => {
      const interval = isSeen ? every : unseen;
      if (performance.now() - last >= interval) now();
      else waiting ??= setTimeout(now, interval + 50); // the flow of frames has ended, unless one comes before
    };
    const observer = new IntersectionObserver((entries) => {
      isSeen = entries.at(-1)!.isIntersecting;
      if (isSeen) now();
    });
    observer.observe(host.current!);
    const stop = onFrame(next);
    now();
    return () => {
      stop();
      observer.disconnect();
      clearTimeout(waiting);
    };
  }, inputs);

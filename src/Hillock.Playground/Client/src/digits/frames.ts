// Frames of the camera on their way to the server: one at a time, as soon as the last is answered and a new one is there.

import { listen } from "../connection.ts";
import { grayOf } from "../drawing/gray.ts";
import { isReady, sendPicture } from "../state/digits.ts";
import { isHeld, zoom } from "./camera.ts";

/** The most that is sent of a frame, in pixels. */
const side = 256;

// No more than the eye needs; and when no answer comes, once a second.
const interval = 1000 / 30;
const patience = 1000;

/** When the frames that are on their way were captured, by number. */
export const captured = new Map<number, number>();

const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true, alpha: false })!;

/** The square in the middle of a video, as much nearer as is wished, in shades of gray. */
const squareOf = (video: HTMLVideoElement): { gray: Uint8Array<ArrayBuffer>; size: number } => {
  const whole = Math.min(video.videoWidth, video.videoHeight) / zoom.value;
  const size = Math.min(side, Math.round(whole));
  if (context.canvas.width !== size) context.canvas.width = context.canvas.height = size;
  context.imageSmoothingQuality = "medium"; // with low, thin lines get lost between the pixels
  context.drawImage(video, (video.videoWidth - whole) / 2, (video.videoHeight - whole) / 2, whole, whole, 0, 0, size, size);
  return { gray: grayOf(context.getImageData(0, 0, size, size)), size };
};

/** Sends what a video shows as a picture that stands alone: it is read anew when the model or its stages change. */
export const sendStill = (video: HTMLVideoElement): void => {
  const { gray, size } = squareOf(video);
  sendPicture(gray, size, size, false);
};

/** Sends a video's frames until told otherwise. */
export const sendFrames = (video: HTMLVideoElement): (() => void) => {
  let isNew = false;
  let sentAt = -Infinity;
  let awaited = 0;
  let asked = 0;
  const next = (): void => {
    const now = performance.now();
    if (!isNew || isHeld.value || !isReady.value || video.videoWidth === 0 || now - sentAt < (awaited === 0 ? interval - 4 : patience)) return;
    isNew = false;
    sentAt = now;
    const { gray, size } = squareOf(video);
    awaited = sendPicture(gray, size, size, true);
    captured.set(awaited, now);
  };
  const onVideoFrame = (): void => {
    asked = video.requestVideoFrameCallback(onVideoFrame);
    isNew = true;
    next();
  };
  const forget = listen("picture", ({ picture }) => {
    for (const number of captured.keys()) if (number < picture) captured.delete(number);
    if (picture !== awaited) return;
    awaited = 0;
    next();
  });
  asked = video.requestVideoFrameCallback(onVideoFrame);
  return () => {
    video.cancelVideoFrameCallback(asked);
    forget();
    captured.clear();
  };
};

// The camera: asked for, opened, given back, and what is said when it cannot be had.

import { signal } from "@preact/signals";

export type CameraState = { is: "off" | "asking" | "on" } | { is: "missing"; sentence: string };

export const state = signal<CameraState>({ is: "off" });
/** All cameras there are; known once one is allowed. */
export const cameras = signal<readonly MediaDeviceInfo[]>([]);
/** The one that is open. */
export const camera = signal("");
/** How much nearer than the whole square in the middle. */
export const zoom = signal(1);
/** Whether the picture is held still, to be looked into. */
export const isHeld = signal(false);
export const stream = signal<MediaStream | null>(null);

const sentences: Record<string, string> = {
  NotAllowedError: "The camera was refused: by you, by the browser or by the system. Allow it beside the page's address and ask again.",
  NotFoundError: "There is no camera on this device.",
  NotReadableError: "The camera does not answer: another program may be using it. Close that and ask again.",
  AbortError: "The camera does not answer: another program may be using it. Close that and ask again.",
  OverconstrainedError: "That camera is not there any more.",
};

const gone = "The camera has gone: it was unplugged, or taken back.";
const unsafe = "Browsers give a camera only to a page of this computer (localhost) or one with https, which this is not.";

const miss = (sentence: string): void => {
  stop();
  state.value = { is: "missing", sentence };
};

// Only the newest wish counts: who goes on while the browser still asks is not filmed afterwards.
let wish = 0;

/** Opens a camera. */
export const start = async (id: string = camera.value): Promise<void> => {
  const mine = ++wish;
  release();
  // The type has it always; a page that is not safe has not.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) {
    miss(unsafe);
    return;
  }
  state.value = { is: "asking" };
  try {
    const which = id === "" ? { facingMode: { ideal: "environment" } } : { deviceId: { exact: id } };
    const opened = await devices.getUserMedia({ audio: false, video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 }, ...which } });
    if (mine !== wish) {
      for (const track of opened.getTracks()) track.stop();
      return;
    }
    const track = opened.getVideoTracks()[0]!;
    track.addEventListener("ended", () => stream.value === opened && miss(gone));
    stream.value = opened;
    camera.value = track.getSettings().deviceId ?? "";
    state.value = { is: "on" };
    cameras.value = (await devices.enumerateDevices()).filter((device) => device.kind === "videoinput");
  } catch (error) {
    if (mine !== wish) return;
    const name = error instanceof DOMException ? error.name : "";
    camera.value = "";
    miss(sentences[name] ?? `The camera cannot be opened (${name || String(error)}).`);
  }
};

const release = (): void => {
  const open = stream.value;
  stream.value = null;
  isHeld.value = false;
  for (const track of open?.getTracks() ?? []) track.stop();
};

/** Gives the camera back. */
export const stop = (): void => {
  wish++;
  release();
  state.value = { is: "off" };
};

/** Gives the camera back while nobody sees the page, and takes it again. Returns how to end that. */
export const pauseUnseen = (): (() => void) => {
  let pauses = false;
  const change = (): void => {
    if (document.hidden && state.value.is === "on") {
      pauses = true;
      stop();
    } else if (!document.hidden && pauses) {
      pauses = false;
      void start();
    }
  };
  document.addEventListener("visibilitychange", change);
  return () => document.removeEventListener("visibilitychange", change);
};

import { signal } from "@preact/signals";
import { readFrame, type Frame } from "./frame.ts";
import type { ClientMessage, ServerMessage } from "#messages";

export type Connected = "connecting" | "open" | "lost" | "ended";

/** How things stand with the server. */
export const connected = signal<Connected>("connecting");
/** Why the server has ended the session. */
export const farewell = signal("");

type Of<Type extends ServerMessage["type"]> = Extract<ServerMessage, { type: Type }>;

const listeners = new Map<string, Set<(message: never) => void>>();
const sentListeners = new Set<(message: ClientMessage) => void>();
const frameListeners = new Set<(frame: Frame) => void>();
const policyViolation = 1008;
let socket: WebSocket | null = null;
let wait = 250;
let awaitedFile: Of<"file"> | null = null;
let onFile: (file: Of<"file">, bytes: ArrayBuffer) => void = () => {};

/** Is told every message of a type; returns how to stop that. */
export const listen = <Type extends ServerMessage["type"]>(type: Type, listener: (message: Of<Type>) => void): (() => void) => {
  const all = listeners.get(type) ?? new Set();
  listeners.set(type, all.add(listener as (message: never) => void));
  return () => all.delete(listener as (message: never) => void);
};

/** Is told every frame, once for each time that the screen is drawn. */
export const onFrame = (listener: (frame: Frame) => void): (() => void) => {
  frameListeners.add(listener);
  return () => frameListeners.delete(listener);
};

export const onFileMade = (listener: typeof onFile): void => {
  onFile = listener;
};

/** Is told every message that the page sends: what its visitor does. */
export const onSent = (listener: (message: ClientMessage) => void): void => {
  sentListeners.add(listener);
};

export const send = (message: ClientMessage): void => {
  if (socket?.readyState !== WebSocket.OPEN) return;
  socket.send(JSON.stringify(message));
  for (const listener of sentListeners) listener(message);
};

export const sendBytes = (bytes: ArrayBuffer): void => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(bytes);
};

const draw = (frame: Frame): void => {
  requestAnimationFrame(() => {
    try {
      for (const listener of frameListeners) listener(frame);
    } finally {
      send({ type: "drawn" }); // whatever went wrong: without this word no other frame would ever come
    }
  });
};

export const connect = (): void => {
  connected.value = socket === null ? "connecting" : connected.value;
  const address = new URL("socket", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  address.hash = "";
  address.search = "";
  socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    wait = 250;
    connected.value = "open";
  };
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === "string") {
      const message = JSON.parse(data) as ServerMessage;
      if (message.type === "file") awaitedFile = message;
      for (const listener of listeners.get(message.type) ?? []) listener(message as never);
      return;
    }

    if (new Uint8Array(data, 0, 1)[0] === 1) {
      draw(readFrame(data));
    } else if (awaitedFile) {
      onFile(awaitedFile, data.slice(8));
      awaitedFile = null;
    }
  };
  socket.onclose = ({ code, reason }) => {
    if (code === policyViolation) {
      // It did so on purpose: whoever wants to go on says so.
      farewell.value = reason;
      connected.value = "ended";
      return;
    }
    connected.value = "lost";
    setTimeout(connect, wait); // the server may come back; ask less and less often
    wait = Math.min(wait * 2, 8000);
  };
};

// Digits from the real world: which model reads, what it read last, and the glyph that is opened.

import { computed, effect, signal } from "@preact/signals";
import { connected, listen, send, sendBytes } from "../connection.ts";
import type { ClientMessage, GlyphExamined, PictureRead, ReadGlyph, ReaderOpened, UnitShown } from "#messages";
import { coming, deliver, take, type Brought } from "./bringing.ts";
import { look } from "./microscope.ts";
import { refusal } from "./run.ts";
import { change, settings } from "./settings.ts";

/** The ways by which a picture comes in. */
export type Way = "draw" | "camera" | "picture";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const way = signal<Way>("draw");
/** What reads, or read last where the server is away; null: the room was not opened yet. */
export const reader = signal<ReaderOpened | null>(null);
/** Whether the server is ready to read. */
export const isReady = signal(false);
/** What was read last, by the present way; null: nothing yet. */
export const read = signal<PictureRead | null>(null);
export const examined = signal<GlyphExamined | null>(null);
/** What units of the first layer look for, as far as it was asked. */
export const units = signal<ReadonlyMap<number, UnitShown>>(new Map());
/** The file that was brought last: a picture is read again when its way is chosen again. */
export const brought = signal<Brought | null>(null);

const chosen = signal<number | null>(null);

/** The glyph that is opened: the one that was chosen, or else the first. */
export const glyph = computed<ReadGlyph | null>(() => {
  const all = read.value?.glyphs ?? [];
  return all.find((each) => each.glyph === chosen.value) ?? all[0] ?? null;
});

/** The glyph at a place of what was read; undefined: there is none. */
export const glyphAt = (x: number, y: number): ReadGlyph | undefined =>
  read.value?.glyphs.find((each) => x >= each.x && y >= each.y && x <= each.x + each.width && y <= each.y + each.height);

/** How the server is told of a glyph: by its number, and the picture in which it is seen. */
export const placeOf = (its: ReadGlyph): { picture: number; glyph: number } => ({ picture: read.peek()?.picture ?? 0, glyph: its.glyph });

/** Asks for something; what was refused before is over. */
export const ask = (message: ClientMessage): void => {
  refusal.value = null;
  send(message);
};

// Answers to pictures up to this one come too late: the paper was cleared, or another way chosen.
let forgotten = 0;
let last = 0;

/** Sends a picture to be read: shades of gray, row by row. */
export const sendPicture = (gray: Uint8Array<ArrayBuffer>, width: number, height: number, isFrame: boolean): number => {
  send({ type: "picture", picture: ++last, isFrame, width, height });
  sendBytes(gray.buffer);
  return last;
};

/** Whether what was read is what was sent last. */
export const isCurrent = (): boolean => read.value?.picture === last;

/** Nothing is read any more; what was opened last stays until something else is. */
export const forget = (): void => {
  forgotten = last;
  read.value = chosen.value = interest = null;
};

// Where in the picture the visitor's interest lies: glyphs of pictures that stand alone are numbered anew in each.
let interest: Box | null = null;

/** Turns the interest to a part of the picture that is on its way: where the pen is. */
export const attend = (box: Box): void => {
  interest = box;
};

const shared = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** The glyph that shares most with the visitor's interest; null: none does. */
const attended = (glyphs: ReadGlyph[]): number | null => {
  const box = interest;
  if (!box) return null;
  const best = glyphs.reduce<ReadGlyph | null>((most, each) => (shared(each, box) > (most ? shared(most, box) : 0) ? each : most), null);
  return best?.glyph ?? null;
};

// While a camera's frames come, a glyph is opened so often; of other pictures after each answer.
const frameInterval = 200;
const patience = 1500;
let waiting: ReturnType<typeof setTimeout> | undefined;
let wanted = false;
let earliest = 0;

const release = (): void => {
  clearTimeout(waiting);
  waiting = undefined;
  if (wanted) examine();
};

const examine = (): void => {
  const its = glyph.peek();
  wanted = its !== null && waiting !== undefined;
  if (its === null || waiting !== undefined) return;
  send({ type: "examine", ...placeOf(its) });
  earliest = performance.now() + (read.peek()?.isFrame ? frameInterval : 0);
  waiting = setTimeout(release, patience);
};

// The answer is there: the next may be asked for, though not before its time.
const answer = (): void => {
  if (waiting === undefined) return;
  clearTimeout(waiting);
  waiting = setTimeout(release, Math.max(0, earliest - performance.now()));
};

/** Opens a glyph of what was read. */
export const choose = (its: ReadGlyph): void => {
  chosen.value = its.glyph;
  interest = its;
  examine();
};

/** Asks what a unit of the first layer looks for, unless that is known. */
export const askUnit = (unit: number): void => {
  if (!units.value.has(unit)) send({ type: "unit", unit });
};

/** Reads without some of the stages. */
export const switchOff = (off: string[]): void => ask({ type: "stages", off });

// The output that the microscope shall look at once the run is there; null: none was asked for.
let opening: number | null = null;

/** Opens the glyph in the microscope: its run, and the output of what it was taken for. */
export const openInMicroscope = (its: ReadGlyph): void => {
  opening = its.probabilities.indexOf(Math.max(...its.probabilities));
  ask({ type: "openGlyph", ...placeOf(its) });
};

export const turnTo = (next: Way): void => {
  if (next === way.value) return;
  way.value = next;
  examined.value = null;
  forget();
  if (next === "picture" && brought.value) deliver(brought.value, true);
};

/** What the room of digits takes besides pictures. */
const isOther = (name: string): boolean => /\.(safetensors|csv)$/i.test(name);

/** Whether a file is a picture, by what it is called. */
export const isPicture = (file: File): boolean => file.type.startsWith("image/") || /\.(png|jpe?g|bmp|p[gpb]m)$/i.test(file.name);

/** Brings a file to the room of digits: a picture, a model to read with, an own set. */
export const bringToDigits = async (file: File): Promise<void> => {
  const its = await take(file);
  if (its === null) return;
  change({ room: "digits" });
  if (!isOther(its.name)) {
    way.value = "picture";
    examined.value = null;
    forget();
    brought.value = its;
  }
  deliver(its, true);
};

const isExpected = (message: PictureRead): boolean => (message.picture === 0 ? way.value === "picture" : way.value !== "picture" && message.picture > forgotten);

const enter = (message: PictureRead): void => {
  if (message.picture === 0) coming.value = null;
  if (!isExpected(message)) return;
  // A picture that is read again, by other stages or another model, is told without its pixels.
  read.value = message.picture === 0 && message.shown === null ? { ...message, shown: read.value?.shown ?? null, name: message.name ?? read.value?.name ?? null } : message;
  if (!message.isFrame) chosen.value = attended(message.glyphs);
  examine();
};

export const listenToDigits = (): void => {
  listen("reader", (message) => {
    coming.value = null;
    if (message.hash !== reader.value?.hash) units.value = new Map();
    reader.value = message;
    isReady.value = true;
  });
  listen("picture", enter);
  listen("examined", (message) => {
    if (glyph.value) examined.value = message;
    answer();
  });
  listen("unit", (message) => {
    units.value = new Map(units.value).set(message.unit, message);
  });
  listen("ownSet", () => {
    coming.value = null;
  });
  listen("refused", ({ about }) => {
    if (about === "Bring") coming.value = null;
    if (about === "Examine") answer();
    if (about === "OpenGlyph") opening = null;
  });
  listen("run", () => {
    if (opening === null) return;
    change({ room: "play" });
    look({ test: false, sample: 0, layer: null, unit: opening, input: null });
    opening = null;
  });
  // A server that was started anew knows nothing of what was taught to the one before.
  effect(() => {
    if (connected.value !== "open") {
      isReady.value = false;
    } else if (settings.value.room === "digits" && !isReady.peek()) {
      send({ type: "reader", shipped: false });
      if (way.peek() === "picture" && brought.peek()) deliver(brought.peek()!, true);
    }
  });
};

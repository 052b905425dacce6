// Files on their way to the server: in pieces, and whole in the page's memory, so that they can be brought again.

import { signal } from "@preact/signals";
import { send, sendBytes } from "../connection.ts";
import { refusal, welcome } from "./run.ts";

export interface Brought {
  name: string;
  bytes: ArrayBuffer;
}

/** The file that is on its way. */
export const coming = signal<string | null>(null);

const piece = 256 << 10;

/**
 * Sends a file.
 * @param toDigits Whether it goes to the room of digits: a picture, a model to read with, an own set.
 */
export const deliver = ({ name, bytes }: Brought, toDigits: boolean): void => {
  send({ type: "bring", name, bytes: bytes.byteLength, toDigits });
  for (let at = 0; at < bytes.byteLength; at += piece) sendBytes(bytes.slice(at, at + piece));
};

/** Reads a file that a visitor gave; null: it cannot be brought, and the page says why. */
export const take = async (file: File): Promise<Brought | null> => {
  const most = welcome.value?.allowed.fileBytes ?? Infinity;
  refusal.value = null;
  if (file.size > most) {
    refusal.value = `${file.name} has ${file.size.toLocaleString("en-US")} bytes; the page takes files of up to ${(most / 2 ** 20).toLocaleString("en-US")} MB. The command has no such limit: hillock train ${file.name}`;
    return null;
  }
  coming.value = file.name;
  try {
    return { name: file.name, bytes: await file.arrayBuffer() };
  } catch {
    coming.value = null;
    refusal.value = `${file.name} cannot be read: bring a file, not a folder.`;
    return null;
  }
};

// Pictures in shades of gray: as the page sends them, and as the server shows them.

import { prepare } from "./heatmap.ts";
import { packed } from "./colors.ts";

/** Bytes that came as text. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** The shades of a picture, as `hillock predict` sees them in a colored file: (77 R + 150 G + 29 B + 128) / 256. */
export const grayOf = ({ data }: ImageData): Uint8Array<ArrayBuffer> => {
  const gray = new Uint8Array(data.length / 4);
  for (let i = 0, at = 0; i < gray.length; i++, at += 4) gray[i] = (77 * data[at]! + 150 * data[at + 1]! + 29 * data[at + 2]! + 128) >> 8;
  return gray;
};

/** Draws shades of gray, a pixel each. */
export const drawGray = (canvas: HTMLCanvasElement, gray: Uint8Array, width: number, height: number): void => {
  const { pixels, put } = prepare(canvas, width, height);
  for (let i = 0; i < pixels.length; i++) {
    const shade = gray[i]!;
    pixels[i] = packed(shade, shade, shade);
  }
  put();
};

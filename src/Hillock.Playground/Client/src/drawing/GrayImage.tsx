import { useEffect, useRef } from "preact/hooks";
import { bytesOf, drawGray } from "./gray.ts";

interface Props {
  /** Row by row, as text. */
  pixels: string;
  width: number;
  height: number;
  /** What it shows, in words. */
  name: string;
}

/** A small picture in shades of gray whose pixels are seen. */
export const GrayImage = ({ pixels, width, height, name }: Props) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => drawGray(canvas.current!, bytesOf(pixels), width, height), [pixels, width, height]);
  return <canvas ref={canvas} class="gray" role="img" aria-label={name} />;
};

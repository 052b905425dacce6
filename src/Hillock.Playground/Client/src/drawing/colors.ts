// Orange below zero, blue above, pale between; the same in every drawing.

import { scaleLinear } from "d3-scale";
import { signal } from "@preact/signals";

export type Theme = "light" | "dark";

const preferred = (): Theme => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

const stored = (): Theme | null => {
  try {
    const value = localStorage.getItem("theme");
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null;
  }
};

export const theme = signal<Theme>(stored() ?? preferred());

export const setTheme = (value: Theme): void => {
  theme.value = value;
  try {
    localStorage.setItem("theme", value);
  } catch {
    // It is only not remembered.
  }
};

const stops: Record<Theme, [string, string, string]> = {
  light: ["#d9650b", "#f1f2f3", "#0877bd"],
  dark: ["#f58a3c", "#1d2228", "#4aa8e8"],
};

const tables = new Map<string, Uint32Array>();

const rgb = (css: string): [number, number, number] => {
  const match = /(\d+), (\d+), (\d+)/.exec(css);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : [0, 0, 0];
};

export const packed = (r: number, g: number, b: number): number => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/**
 * Colors for the bytes −127 … 127, at index byte + 128, as a canvas stores them.
 * @param strength How far the ends go: pale where samples are to be seen on it.
 */
export const signTable = (strength = 1): Uint32Array => {
  const key = `${theme.value} ${strength}`;
  const known = tables.get(key);
  if (known) return known;
  const scale = scaleLinear<string>().domain([-127, 0, 127]).range(stops[theme.value]).clamp(true);
  const table = Uint32Array.from({ length: 256 }, (_, i) => packed(...rgb(scale((i - 128) * strength))));
  tables.set(key, table);
  return table;
};

const classes: Record<Theme, string[]> = {
  light: ["#d9650b", "#0877bd", "#009e73", "#cc79a7", "#e6b800", "#56b4e9"],
  dark: ["#f58a3c", "#4aa8e8", "#2ec49a", "#e09ac4", "#f0cc40", "#8fd3f8"],
};

export const classColor = (index: number): string => classes[theme.value][index % 6]!;

export const classRgb = (index: number): [number, number, number] => {
  const hex = classColor(index);
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
};

/** The color of a number between −1 and 1. */
export const signColor = (value: number): string => {
  const [low, middle, high] = stops[theme.value];
  return scaleLinear<string>().domain([-1, 0, 1]).range([low, middle, high]).clamp(true)(value);
};

// Maps, read as numbers.

import type { UnitMap } from "../frame.ts";

/** A place in the plane, from 0 to 1: rightwards, and down. */
export interface Place {
  u: number;
  v: number;
}

const valueOf = (map: UnitMap, byte: number): number => map.offset + (map.scale * byte) / 127;

const cell = (share: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(share * count)));

/** What the unit answers at a place, as fine as its map is. */
export const valueAt = (map: UnitMap, { u, v }: Place): number => valueOf(map, map.bytes[cell(v, map.height) * map.width + cell(u, map.width)]!);

/** The lowest and the highest value on the map. */
export const rangeOf = (map: UnitMap): [number, number] => {
  let [low, high] = [127, -127];
  for (const byte of map.bytes) {
    if (byte < low) low = byte;
    if (byte > high) high = byte;
  }
  return [valueOf(map, low), valueOf(map, high)];
};

/** All values, row by row. */
export const valuesOf = (map: UnitMap): number[] => Array.from(map.bytes, (byte) => valueOf(map, byte));

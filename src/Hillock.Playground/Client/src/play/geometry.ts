// Where the network's parts stand on the stage.

import type { RunOpened } from "#messages";

export interface UnitPlace {
  x: number;
  y: number;
  /** Layer, counting dense ones; −1 for the inputs. */
  layer: number;
  unit: number;
  /** Number of its map in a frame; null: it has none. */
  map: number | null;
}

export interface LinkPlace {
  from: UnitPlace;
  to: UnitPlace;
  /** Place of its weight in the vector of parameters. */
  index: number;
}

export interface Stage {
  width: number;
  height: number;
  /** What the units need at least. */
  needed: number;
  columns: UnitPlace[][];
  links: LinkPlace[];
  /** Links that are not drawn, because there are too many. */
  omitted: number;
  /** Units that are not drawn, for the same reason: how many under which column. */
  rests: { x: number; y: number; count: number }[];
  /** Units are mere dots: there are too many to show what each answers. */
  isSmall: boolean;
  /** Side of a unit's square. */
  side: number;
  /** Width that a layer has for its controls. */
  head: number;
}

const mostLinks = 1600;

/** Of a layer; what would not fit on any screen is counted. */
const mostUnits = 32;
const top = 96;

/** As the room between two units grows, so do they, up to where a picture of a unit says no more. */
const sideFor = (room: number, width: number): number => Math.min(120, width / 9, 0.66 * room);

export const denseLayers = (run: RunOpened) => run.layers.filter((layer) => layer.weights !== null);

export const place = (run: RunOpened, width: number, minimumHeight: number): Stage => {
  const dense = denseLayers(run);
  const all = [run.inputs.length, ...dense.map((layer) => layer.units)];
  const counts = all.map((count) => Math.min(count, mostUnits));
  const largest = Math.max(...counts);
  const bottom = Math.max(...all) > mostUnits ? 60 : 24; // with room for what is counted there
  const isSmall = largest > 10;
  const needed = Math.max(430, top + largest * (isSmall ? 24 : 52) + bottom);
  const height = Math.max(minimumHeight, needed);
  const middle = top + (height - top - bottom) / 2;
  const isNarrow = width < 640;
  const [left, right] = isNarrow ? [62, 40] : [118, 72];
  const wide = Math.max(width, left + right + dense.length * (isNarrow ? 76 : 100));
  const step = (wide - left - right) / Math.max(1, dense.length);
  const gap = isSmall ? 24 : Math.min(190, step, (height - top - bottom) / largest);
  const side = isSmall ? 18 : 2 * Math.round(Math.max(40, sideFor(gap, wide)) / 2);
  const columns = counts.map((count, column) =>
    Array.from({ length: count }, (_, unit): UnitPlace => {
      const layer = dense[column - 1];
      const firstMap = column === 0 ? run.inputMaps : (layer?.maps ?? null);
      return {
        x: Math.round(left + column * step),
        y: Math.round(middle + (unit - (count - 1) / 2) * gap),
        layer: column - 1,
        unit,
        map: firstMap === null || (column === 0 && unit >= run.mappedInputs) ? null : firstMap + unit,
      };
    }),
  );
  const total = dense.reduce((sum, layer) => sum + layer.inputs * layer.units, 0);
  const links: LinkPlace[] = [];
  if (total <= mostLinks) {
    dense.forEach((layer, column) => {
      columns[column]!.forEach((from, input) => {
        columns[column + 1]!.forEach((to, unit) => links.push({ from, to, index: layer.weights! + input * layer.units + unit }));
      });
    });
  }
  const rests = columns.flatMap((column, i) => {
    const { x, y } = column.at(-1)!;
    return all[i]! > column.length ? [{ x, y: y + gap, count: all[i]! - column.length }] : [];
  });
  return { width: wide, height, needed, columns, links, omitted: total <= mostLinks ? 0 : total, rests, isSmall, side, head: Math.min(120, step - 4) };
};

/** @param inset How far before the middle of its units it ends. */
export const linkPath = ({ from, to }: LinkPlace, inset = 0): string => {
  const middle = (from.x + to.x) / 2;
  return `M${from.x + inset},${from.y}C${middle},${from.y} ${middle},${to.y} ${to.x - inset},${to.y}`;
};

// From unit to link to unit with the arrow keys.

import type { LinkPlace, Stage, UnitPlace } from "./geometry.ts";

/** Where one stands: on a unit, or on a link that one has entered from one of its ends. */
export type Stand = { unit: UnitPlace } | { link: LinkPlace; entered: UnitPlace };

const nearest = (units: UnitPlace[] | undefined, y: number): UnitPlace | undefined => units?.toSorted((a, b) => Math.abs(a.y - y) - Math.abs(b.y - y))[0];

const beside = <T>(list: T[], its: T, by: number): T | undefined => list[list.indexOf(its) + by];

const fromUnit = (stage: Stage, { unit }: { unit: UnitPlace }, key: string): Stand | undefined => {
  const column = stage.columns[unit.layer + 1]!;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const next = beside(column, unit, key === "ArrowUp" ? -1 : 1);
    return next && { unit: next };
  }
  const forward = key === "ArrowRight";
  const link = stage.links.find((each) => (forward ? each.from : each.to) === unit);
  if (link) return { link, entered: unit };
  const next = nearest(stage.columns[unit.layer + (forward ? 2 : 0)], unit.y); // links are too many to be drawn
  return next && { unit: next };
};

const fromLink = (stage: Stage, { link, entered }: { link: LinkPlace; entered: UnitPlace }, key: string): Stand | undefined => {
  if (key === "ArrowLeft") return { unit: link.from };
  if (key === "ArrowRight") return { unit: link.to };
  const others = stage.links.filter((each) => (link.from === entered ? each.from : each.to) === entered);
  const next = beside(others, link, key === "ArrowUp" ? -1 : 1);
  return next && { link: next, entered };
};

/** Where a key leads to; undefined: nowhere. */
export const walk = (stage: Stage, from: Stand, key: string): Stand | undefined => {
  if (key === "Home") return { unit: stage.columns[0]![0]! };
  if (key === "End") return { unit: stage.columns.at(-1)![0]! };
  if (!key.startsWith("Arrow")) return undefined;
  return "unit" in from ? fromUnit(stage, from, key) : fromLink(stage, from, key);
};

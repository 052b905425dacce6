// What the network says of its parts when one points at them.

import { figure } from "../drawing/figure.ts";
import { rangeOf, valueAt, type Place } from "../drawing/plane.ts";
import { frame, run } from "../state/run.ts";
import type { Told } from "../state/tip.ts";
import { denseLayers, type LinkPlace, type UnitPlace } from "./geometry.ts";
import { linkName, unitName, weightSymbol } from "./names.ts";
import { coordinates } from "./planeTips.ts";

const first = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

export const tellLink = (link: LinkPlace): Told => {
  const [opened, now] = [run.value!, frame.value];
  const weight = now?.parameters[link.index];
  return { title: first(linkName(opened, link)), lines: weight === undefined ? [] : [[`${weightSymbol(opened, link)} =`, figure(weight)]] };
};

/** @param place Where in the unit's picture one points; null: nowhere. */
export const tellUnit = (its: UnitPlace, place: Place | null): Told => {
  const [opened, now] = [run.value!, frame.value];
  const layer = denseLayers(opened)[its.layer];
  const bias = layer?.bias == null ? undefined : now?.parameters[layer.bias + its.unit];
  const map = its.map === null ? undefined : now?.maps[its.map];
  const name = unitName(opened, its);
  const lines: Told["lines"] = [];
  if (bias !== undefined) lines.push(["bias b =", figure(bias)]);
  if (map) {
    const [low, high] = rangeOf(map);
    lines.push(["over the plane", low === high ? figure(low) : `${figure(low)} … ${figure(high)}`]);
    if (place) lines.push([`at ${coordinates(opened, place)}`, figure(valueAt(map, place))]);
  }
  return { title: its.layer < 0 ? `Input ${name}` : `${first(name)}${layer?.activation ? ` · ${layer.activation.replaceAll("_", " ")}` : ""}`, lines };
};

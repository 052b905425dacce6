import { useEffect, useRef } from "preact/hooks";
import { onFrame, send } from "../connection.ts";
import { frame } from "../state/run.ts";
import { isFree } from "../state/settings.ts";
import type { LinkPlace, UnitPlace } from "./geometry.ts";

export interface Chosen {
  x: number;
  y: number;
  unit: UnitPlace | null;
  link: LinkPlace | null;
  /** The weight or bias in the vector of parameters; null: an input has none. */
  index: number | null;
}

const shown = (value: number): string => value.toPrecision(6).replace(/\.?0+($|e)/, "$1");

/** One weight or bias: read, typed, dragged. */
export const ParameterEditor = ({ chosen, isLow, close }: { chosen: Chosen; isLow: boolean; close: () => void }) => {
  const typed = useRef<HTMLInputElement>(null);
  const dragged = useRef<HTMLInputElement>(null);
  const index = chosen.index;
  useEffect(() => {
    if (index === null) return;
    const show = (value: number) => {
      if (typed.current && document.activeElement !== typed.current) typed.current.value = shown(value);
      if (dragged.current && document.activeElement !== dragged.current) dragged.current.value = String(value);
    };
    if (frame.value && index < frame.value.parameters.length) show(frame.value.parameters[index]!);
    return onFrame((next) => {
      if (index < next.parameters.length) show(next.parameters[index]!);
    });
  }, [index]);
  const set = (value: number): void => {
    if (index === null || !Number.isFinite(value)) return;
    send({ type: "parameter", index, value });
  };
  const what = chosen.link
    ? `w from ${chosen.link.from.layer < 0 ? "input" : `layer ${chosen.link.from.layer + 1}, unit`} ${chosen.link.from.unit + 1} to layer ${chosen.link.to.layer + 1}, unit ${chosen.link.to.unit + 1}`
    : chosen.unit!.layer < 0
      ? `input ${chosen.unit!.unit + 1}`
      : `bias of layer ${chosen.unit!.layer + 1}, unit ${chosen.unit!.unit + 1}`;
  return (
    <div class="editor" style={{ left: `${Math.max(0, chosen.x - 110)}px`, ...(isLow ? { bottom: `calc(100% - ${chosen.y - 28}px)` } : { top: `${chosen.y + 28}px` }) }} role="dialog" aria-label={what} onKeyDown={(event) => event.key === "Escape" && close()}>
      <strong>{what}</strong>
      {index !== null && (
        <>
          <input
            ref={typed}
            type="number"
            step="any"
            aria-label="Value"
            disabled={!isFree("weights")}
            onChange={(event) => set(event.currentTarget.valueAsNumber)}
          />
          <input ref={dragged} type="range" min={-4} max={4} step={0.01} aria-label="Drag the value" disabled={!isFree("weights")} onInput={(event) => set(event.currentTarget.valueAsNumber)} />
        </>
      )}
      <button onClick={close}>Close</button>
    </div>
  );
};

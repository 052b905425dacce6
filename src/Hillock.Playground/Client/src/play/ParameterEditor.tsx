import { useLayoutEffect, useRef } from "preact/hooks";
import { onFrame, send } from "../connection.ts";
import type { Frame } from "../frame.ts";
import { frame, run } from "../state/run.ts";
import { isFree } from "../state/settings.ts";
import type { LinkPlace, UnitPlace } from "./geometry.ts";
import { linkName, unitName } from "./names.ts";

export interface Chosen {
  x: number;
  y: number;
  unit: UnitPlace | null;
  link: LinkPlace | null;
  /** The weight or bias in the vector of parameters; null: an input has none. */
  index: number | null;
  /** Whoever came by keys goes on by keys: the editor takes them, and gives them back. */
  byKeys: boolean;
}

const shown = (value: number): string => value.toPrecision(6).replace(/\.?0+($|e)/, "$1");

/** One weight or bias: read, typed, dragged. */
export const ParameterEditor = ({ chosen, offset, isLow, close }: { chosen: Chosen; offset: number; isLow: boolean; close: () => void }) => {
  const host = useRef<HTMLDivElement>(null);
  const typed = useRef<HTMLInputElement>(null);
  const dragged = useRef<HTMLInputElement>(null);
  const index = chosen.index;
  useLayoutEffect(() => {
    const show = (value: number) => {
      if (typed.current && document.activeElement !== typed.current) typed.current.value = shown(value);
      if (dragged.current && document.activeElement !== dragged.current) dragged.current.value = String(value);
    };
    const showNow = (now: Frame | null) => {
      const value = index === null ? undefined : now?.parameters[index];
      if (value !== undefined) show(value);
    };
    showNow(frame.value);
    return onFrame(showNow);
  }, [index]);
  // A number that is begun to be typed on the link goes on in this field.
  useLayoutEffect(() => {
    if (!chosen.byKeys) return;
    (typed.current ?? host.current?.querySelector("button"))?.focus();
    typed.current?.select();
  }, [chosen]);
  const set = (value: number): void => {
    if (index === null || !Number.isFinite(value)) return;
    send({ type: "parameter", index, value });
  };
  const its = run.value!;
  const unit = chosen.unit;
  const what = chosen.link ? linkName(its, chosen.link) : unit!.layer < 0 ? `input ${unitName(its, unit!)}` : index === null ? `${unitName(its, unit!)}: no bias` : `bias of ${unitName(its, unit!)}`;
  return (
    <div
      ref={host}
      class="editor"
      style={{ left: `clamp(0px, ${chosen.x - 110}px, calc(100% - 220px))`, ...(isLow ? { bottom: `calc(100% - ${chosen.y - offset}px)` } : { top: `${chosen.y + offset}px` }) }}
      role="dialog"
      aria-label={what}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
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

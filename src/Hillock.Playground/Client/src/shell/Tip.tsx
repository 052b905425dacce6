import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { onFrame } from "../connection.ts";
import { readable } from "../drawing/frames.ts";
import { spoken, tip, type Edges, type Told } from "../state/tip.ts";

const gap = 6;
const margin = 8;

const within = (value: number, most: number): number => Math.max(margin, Math.min(value, most - margin));

/** Above what is explained where there is room, else below, else at its side. */
const placed = (beside: Edges, width: number, height: number): { left: number; top: number } => {
  const across = within((beside.left + beside.right - width) / 2, innerWidth - width);
  if (beside.top - gap - height >= margin) return { left: across, top: beside.top - gap - height };
  if (beside.bottom + gap + height <= innerHeight - margin) return { left: across, top: beside.bottom + gap };
  const down = within((beside.top + beside.bottom - height) / 2, innerHeight - height);
  return { left: beside.right + gap + width <= innerWidth - margin ? beside.right + gap : beside.left - gap - width, top: down };
};

/** The one tip of the page. */
export const Tip = () => {
  const host = useRef<HTMLDivElement>(null);
  const told = useSignal<Told | null>(null);
  const its = tip.value;
  useLayoutEffect(() => {
    told.value = its?.read() ?? null;
  }, [its]);
  useEffect(() => {
    if (!its) return;
    let last = 0;
    return onFrame(() => {
      if (performance.now() - last < readable) return;
      last = performance.now();
      told.value = its.read();
    });
  }, [its]);
  useLayoutEffect(() => {
    if (!its || !host.current) return;
    const { left, top } = placed(its.beside(), host.current.offsetWidth, host.current.offsetHeight);
    host.current.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }, [its, told.value]);
  return (
    <>
      <div ref={host} class="tip" role="tooltip" hidden={!its || !told.value}>
        {told.value && (
          <>
            <strong>{told.value.title}</strong>
            {told.value.lines.length > 0 && (
              <dl>
                {told.value.lines.map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd class="number">{value}</dd>
                  </div>
                ))}
              </dl>
            )}
          </>
        )}
      </div>
      <p class="visually-hidden" aria-live="polite">
        {spoken.value}
      </p>
    </>
  );
};

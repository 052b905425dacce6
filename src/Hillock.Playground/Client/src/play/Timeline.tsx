import { useRef } from "preact/hooks";
import { send } from "../connection.ts";
import { readable, useFrames } from "../drawing/frames.ts";
import { runState } from "../state/run.ts";
import { isShown } from "../state/settings.ts";

const spoken = (epoch: number, furthest: number): string => `${epoch.toLocaleString("en-US")} of ${furthest.toLocaleString("en-US")} epochs`;

const Travel = () => {
  const slider = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  const furthest = runState.value?.furthest ?? 0;
  const panel = useRef<HTMLElement>(null);
  useFrames(
    panel,
    readable,
    (next) => {
      if (words.current) words.current.textContent = spoken(next.epoch, Math.max(next.epoch, runState.value?.furthest ?? 0));
      if (!slider.current || document.activeElement === slider.current) return;
      if (next.epoch > Number(slider.current.max)) slider.current.max = String(next.epoch);
      slider.current.value = String(next.epoch);
    },
    [],
  );
  return (
    <section ref={panel} class="panel timeline" aria-label="Timeline">
      <h2>Time</h2>
      <input
        ref={slider}
        type="range"
        min={runState.value?.earliest ?? 0}
        max={Math.max(1 + (runState.value?.earliest ?? 0), furthest)}
        step={1}
        value={runState.value?.epoch ?? 0}
        aria-label="Epoch to travel to"
        list="changes"
        onInput={(event) => send({ type: "travel", epoch: event.currentTarget.valueAsNumber })}
        onPointerUp={(event) => event.currentTarget.blur()}
      />
      <datalist id="changes">
        {runState.value?.changes.map((epoch) => (
          <option key={epoch} value={epoch} label="settings changed" />
        ))}
      </datalist>
      <span ref={words} class="quiet number">
        {spoken(runState.value?.epoch ?? 0, furthest)}
      </span>
    </section>
  );
};

/** The run's past: drag back to any epoch, look, and go on from there. */
export const Timeline = () => (isShown("timeline") ? <Travel /> : null);

import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ReadGlyph } from "#messages";
import { choose, glyph, read } from "../state/digits.ts";
import { percent, sureness } from "./percent.ts";

// Numbers of a camera's frames change no more often than they can be read, in milliseconds.
const readable = 250;

const namesOf = (glyphs: readonly ReadGlyph[]): string => glyphs.map((each) => `${each.glyph} ${each.label ?? ""}`).join();

/** What was read, in reading order; each opens its glyph. */
export const Chips = () => {
  const shown = useSignal<readonly ReadGlyph[]>([]);
  const last = useRef(0);
  const late = useRef<ReturnType<typeof setTimeout>>(undefined);
  useSignalEffect(() => {
    const its = read.value;
    const glyphs = its?.glyphs ?? [];
    clearTimeout(late.current);
    const tell = (): void => {
      last.current = performance.now();
      shown.value = glyphs;
    };
    if (!its?.isFrame || namesOf(glyphs) !== namesOf(shown.peek()) || performance.now() - last.current > readable) tell();
    else late.current = setTimeout(tell, readable);
  });
  useEffect(() => () => clearTimeout(late.current), []);
  return (
    <div class="chips" role="group" aria-label="What is read">
      {shown.value.map((each) => (
        <button key={each.glyph} class={each.label === null ? "unsure" : undefined} aria-pressed={glyph.value?.glyph === each.glyph} onClick={() => choose(each)}>
          {each.label === null ? (
            "unsure"
          ) : (
            <>
              <strong>{each.label}</strong> <span class="number">{percent(sureness(each))}</span>
            </>
          )}
        </button>
      ))}
      {shown.value.length === 0 && <span class="quiet">{read.value ? "No glyph is found." : "Nothing is read yet."}</span>}
    </div>
  );
};

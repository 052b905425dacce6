import { send } from "../connection.ts";
import { GrayImage } from "../drawing/GrayImage.tsx";
import { ask, examined, glyph, read, reader } from "../state/digits.ts";
import { correct, corrected, own } from "../state/teaching.ts";
import type { Corrected, ReaderFile } from "#messages";
import { OwnSet } from "./OwnSet.tsx";
import { percent } from "./percent.ts";
import { Choose } from "./PictureView.tsx";

/** What came of a correction, in sentences. */
const outcome = ({ isLearned, label, steps, before, after, knownBefore, knownAfter }: Corrected): string => {
  if (!isLearned) return `Not learned: after ${steps} steps ${label} is at ${percent(after)}, against all that looks like it. The model stays as it was.`;
  const kept = knownBefore === null || knownAfter === null ? "" : ` Of known images that were held out, ${percent(knownBefore, 1)} were right before and ${percent(knownAfter, 1)} are now.`;
  return `Learned in ${steps} steps: ${label} went from ${percent(before)} to ${percent(after)}.${kept}`;
};

const Learned = () => <p role="status">{corrected.value && outcome(corrected.value)}</p>;

/** A wrong answer is put right, and the model learns from it. */
const Correct = () => {
  const [its, opened] = [reader.value!, glyph.value];
  const shown = examined.value?.stages.at(-1);
  return (
    <section aria-label="Correct">
      <h3>Put it right</h3>
      <div class="correct">
        {opened && shown && <GrayImage pixels={shown.pixels} width={shown.width} height={shown.height} name="The glyph" />}
        <div>
          <span class="quiet">It is:</span>
          <div class="row labels">
            {its.labels.map((label) => (
              <button key={label} aria-label={`It is ${label}`} disabled={!opened} onClick={() => correct(label)}>
                {label}
              </button>
            ))}
          </div>
        </div>
      </div>
      <Learned />
      <div class="row">
        <button disabled={its.earlier === 0} onClick={() => ask({ type: "takeBack" })}>
          Take it back
        </button>
        <button disabled={its.isShipped} onClick={() => ask({ type: "reader", shipped: true })}>
          Shipped model
        </button>
        <Choose name="Another model or set" accept=".safetensors,.csv" />
      </div>
    </section>
  );
};

/** What can be taken away, and the command that reads the same. */
const Take = () => {
  const files: readonly (readonly [kind: ReaderFile, isThere: boolean])[] = [
    ["Model", true],
    ["Picture", read.value !== null],
    ["Set", own.value.length > 0],
  ];
  return (
    <section aria-label="Take away">
      <h3>Take it away</h3>
      <div class="row">
        {files.map(([kind, isThere]) => (
          <button key={kind} aria-label={`Take away the ${kind === "Set" ? "own set" : kind.toLowerCase()}`} disabled={!isThere} onClick={() => send({ type: "readerFile", kind })}>
            {kind === "Set" ? "Own set" : kind}
          </button>
        ))}
      </div>
      <p class="quiet">
        The same model gives the same answer for the same picture: <code>hillock predict {reader.value!.name} picture.png</code>
      </p>
    </section>
  );
};

export const Teach = () => (
  <section class="panel teach" aria-label="Teach it">
    <h2>Teach it</h2>
    {reader.value && (
      <div class="parts">
        <Correct />
        <OwnSet />
        <Take />
      </div>
    )}
  </section>
);

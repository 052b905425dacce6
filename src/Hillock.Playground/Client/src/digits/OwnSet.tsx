import type { OwnClass } from "#messages";
import { GrayImage } from "../drawing/GrayImage.tsx";
import { glyph, reader, way } from "../state/digits.ts";
import { areKnown, collect, discard, isLearned, isLearning, isQuick, label, learn, learning, own, stopLearning } from "../state/teaching.ts";
import { LabelField } from "./LabelField.tsx";
import { percent } from "./percent.ts";
import { enough } from "./Quick.tsx";

const Class = ({ its }: { its: OwnClass }) => (
  <tr>
    <th scope="row">{its.label}</th>
    <td class="number">{its.count}</td>
    <td>
      <div class="newest">
        {its.newest.map((pixels, i) => (
          <GrayImage key={i} pixels={pixels} width={28} height={28} name={`${its.label}, drawn ${i + 1} of the newest`} />
        ))}
      </div>
    </td>
    <td class="fewer">
      <button aria-label={`Remove the last ${its.label}`} onClick={() => discard(its.label, false)}>
        last
      </button>
      <button aria-label={`Remove all ${its.label}`} onClick={() => discard(its.label, true)}>
        all
      </button>
    </td>
  </tr>
);

/** How learning goes, and what came of it. */
const Progress = () => {
  const its = learning.value;
  if (isLearning.value) {
    return (
      <div class="progress">
        <progress max={its?.epochs ?? 1} value={its?.epoch ?? 0} aria-label="Learning the own set" />
        <div class="row">
          <span class="quiet number">
            {its ? `Epoch ${its.epoch} of ${its.epochs}, loss ${its.loss.toFixed(3)}` : "Getting ready …"}
            {its?.right != null && `, ${percent(its.right)} of those held out are right`}
          </span>
          <button onClick={stopLearning}>Stop</button>
        </div>
      </div>
    );
  }
  return (
    <p role="status">
      {its && isLearned.value && `Learned: the model that reads now knows ${reader.value?.labels.join(", ")}.${its.right != null ? ` Of the glyphs that were held out, ${percent(its.right)} are right.` : " There were too few to hold any out."}`}
    </p>
  );
};

/** The visitor's own set: collected, looked at, learned. */
export const OwnSet = () => {
  const classes = own.value;
  return (
    <section aria-label="Own set">
      <h3>A set of your own</h3>
      <div class="row collect">
        <LabelField />
        <button disabled={!glyph.value || label.value === ""} onClick={collect}>
          Add this glyph
        </button>
        {way.value === "draw" && (
          <label class="check">
            <input type="checkbox" checked={isQuick.value} onChange={(event) => (isQuick.value = event.currentTarget.checked)} />
            One after the other: each pause adds the drawing
          </label>
        )}
      </div>
      {classes.length > 0 && (
        <div class="scrolls" tabIndex={0} role="region" aria-label="The own set">
          <table class="own">
            <tbody>
              {classes.map((its) => (
                <Class key={its.label} its={its} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="row">
        <button disabled={classes.length === 0 || !areKnown.value || isLearning.value} onClick={() => learn(false)}>
          Learn them too
        </button>
        <button disabled={classes.length < 2 || isLearning.value} onClick={() => learn(true)}>
          A network of my own classes
        </button>
      </div>
      <Progress />
      <p class="quiet">
        {classes.length > 0 && !areKnown.value && "The model does not know all of these labels: they are learned by a network of their own. "}
        Letters, signs, digits: about {enough} drawings of each are enough.
      </p>
    </section>
  );
};

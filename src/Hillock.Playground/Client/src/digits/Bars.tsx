import type { GlyphExamined } from "#messages";
import { reader } from "../state/digits.ts";
import { percent } from "./percent.ts";

/** The probabilities of the classes, with the least that an answer needs. */
export const Bars = ({ its }: { its: GlyphExamined }) => {
  const { labels, threshold } = reader.value!;
  if (labels.length !== its.probabilities.length) return null; // the model has just been exchanged
  return (
    <section aria-label="Probabilities">
      <h3>
        {its.label === null ? "Unsure" : <>Read: {its.label}</>} <span class="quiet number">(an answer needs {percent(threshold, 1)})</span>
      </h3>
      <table class="bars">
        <tbody>
          {labels.map((label, i) => {
            const probability = its.probabilities[i]!;
            return (
              <tr key={label} class={label === its.label ? "read" : undefined}>
                <th scope="row">{label}</th>
                <td class="bar">
                  <i style={{ width: `${100 * probability}%` }} />
                  <b style={{ left: `${100 * threshold}%` }} />
                </td>
                <td class="number">{percent(probability, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};

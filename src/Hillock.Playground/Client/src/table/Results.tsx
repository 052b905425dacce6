import { useEffect } from "preact/hooks";
import { send } from "../connection.ts";
import { playing, run, runState } from "../state/run.ts";
import { canBeJudged, considered, judged } from "../state/table.ts";
import { Confusion } from "./Confusion.tsx";
import { Course } from "./Course.tsx";
import { Rows } from "./Rows.tsx";
import { Seeds } from "./Seeds.tsx";

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? "–" : Math.abs(value) >= 100 ? Number(value.toPrecision(5)).toLocaleString("en-US") : value.toFixed(3);

/** The network beside the least that it must beat, on rows that it has never seen. */
const Figures = () => {
  const its = judged.value!;
  return (
    <table class="compared">
      <thead>
        <tr>
          <td />
          <th scope="col" class="figure">
            Network
          </th>
          <th scope="col" class="figure">
            Trivial
          </th>
        </tr>
      </thead>
      <tbody>
        {its.figures.map(({ name, value, trivial, isHigherBetter }) => {
          const both = typeof value === "number" && typeof trivial === "number";
          const isBeaten = both && (isHigherBetter ? value <= trivial : value >= trivial);
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class={`figure number${isBeaten ? " wrong" : ""}`} data-figure={name}>
                {figure(value)}
              </td>
              <td class="figure number quiet">{figure(trivial)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

/** What came of the training. */
export const Results = () => {
  const state = runState.value;
  useEffect(() => {
    if (canBeJudged.value && judged.value?.epoch !== state?.epoch) send({ type: "verdict" });
  }, [run.value?.run, state?.playing, state?.epoch, state?.hash]);
  const its = judged.value;
  return (
    <>
      <div class="results">
        <section class="panel" aria-label="Results">
          <h2>On the rows held out</h2>
          {!its && <p class="quiet">{playing.value ? "Told as soon as the training ends." : "Train first."}</p>}
          {its && its.samples === 0 && <p class="quiet">No rows are held out: nobody knows how good this network is on new ones.</p>}
          {its && its.samples > 0 && (
            <>
              <p class="quiet">
                {its.samples.toLocaleString("en-US")} rows that the network has not learned from. The trivial baseline looks at no column and always answers {considered.value?.target} = {its.trivial}.
              </p>
              <Figures />
              <button onClick={() => send({ type: "rows", truth: null, predicted: null, from: 0 })}>{its.labels.length > 0 ? "Show what is predicted wrong" : "Show the largest errors"}</button>
            </>
          )}
        </section>
        {its && its.samples > 0 && its.matrix && (
          <section class="panel" aria-label="Confusion">
            <h2>What is taken for what</h2>
            <Confusion />
          </section>
        )}
        {its && (
          <div class="stacked">
            <Course points={its.course} />
            {its.samples > 0 && <Seeds />}
          </div>
        )}
      </div>
      <Rows />
    </>
  );
};

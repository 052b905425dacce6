import { Fragment } from "preact";
import { colored, Formula } from "../drawing/Formula.tsx";
import type { SampleStep, Seen } from "#messages";
import { playing } from "../state/run.ts";
import { isFree } from "../state/settings.ts";
import { rate, takeStep } from "../state/microscope.ts";
import { number } from "./Gradient.tsx";
import { Line } from "./Lines.tsx";

/** Formulas of their own, so that a line of many outputs can be broken. */
const Outputs = ({ values }: { values: number[] }) => (
  <>
    {values.map((value, i) => (
      <Fragment key={i}>
        <Formula latex={`${colored(number(value, 6))}${i + 1 < values.length ? "," : ""}`} />{" "}
      </Fragment>
    ))}
  </>
);

/** What this one sample's gradient would do to the network, and the button that does it. */
export const Step = ({ seen, trial }: { seen: Seen; trial: SampleStep }) => (
  <section class="passage" aria-label="A step by hand">
    <h3>What this one sample would change</h3>
    <p class="general">
      <Formula latex="w \leftarrow w - \eta \, \frac{\partial L}{\partial w}" /> for every weight and bias at once.
    </p>
    {trial.refusal !== null ? (
      <p class="quiet">{trial.refusal}</p>
    ) : (
      <>
        {trial.line && <Line line={trial.line} />}
        <table>
          <thead>
            <tr>
              <th />
              <th>before</th>
              <th>after</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">answer</th>
              <td>
                <Outputs values={seen.outputs} />
              </td>
              <td>
                <Outputs values={trial.outputsAfter} />
              </td>
            </tr>
            <tr>
              <th scope="row">its loss</th>
              <td>
                <Formula latex={number(trial.lossBefore, 6)} />
              </td>
              <td>{trial.lossAfter !== null && <Formula latex={number(trial.lossAfter, 6)} />}</td>
            </tr>
          </tbody>
        </table>
      </>
    )}
    <div class="row take">
      <label class="field">
        Rate η
        <input
          type="number"
          min={0}
          step="any"
          value={trial.rate}
          onChange={(event) => {
            const typed = event.currentTarget.valueAsNumber;
            rate.value = typed > 0 ? typed : null;
          }}
        />
      </label>
      <button class="primary" disabled={playing.value || trial.refusal !== null || !isFree("weights")} title={playing.value ? "Pause the run to take a step by hand" : undefined} onClick={takeStep}>
        Take this step
      </button>
      {playing.value && <span class="quiet">Pause the run to take it.</span>}
    </div>
  </section>
);

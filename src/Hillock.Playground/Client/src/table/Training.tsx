import { useEffect, useRef } from "preact/hooks";
import { onFrame, send } from "../connection.ts";
import type { LearningTask } from "#messages";
import { Choice, NumberField } from "../play/Fields.tsx";
import { experiment, playing, runState, welcome } from "../state/run.ts";
import { change } from "../state/settings.ts";
import { choose, considered, isLearned, plan, readHidden, table, train } from "../state/table.ts";

const tasks: [string, string][] = [
  ["", "found from the target"],
  ["Binary", "one of two classes"],
  ["Multiclass", "one of several classes"],
  ["Regression", "a number"],
];

/** How far the training is: the bar is filled by frames, without rendering anew. */
const Progress = () => {
  const bar = useRef<HTMLProgressElement>(null);
  const text = useRef<HTMLSpanElement>(null);
  const epochs = experiment.value.epochs;
  useEffect(() => {
    const show = (epoch: number) => {
      if (bar.current) bar.current.value = epoch;
      if (text.current) text.current.textContent = `Epoch ${epoch.toLocaleString("en-US")} of at most ${epochs.toLocaleString("en-US")}`;
    };
    show(runState.value?.epoch ?? 0);
    return onFrame((frame) => show(frame.epoch));
  }, [epochs, runState.value]);
  return (
    <div class="progress">
      <progress ref={bar} max={epochs} aria-label="Training" />
      <span class="quiet number" ref={text} />
      {!playing.value && runState.value?.stopped && <span class="quiet">{runState.value.stopped}</span>}
    </div>
  );
};

/** The network to be trained on the table, and its training. */
export const Training = () => {
  const chosen = plan.value;
  const found = considered.value;
  return (
    <section class="panel" aria-label="Training">
      <h2>Network</h2>
      {found ? (
        <>
          <p>
            {found.task === "Regression" ? "The number " : "The class "}
            <strong>{found.target}</strong> from {found.inputs.length.toLocaleString("en-US")} {found.inputs.length === 1 ? "column" : "columns"}.
          </p>
          <p class="quiet">{found.reason}</p>
        </>
      ) : (
        <p class="quiet">Choose the target among the columns: what the network shall predict.</p>
      )}
      <div class="wishes">
        <Choice name="What is learned" value={chosen.task ?? ""} options={tasks} onChange={(task) => choose({ task: task === "" ? null : (task as LearningTask) })} />
        <label class="field">
          Units of the hidden layers
          <input
            type="text"
            value={chosen.hidden.join(", ")}
            placeholder="none"
            onChange={(event) => {
              const read = readHidden(event.currentTarget.value);
              if (read) choose({ hidden: read });
              else event.currentTarget.value = chosen.hidden.join(", ");
            }}
          />
        </label>
        <Choice name="Activation" value={chosen.activation} options={welcome.value?.vocabulary.activations ?? [chosen.activation]} onChange={(activation) => choose({ activation })} />
        <NumberField name="Epochs at most" value={chosen.epochs} min={1} max={100_000} step={1} onChange={(epochs) => choose({ epochs })} />
        <NumberField name="Patience" value={chosen.patience} min={0} max={10_000} step={1} onChange={(patience) => choose({ patience })} />
        <NumberField name="Held out, %" value={Math.round(100 * chosen.test)} min={0} max={90} step={5} onChange={(test) => choose({ test: test / 100 })} />
        <NumberField name="Seed" value={chosen.seed} min={0} max={1e9} step={1} onChange={(seed) => choose({ seed })} />
      </div>
      {(found?.notes ?? []).map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
      <div class="row">
        <button class="primary" disabled={!found || !table.value} onClick={train}>
          {isLearned.value && playing.value ? "Train anew" : "Train"}
        </button>
        {isLearned.value && playing.value && <button onClick={() => send({ type: "pause" })}>Stop</button>}
      </div>
      {isLearned.value && (
        <>
          <Progress />
          <div class="row">
            <button onClick={() => change({ room: "play" })}>Watch it in Play</button>
            {(["Model", "Report", "Experiment"] as const).map((kind) => (
              <button key={kind} aria-label={`Take away the ${kind.toLowerCase()}`} onClick={() => send({ type: "file", kind })}>
                {kind}
              </button>
            ))}
          </div>
        </>
      )}
    </section>
  );
};

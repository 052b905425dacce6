import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { send } from "../connection.ts";
import { readable, useFrames } from "../drawing/frames.ts";
import { dropoutOf, initializerOf, lossesFor, nameOf, type Part } from "../state/experiment.ts";
import { rateOf } from "../state/link.ts";
import { edit, experiment, loss, playing, reset, reshape, run, runState, task, toggle, welcome, whyNot } from "../state/run.ts";
import { change, isFree, isShown, settings } from "../state/settings.ts";
import { Choice, NumberField } from "./Fields.tsx";

const rates = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
const paces: [string, number | null][] = [
  ["1 step a second", 1],
  ["10 steps a second", 10],
  ["100 steps a second", 100],
  ["1,000 steps a second", 1000],
  ["10,000 steps a second", 10_000],
  ["as fast as it goes", null],
];

const withRate = (optimizer: string | Part, rate: number): Part => ({ ...(typeof optimizer === "string" ? { type: optimizer } : optimizer), learning_rate: rate });

const withoutRate = new Set(["perceptron", "least_squares", "lbfgs", "rprop"]);

const isMoreOpen = signal(false);

const EpochCounter = () => {
  const shown = useRef<HTMLOutputElement>(null);
  useFrames(
    shown,
    readable,
    (frame) => {
      shown.current!.textContent = frame.epoch.toLocaleString("en-US");
    },
    [],
  );
  return (
    <div class="epoch">
      Epoch
      <output ref={shown} class="number" aria-live="off">
        {(runState.value?.epoch ?? 0).toLocaleString("en-US")}
      </output>
    </div>
  );
};

/** Play, step, reset, and how to learn. */
export const RunBar = () => {
  const now = experiment.value;
  const names = welcome.value?.vocabulary;
  const optimizer = nameOf(now.optimizer);
  const isReady = run.value !== null;
  return (
    <section class="runbar" aria-label="Training">
      <div class="drive" hidden={!isShown("play")}>
        <button hidden={!isShown("reset")} aria-label="Reset" title="Start again (R)" disabled={!isReady || !isFree("reset")} onClick={reset}>
          <svg viewBox="0 0 24 24">
            <path d="M12 5V1L6 6l6 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z" />
          </svg>
        </button>
        <button class="primary" aria-label={playing.value ? "Pause" : "Play"} title="Play or pause (Space)" disabled={!isReady || !isFree("play")} onClick={toggle}>
          <svg viewBox="0 0 24 24">{playing.value ? <path d="M6 4h4v16H6zM14 4h4v16h-4z" /> : <path d="M7 4l14 8-14 8z" />}</svg>
        </button>
        <button aria-label="One step" title="One step: one mini-batch (S)" disabled={!isReady || !isFree("play")} onClick={() => send({ type: "steps", count: 1 })}>
          <svg viewBox="0 0 24 24">
            <path d="M5 4l10 8-10 8zM17 4h3v16h-3z" />
          </svg>
        </button>
        <button aria-label="One epoch" title="To the end of the epoch (E)" disabled={!isReady || !isFree("play")} onClick={() => send({ type: "epoch" })}>
          <svg viewBox="0 0 24 24">
            <path d="M2 4l8 8-8 8zM10 4l8 8-8 8zM19 4h3v16h-3z" />
          </svg>
        </button>
      </div>
      <EpochCounter />
      {isShown("pace") && (
        <Choice
          name="Pace"
          value={String(settings.value.pace)}
          options={paces.map(([label, value]) => [String(value), label])}
          disabled={!isFree("pace")}
          onChange={(value) => {
            const pace = value === "null" ? null : Number(value);
            change({ pace });
            send({ type: "pace", stepsPerSecond: pace });
          }}
        />
      )}
      {isShown("optimizer") && (
        <Choice
          name="Optimizer"
          value={optimizer}
          options={names?.optimizers ?? [optimizer]}
          disabled={!isFree("optimizer")}
          whyNot={(name) => whyNot("optimizer", name)}
          onChange={(type) => edit({ ...now, optimizer: withoutRate.has(type) ? type : withRate(type, rateOf(now)) }, true)}
        />
      )}
      {isShown("rate") && !withoutRate.has(optimizer) && (
        <Choice
          name="Learning rate"
          value={String(rateOf(now))}
          options={[...new Set([...rates, rateOf(now)])].sort((a, b) => a - b).map(String)}
          disabled={!isFree("rate")}
          onChange={(rate) => edit({ ...now, optimizer: withRate(now.optimizer, Number(rate)) }, true)}
        />
      )}
      {isShown("loss") && (
        <Choice name="Loss" value={loss.value} options={lossesFor[task.value]} disabled={!isFree("loss")} onChange={(loss) => reshape({ loss })} />
      )}
      <details open={isMoreOpen.value} onToggle={(event) => (isMoreOpen.value = event.currentTarget.open)}>
        <summary>More settings</summary>
        <div class="more">
          {isShown("schedule") && (
            <Choice
              name="Schedule"
              value={nameOf(now.schedule) || "constant"}
              options={names?.schedules ?? ["constant"]}
              disabled={!isFree("schedule")}
              whyNot={(name) => whyNot("schedule", name)}
              onChange={(schedule) => {
                const { schedule: _, ...rest } = now;
                edit(schedule === "constant" ? rest : { ...rest, schedule, epochs: Math.min(now.epochs, 1000) }, true);
              }}
            />
          )}
          {isShown("l1") && <NumberField name="L1" value={now.l1 ?? 0} min={0} max={10} step={0.0001} disabled={!isFree("l1")} onChange={(l1) => edit({ ...now, l1 }, true)} />}
          {isShown("l2") && <NumberField name="L2" value={now.l2 ?? 0} min={0} max={10} step={0.0001} disabled={!isFree("l2")} onChange={(l2) => edit({ ...now, l2 }, true)} />}
          {isShown("seed") && <NumberField name="Seed" value={now.seed} min={0} max={1e9} step={1} disabled={!isFree("seed")} onChange={(seed) => edit({ ...now, seed })} />}
          {isShown("init") && (
            <Choice name="First weights" value={initializerOf(now)} options={names?.initializers ?? ["auto"]} disabled={!isFree("init")} whyNot={(name) => whyNot("initializer", name)} onChange={(initializer) => reshape({ initializer })} />
          )}
          {isShown("dropout") && <NumberField name="Dropout" value={dropoutOf(now)} min={0} max={0.9} step={0.05} disabled={!isFree("dropout")} onChange={(dropout) => reshape({ dropout })} />}
          {isShown("epochs") && <NumberField name="Epochs at most" value={now.epochs} min={1} max={200_000} step={1} disabled={!isFree("epochs")} onChange={(epochs) => edit({ ...now, epochs }, true)} />}
        </div>
      </details>
      {runState.value?.stopped && (
        <p class="stopped quiet" role="status">
          {runState.value.stopped}
        </p>
      )}
    </section>
  );
};

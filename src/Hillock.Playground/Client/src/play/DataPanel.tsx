import { classColor, signColor } from "../drawing/colors.ts";
import type { SetPreview } from "#messages";
import { circle, layersOf, hiddenLayers, initializerOf, dropoutOf, lossesFor, nameOf, taskNames, wholePasses, type Experiment } from "../state/experiment.ts";
import { brush, canLearn, erase, isDrawn, labels, startDrawing, takeBack } from "../state/points.ts";
import { edit, experiment, run, welcome } from "../state/run.ts";
import { isFree, isShown } from "../state/settings.ts";
import { Slider } from "./Fields.tsx";

const Thumbnail = ({ set }: { set: SetPreview }) => {
  const size = 40;
  const at = (value: number) => ((value + 1) / 2) * size;
  return (
    <svg viewBox={`-3 -3 ${size + 6} ${size + 6}`} aria-hidden="true">
      {set.targets.map((target, i) => (
        <circle
          key={i}
          cx={at(set.x[i]!)}
          cy={size - at(set.y[i]!)}
          r={1.6}
          fill={set.task === "Regression" ? (set.isCurve ? "var(--accent)" : signColor(target)) : classColor(target)}
        />
      ))}
    </svg>
  );
};

/** What is needed to draw points: the class of the next, and a way back. */
const Brush = () => (
  <div class="brush">
    <div role="group" aria-label="Class of the next points">
      {labels.map((label, i) => (
        <button key={label} aria-pressed={brush.value === i} aria-label={`Class ${label}`} onClick={() => (brush.value = i)}>
          <i style={{ background: classColor(i) }} />
          {label}
        </button>
      ))}
    </div>
    <p class="quiet">
      {canLearn(experiment.value) ? "Draw more, or press play." : "Click or drag on the picture to the right: at least two points of each of two classes."}
    </p>
    <div class="row">
      <button onClick={takeBack}>Take back</button>
      <button onClick={erase}>Erase all</button>
    </div>
  </div>
);

/** The experiment with another set: what comes in and goes out follows from it, the hidden layers stay. */
const withSet = (now: Experiment, set: SetPreview): Experiment => {
  const task = taskNames[set.task];
  const loss = lossesFor[task][0]!;
  const { seed, ...rest } = circle.data;
  void seed;
  return {
    ...now,
    data: { ...rest, ...(set.isTable ? {} : { samples: now.data.samples ?? 500, noise: now.data.noise ?? 0 }), name: set.name, features: set.columns, test: set.isTable ? 0 : (now.data.test ?? 0.5) },
    loss,
    layers: layersOf({ hidden: hiddenLayers(now), outputs: set.outputs, task, loss, initializer: initializerOf(now), dropout: dropoutOf(now) }),
  };
};

/** Which samples, how noisy, and how they are split. */
export const DataPanel = () => {
  const now = experiment.value;
  const data = now.data;
  const drawn = isDrawn(now);
  return (
    <section class="panel data" aria-label="Data">
      <h2>Data</h2>
      {isShown("data") && (
        <div class="sets" role="group" aria-label="Sets">
          {(welcome.value?.sets ?? []).map((set) => (
            <button key={set.name} aria-pressed={set.name === data.name} aria-label={`${set.name}: ${set.description}`} title={`${set.name}: ${set.description}`} disabled={!isFree("data")} onClick={() => edit(withSet(now, set))}>
              <Thumbnail set={set} />
            </button>
          ))}
          <button aria-pressed={drawn} aria-label="Draw your own points" title="Draw your own points on the plane" disabled={!isFree("data")} onClick={startDrawing}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M4 20l1-5L16 4l4 4L9 19z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
            </svg>
          </button>
        </div>
      )}
      {drawn && <Brush />}
      <p class="quiet">
        {data.name}
        {run.value && `: ${run.value.train.count.toLocaleString("en-US")} to learn from, ${run.value.test.count.toLocaleString("en-US")} to test with`}
      </p>
      {isShown("noise") && data.noise !== undefined && (
        <Slider name="Noise" value={data.noise} min={0} max={0.5} step={0.05} shown={data.noise.toFixed(2)} disabled={!isFree("noise")} onChange={(noise) => edit({ ...now, data: { ...data, noise } })} />
      )}
      {isShown("samples") && data.samples !== undefined && (
        <Slider
          name="Samples"
          value={Math.log2(data.samples)}
          min={4}
          max={13}
          step={0.5}
          shown={data.samples.toLocaleString("en-US")}
          disabled={!isFree("samples")}
          onChange={(power) => edit({ ...now, data: { ...data, samples: Math.round(2 ** power / 10) * 10 } })}
        />
      )}
      {isShown("test") && (
        <Slider
          name="Held out to test"
          value={data.test ?? 0.2}
          min={0}
          max={0.9}
          step={0.05}
          shown={`${Math.round(100 * (data.test ?? 0.2))} %`}
          disabled={!isFree("test")}
          onChange={(test) => edit({ ...now, data: { ...data, test } })}
        />
      )}
      {isShown("batch") && (
        <Slider
          name="Batch"
          value={Math.log2(Math.max(1, now.batch))}
          min={0}
          max={10}
          step={1}
          shown={wholePasses.has(nameOf(now.optimizer)) ? "all" : String(now.batch)}
          title={wholePasses.has(nameOf(now.optimizer)) ? `${nameOf(now.optimizer)} looks at all samples at once` : undefined}
          disabled={!isFree("batch") || wholePasses.has(nameOf(now.optimizer))}
          onChange={(power) => edit({ ...now, batch: Math.round(2 ** power) }, true)}
        />
      )}
      {isShown("data") && data.noise !== undefined && (
        <button disabled={!isFree("data")} onClick={() => edit({ ...now, data: { ...data, seed: (data.seed ?? 1) + 1 } })}>
          Draw new samples
        </button>
      )}
    </section>
  );
};

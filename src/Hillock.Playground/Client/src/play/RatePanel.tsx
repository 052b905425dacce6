import { signal } from "@preact/signals";
import { bisector, extent } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { listen, send } from "../connection.ts";
import { figure, power } from "../drawing/figure.ts";
import { useReader } from "../drawing/reader.ts";
import type { RatesFound } from "#messages";
import { edit, experiment, run } from "../state/run.ts";

const width = 320;
const height = 170;
const left = 12;
const found = signal<RatesFound | null>(null);

export const listenToRates = (): void => {
  listen("rates", (message) => {
    found.value = message;
  });
};

const short = (rate: number): string => Number(rate.toPrecision(2)).toString();

const byRate = bisector<number, number>((rate) => rate).center;

const use = (rate: number): void => {
  const now = experiment.value;
  edit({ ...now, optimizer: { ...(typeof now.optimizer === "string" ? { type: now.optimizer } : now.optimizer), learning_rate: Number(rate.toPrecision(2)) } }, true);
};

const Curve = ({ its }: { its: RatesFound }) => {
  const x = scaleLog(extent(its.rates) as [number, number], [left, width - 8]);
  const first = its.losses[0] ?? 1;
  const y = scaleLinear([Math.min(...its.losses), Math.max(first * 1.6, Math.min(first * 3, Math.max(...its.losses)))], [height - 24, 8]).clamp(true);
  const region = (from: number, to: number, color: string) => (to > from ? <rect x={x(from)} width={x(to) - x(from)} y={8} height={height - 32} fill={`color-mix(in srgb, ${color} 14%, transparent)`} /> : null);
  const [low, high] = x.domain() as [number, number];
  const { reading, handlers } = useReader(width, height, (at) => {
    const i = byRate(its.rates, x.invert(at));
    const [rate, loss] = [its.rates[i]!, its.losses[i]!];
    return { x: x(rate), y: y(loss), read: () => ({ title: `Learning rate ${short(rate)}`, lines: [["loss", figure(loss)]] }) };
  });
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="application" aria-label="The loss at each rate; arrow keys read it" {...handlers}>
      {its.tooSmallBelow !== null && region(low, its.tooSmallBelow, "var(--line-strong)")}
      {its.divergesFrom !== null && region(its.divergesFrom, high, "var(--bad)")}
      <path class="curve" stroke="var(--ink)" d={line<number>().x((_, i) => x(its.rates[i]!)).y((loss) => y(loss))(its.losses) ?? ""} />
      {its.best !== null && <line x1={x(its.best)} x2={x(its.best)} y1={8} y2={height - 24} stroke="var(--good)" stroke-width={2} />}
      {reading.value && <line class="reading" x1={reading.value.x} x2={reading.value.x} y1={8} y2={height - 24} />}
      {x
        .ticks()
        .filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9)
        .filter((_, i, all) => i % Math.ceil(all.length / 6) === 0)
        .map((tick) => (
          <text key={tick} x={x(tick)} y={height - 8} text-anchor="middle">
            {power(tick)}
          </text>
        ))}
    </svg>
  );
};

/** Tries rates from far too small to far too large, and shows the three regions: crawling, learning, diverging. */
export const RatePanel = () => {
  const its = found.value?.run === run.value?.run ? found.value : null;
  return (
    <section class="panel" aria-label="Rate finder">
      <h2>Which learning rate?</h2>
      {its ? (
        <>
          <Curve its={its} />
          <p class="quiet">
            {its.tooSmallBelow !== null && `Below ${short(its.tooSmallBelow)} it crawls. `}
            {its.best !== null ? `At ${short(its.best)} the loss falls fastest. ` : "No rate stands out. "}
            {its.divergesFrom !== null && `From ${short(its.divergesFrom)} on it diverges.`}
          </p>
        </>
      ) : (
        <p class="quiet">A short run from the first weights, whose rate grows from far too small until the loss diverges.</p>
      )}
      <div class="row">
        <button disabled={run.value === null} onClick={() => send({ type: "rates" })}>
          Try all rates
        </button>
        {its?.best != null && <button onClick={() => use(its.best!)}>Take {short(its.best)}</button>}
      </div>
    </section>
  );
};

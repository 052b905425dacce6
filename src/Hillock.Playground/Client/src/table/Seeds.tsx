import { send } from "../connection.ts";
import { repeated } from "../state/table.ts";

const count = 5;

/** The test score from several seeds: how far chance decides. */
export const Seeds = () => {
  const its = repeated.value;
  const scores = (its?.scores ?? []).flatMap(({ score }) => (score === null || score === undefined ? [] : [score]));
  const trivial = (its?.scores ?? []).flatMap((each) => (each.trivial === null || each.trivial === undefined ? [] : [each.trivial]));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const isRunning = its !== null && its.scores.length < its.seeds;
  const low = Math.min(0, ...scores, ...trivial);
  const at = (value: number) => 8 + (284 * (value - low)) / (1 - low);
  return (
    <section class="panel" aria-label="Spread over seeds">
      <h2>Spread over seeds</h2>
      <p class="quiet">The same experiment from other seeds: other first weights, other rows held out. One number alone says little.</p>
      {scores.length > 0 && (
        <>
          <p role="status">
            {its!.measure} <strong class="number">{mean(scores).toFixed(3)}</strong> on average
            {scores.length > 1 && (
              <>
                , from <span class="number">{Math.min(...scores).toFixed(3)}</span> to <span class="number">{Math.max(...scores).toFixed(3)}</span>
              </>
            )}
            {trivial.length > 0 && (
              <span class="quiet">
                ; the trivial baseline <span class="number">{mean(trivial).toFixed(3)}</span>
              </span>
            )}
          </p>
          <svg class="strip" viewBox="0 0 300 34" role="img" aria-label={`${its!.measure} of ${scores.length} seeds`}>
            <line x1={at(low)} x2={at(1)} y1="14" y2="14" stroke="var(--line-strong)" />
            {trivial.length > 0 && <line x1={at(mean(trivial))} x2={at(mean(trivial))} y1="5" y2="23" stroke="var(--negative)" stroke-width="2" />}
            {scores.map((score, i) => (
              <circle key={i} cx={at(score)} cy="14" r="5" fill="var(--positive)" fill-opacity="0.6" stroke="var(--paper)" />
            ))}
            <text x={at(low)} y="32">
              {low === 0 ? "0" : low.toFixed(2)}
            </text>
            <text x={at(1)} y="32" text-anchor="end">
              1
            </text>
          </svg>
        </>
      )}
      <button disabled={isRunning} onClick={() => send({ type: "repeat", seeds: count })}>
        {isRunning ? `Seed ${its.scores.length + 1} of ${its.seeds} …` : `Train from ${count} seeds`}
      </button>
    </section>
  );
};

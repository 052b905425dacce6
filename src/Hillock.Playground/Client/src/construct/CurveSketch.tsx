import { useSignal } from "@preact/signals";
import { build } from "../state/construction.ts";

const width = 200;
const height = 100;
const knots = 24;

/**
 * A curve drawn by hand, as a formula: straight lines between knots x₀ < x₁ < … are y₀ + s₀(x − x₀) + Σ (sᵢ − sᵢ₋₁)·max(0, x − xᵢ), where sᵢ is
 * the slope behind xᵢ, and max(0, t) = (t + |t|) / 2.
 */
const formula = (values: number[]): string => {
  const step = 1 / (values.length - 1);
  const number = (value: number) => Number(value.toFixed(4)).toString();
  const slopes = values.slice(1).map((value, i) => (value - values[i]!) / step);
  const terms = [`${number(values[0]!)} + ${number(slopes[0]!)}*x`];
  for (let i = 1; i < slopes.length; i++) {
    const bend = (slopes[i]! - slopes[i - 1]!) / 2;
    if (Math.abs(bend) > 1e-4) terms.push(`${number(bend)}*(x - ${number(i * step)} + abs(x - ${number(i * step)}))`);
  }
  return terms.join(" + ").replaceAll("+ -", "- ");
};

/** Draws a curve from x = 0 to 1 and builds it of pulses. */
export const CurveSketch = () => {
  const values = useSignal<(number | null)[]>(Array.from({ length: knots + 1 }, () => null));
  const mark = (event: PointerEvent): void => {
    if (event.buttons === 0) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const at = Math.round(((event.clientX - box.left) / box.width) * knots);
    if (at < 0 || at > knots) return;
    const changed = [...values.value];
    changed[at] = 1 - 2 * Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
    values.value = changed;
  };
  const known = values.value.map((value, i) => [i, value] as const).filter((pair): pair is readonly [number, number] => pair[1] !== null);
  const whole = (): number[] =>
    values.value.map((value, i) => {
      if (value !== null) return value;
      const before = known.findLast(([at]) => at < i);
      const after = known.find(([at]) => at > i);
      if (!before || !after) return (before ?? after)![1];
      return before[1] + ((after[1] - before[1]) * (i - before[0])) / (after[0] - before[0]);
    });
  const finish = (): void => {
    if (known.length >= 2) build({ argument: formula(whole()), from: 0, to: 1 });
  };
  return (
    <div class="sketch">
      <span class="quiet">Or draw a curve from left to right:</span>
      <svg viewBox={`0 0 ${width} ${height}`} class="pen" role="application" aria-label="Draw a curve" onPointerDown={mark} onPointerMove={mark} onPointerUp={finish}>
        <line x1={0} x2={width} y1={height / 2} y2={height / 2} stroke="var(--line)" />
        {known.length > 0 && (
          <polyline points={whole().map((value, i) => `${(i / knots) * width},${((1 - value) / 2) * height}`).join(" ")} fill="none" stroke="var(--accent)" stroke-width={2} />
        )}
      </svg>
    </div>
  );
};

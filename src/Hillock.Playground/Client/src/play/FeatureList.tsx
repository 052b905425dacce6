import { edit, experiment, run } from "../state/run.ts";
import { isFree, isShown } from "../state/settings.ts";

const squared = (columns: string[]): string[] => {
  if (columns.length > 2) return columns;
  const products = columns.length === 2 ? [`${columns[0]}*${columns[1]}`] : [];
  return [...columns, ...columns.map((name) => `${name}^2`), ...products, ...columns.map((name) => `sin(${name})`)];
};

/** Which columns, and formulas of columns, go into the network. */
export const FeatureList = ({ x }: { x: number }) => {
  const now = experiment.value;
  const chosen = now.data.features ?? run.value?.columns ?? [];
  const offered = [...new Set([...squared(run.value?.columns ?? []), ...chosen])];
  if (!isShown("features") || now.data.features === undefined) return null;
  const toggle = (feature: string): void => {
    const features = chosen.includes(feature) ? chosen.filter((each) => each !== feature) : offered.filter((each) => each === feature || chosen.includes(each));
    if (features.length > 0) edit({ ...now, data: { ...now.data, features } });
  };
  return (
    <details class="features" style={{ left: `${x}px` }}>
      <summary>inputs</summary>
      <div class="sheet">
        {offered.map((feature) => (
          <label key={feature} class="check">
            <input type="checkbox" checked={chosen.includes(feature)} disabled={!isFree("features")} onChange={() => toggle(feature)} />
            {feature}
          </label>
        ))}
      </div>
    </details>
  );
};

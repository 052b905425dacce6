import { send } from "../connection.ts";
import { judged, rows } from "../state/table.ts";

/** Which class was taken for which; each cell opens its rows. */
export const Confusion = () => {
  const its = judged.value!;
  const { labels, matrix } = its;
  if (!matrix) return null;
  const shown = rows.value;
  return (
    <>
      <p class="quiet">Each row is a true class, each column a predicted one. Press a cell to see its rows.</p>
      <div class="scrolls" tabIndex={0} role="region" aria-label="Confusion matrix">
        <table class={`confusion${labels.length > 6 ? " dense" : ""}`}>
          <thead>
            <tr>
              <td />
              {labels.map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, truth) => {
              const counts = matrix.slice(truth * labels.length, (truth + 1) * labels.length);
              const total = Math.max(1, counts.reduce((sum, count) => sum + count, 0));
              return (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {counts.map((count, predicted) => {
                    const color = truth === predicted ? "var(--positive)" : "var(--negative)";
                    return (
                      <td key={predicted}>
                        <button
                          class="number"
                          disabled={count === 0}
                          aria-pressed={shown?.truth === truth && shown.predicted === predicted}
                          aria-label={`${label} taken for ${labels[predicted]}: ${count}`}
                          style={{ background: `color-mix(in srgb, ${color} ${count === 0 ? 0 : Math.round(8 + (37 * count) / total)}%, var(--paper))` }}
                          onClick={() => send({ type: "rows", truth, predicted, from: 0 })}
                        >
                          {count}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
};

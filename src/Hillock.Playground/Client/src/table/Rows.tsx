import { send } from "../connection.ts";
import { judged, plan, rows } from "../state/table.ts";

/** Rows that were held out: their values as they stand in the table, and what the network says of them. */
export const Rows = () => {
  const its = rows.value;
  const labels = judged.value?.labels ?? [];
  if (!its) return null;
  const isClasses = labels.length > 0;
  const { truth, predicted } = its;
  const title =
    truth !== null && truth !== undefined && predicted !== null && predicted !== undefined
      ? truth === predicted
        ? `${labels[truth]}, predicted right`
        : `${labels[truth]}, taken for ${labels[predicted]}`
      : isClasses
        ? "All that are predicted wrong"
        : "Those furthest off first";
  return (
    <section class="panel" aria-label="Rows">
      <h2>
        {title}: {its.total.toLocaleString("en-US")}
      </h2>
      <div class="scrolls" tabIndex={0} role="region" aria-label={title}>
        <table class="rows">
          <thead>
            <tr>
              <th scope="col" class="figure">
                Row
              </th>
              <th scope="col">True</th>
              <th scope="col">Predicted</th>
              {isClasses && (
                <th scope="col" class="figure">
                  Probability
                </th>
              )}
              {its.columns.map((name) => (
                <th key={name} scope="col" class={name === plan.value.target ? "target" : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {its.rows.map((row) => (
              <tr key={row.row}>
                <td class="figure number quiet">{row.row}</td>
                <td class="number">{row.truth}</td>
                <td class={`number ${isClasses && row.truth !== row.predicted ? "wrong" : ""}`}>{row.predicted}</td>
                {isClasses && <td class="figure number">{row.probability?.toFixed(3) ?? "–"}</td>}
                {row.values.map((value, i) => (
                  <td key={i} class="number">
                    {value ?? <span class="quiet">missing</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {its.rows.length < its.total && (
        <button onClick={() => send({ type: "rows", truth: truth ?? null, predicted: predicted ?? null, from: its.rows.length })}>Show more</button>
      )}
    </section>
  );
};

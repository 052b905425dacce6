import type { ColumnTold } from "#messages";
import { choose, considered, plan, table } from "../state/table.ts";

const short = (value: number): string => (Math.abs(value) >= 1e6 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(2) : Number(value.toPrecision(7)).toLocaleString("en-US", { maximumFractionDigits: 6 }));

const valuesOf = (column: ColumnTold): string =>
  column.min !== null && column.min !== undefined && column.max !== null && column.max !== undefined
    ? `${short(column.min)} to ${short(column.max)}`
    : `${column.different ?? 0} different`;

const setRole = (name: string, role: string): void => {
  const { target, ignore } = plan.value;
  const others = ignore.filter((other) => other !== name);
  if (role === "target") choose({ target: name, ignore: others, task: null });
  else choose({ target: target === name ? null : target, ignore: role === "left out" ? [...others, name] : others });
};

/** The columns of the table at hand, and what each is used for. */
export const ColumnList = () => {
  const its = table.value!;
  const { target, ignore } = plan.value;
  const inputs = new Set(considered.value?.inputs ?? []);
  return (
    <div class="scrolls" tabIndex={0} role="region" aria-label="Columns of the table">
      <table class="columns">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Role</th>
            <th scope="col">Kind</th>
            <th scope="col">Values</th>
            <th scope="col">For example</th>
            <th scope="col" class="figure">
              Missing
            </th>
          </tr>
        </thead>
        <tbody>
          {its.columns.map((column) => {
            const role = column.name === target ? "target" : ignore.includes(column.name) ? "left out" : "input";
            const isIdle = role === "left out" || (role === "input" && considered.value !== null && !inputs.has(column.name));
            return (
              <tr key={column.name} class={role === "target" ? "target" : isIdle ? "idle" : undefined}>
                <th scope="row">{column.name}</th>
                <td>
                  <select aria-label={`Role of ${column.name}`} value={role} onChange={(event) => setRole(column.name, event.currentTarget.value)}>
                    <option value="target">target</option>
                    <option value="input">{isIdle && role === "input" ? "of no use" : "input"}</option>
                    <option value="left out">left out</option>
                  </select>
                </td>
                <td>{column.kind.toLowerCase()}</td>
                <td class="number">{valuesOf(column)}</td>
                <td class="quiet">{column.examples.join(", ")}</td>
                <td class="figure number">{column.missing === 0 ? "–" : column.missing.toLocaleString("en-US")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

import type { Notation } from "#messages";
import { run } from "../state/run.ts";
import { look, notation, viewpoint } from "../state/microscope.ts";

const notations: [Notation, string][] = [
  ["Layers", "z, a, δ; layer by layer"],
  ["Rows", "H_in, O_out; samples as rows"],
  ["Div", "z⁽ᵏ⁾, y⁽ᵏ⁾, Div"],
];

const mostListed = 64;

/** One of a few names, or a number where there are many. */
const Choice = ({ label, value, names, none, choose }: { label: string; value: number | null; names: string[]; none?: string; choose: (value: number | null) => void }) => (
  <label class="field">
    {label}
    {names.length <= mostListed ? (
      <select value={value ?? ""} onChange={(event) => choose(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))}>
        {none !== undefined && <option value="">{none}</option>}
        {names.map((name, i) => (
          <option key={name + i} value={i}>
            {name}
          </option>
        ))}
      </select>
    ) : (
      <input
        type="number"
        min={1}
        max={names.length}
        placeholder={none}
        value={value === null ? "" : value + 1}
        onChange={(event) => choose(Number.isFinite(event.currentTarget.valueAsNumber) ? Math.round(event.currentTarget.valueAsNumber) - 1 : null)}
      />
    )}
  </label>
);

/** What is looked at, and in whose symbols: everything that can be pointed at can be chosen here, too. */
export const Aim = () => {
  const now = run.value;
  const at = viewpoint.value;
  if (!now || !at) return null;
  const weighted = now.layers.map((layer, i) => ({ layer, i })).filter(({ layer }) => layer.weights !== null);
  const layer = now.layers[at.layer];
  const below = now.layers[at.layer - 1];
  const unitNames = layer ? Array.from({ length: layer.units }, (_, i) => `${i + 1}`) : now.inputs;
  const inputNames = layer ? (below ? Array.from({ length: layer.inputs }, (_, i) => `unit ${i + 1}`) : now.inputs) : [];
  const count = (at.test ? now.test : now.train).count;
  return (
    <div class="aim">
      <label class="field">
        Sample of
        <select value={at.test ? "test" : "train"} onChange={(event) => look({ test: event.currentTarget.value === "test", sample: 0 })}>
          <option value="train">the training set</option>
          {now.test.count > 0 && <option value="test">the test set</option>}
        </select>
      </label>
      <label class="field">
        Number (of {count.toLocaleString("en-US")})
        <input type="number" min={1} max={count} value={at.sample + 1} onChange={(event) => look({ sample: Math.round(event.currentTarget.valueAsNumber || 1) - 1 })} />
      </label>
      <label class="field">
        Layer
        <select value={at.layer} onChange={(event) => look({ layer: Number(event.currentTarget.value), unit: 0, input: null })}>
          <option value={-1}>the inputs</option>
          {weighted.map(({ layer: each, i }) => (
            <option key={each.name} value={i}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <Choice label={layer ? "Unit" : "Input"} value={at.unit} names={unitNames} choose={(unit) => look({ unit: unit ?? 0 })} />
      {layer && layer.weights !== null && <Choice label="Its weight from" value={at.input} names={inputNames} none="all, and its bias" choose={(input) => look({ input })} />}
      <label class="field">
        Symbols
        <select value={at.notation} onChange={(event) => (notation.value = event.currentTarget.value as Notation)}>
          {notations.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
};

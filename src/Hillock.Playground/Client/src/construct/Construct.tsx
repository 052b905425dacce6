import { useEffect } from "preact/hooks";
import { NetworkPanel } from "../play/NetworkPanel.tsx";
import { OutputPanel } from "../play/OutputPanel.tsx";
import { LossChart } from "../play/LossChart.tsx";
import { RunBar } from "../play/RunBar.tsx";
import { build, constructed, construction, examples, learnTheSame, type Kind } from "../state/construction.ts";
import { Choice, NumberField } from "../play/Fields.tsx";
import { welcome } from "../state/run.ts";
import { CurveSketch } from "./CurveSketch.tsx";
import { RegionSketch } from "./RegionSketch.tsx";

const kinds: [Kind, string, string][] = [
  ["gate", "Gate", "One threshold unit decides AND, OR, a majority; XOR needs a hidden layer."],
  ["boolean", "Expression", "Any Boolean expression becomes threshold units: ! not, & and, ^ xor, | or."],
  ["table", "Truth table", "Any table of 0 and 1 becomes one hidden layer of ANDs and an OR."],
  ["parity", "Parity", "Depth saves units: 3(n − 1) deep, 2ⁿ⁻¹ + 1 in one hidden layer."],
  ["polygon", "Polygons", "Each edge is a unit, each convex part an AND, the union an OR."],
  ["checkerboard", "Checkerboard", "16 lines bound 40 regions and more: a unit each."],
  ["cylinders", "Cylinders", "One hidden layer approximates any region, with ever more units."],
  ["function", "Function", "Pairs of threshold units make pulses, pulses make any function."],
];

const gates = ["AND", "OR", "NOT", "NAND", "NOR", "XOR", "MAJORITY", "ATLEAST:2"];

/** What each kind asks for. */
const Wishes = () => {
  const its = construction.value;
  switch (its.construction) {
    case "gate":
      return (
        <div class="wishes">
          <Choice name="Gate" value={its.argument} options={gates} onChange={(argument) => build({ argument, inputs: argument === "NOT" ? 1 : Math.max(2, its.inputs ?? 2) })} />
          <NumberField name="Inputs" value={its.inputs ?? 2} min={1} max={16} step={1} onChange={(inputs) => build({ inputs })} />
        </div>
      );
    case "boolean":
      return (
        <div class="wishes">
          <label class="field">
            Expression
            <input type="text" value={its.argument} spellcheck={false} maxLength={2000} onChange={(event) => build({ argument: event.currentTarget.value })} />
          </label>
          <Choice name="Form" value={its.form ?? "deep"} options={[["deep", "as it is written"], ["shallow", "one hidden layer"]]} onChange={(form) => build({ form })} />
        </div>
      );
    case "table":
      return (
        <label class="field">
          Rows of 0 and 1; the last column is the output
          <textarea rows={9} value={its.argument} spellcheck={false} maxLength={20_000} onChange={(event) => build({ argument: event.currentTarget.value })} />
        </label>
      );
    case "parity":
      return (
        <div class="wishes">
          <NumberField name="Inputs" value={Number(its.argument)} min={2} max={12} step={1} onChange={(inputs) => build({ argument: String(inputs) })} />
          <Choice name="Form" value={its.form ?? "deep"} options={["deep", "shallow", "counting"]} onChange={(form) => build({ form })} />
        </div>
      );
    case "polygon":
      return <RegionSketch />;
    case "checkerboard":
      return (
        <div class="wishes">
          {[0, 1].map((side) => (
            <NumberField
              key={side}
              name={side === 0 ? "Upright lines" : "Level lines"}
              value={Number(its.argument.split("x")[side])}
              min={1}
              max={20}
              step={1}
              onChange={(lines) => build({ argument: its.argument.split("x").map((old, i) => (i === side ? String(lines) : old)).join("x") })}
            />
          ))}
        </div>
      );
    case "cylinders":
      return (
        <>
          <RegionSketch />
          <NumberField name="Hidden units" value={its.units ?? 600} min={6} max={1000} step={1} onChange={(units) => build({ units })} />
        </>
      );
    case "function":
      return (
        <>
          <div class="wishes">
            <label class="field">
              Formula of x
              <input type="text" value={its.argument} spellcheck={false} maxLength={2000} onChange={(event) => build({ argument: event.currentTarget.value })} />
            </label>
            <NumberField name="from" value={its.from ?? 0} min={-1000} max={1000} step={0.5} onChange={(from) => build({ from })} />
            <NumberField name="to" value={its.to ?? 1} min={-1000} max={1000} step={0.5} onChange={(to) => build({ to })} />
            <NumberField name="Units" value={its.units ?? 100} min={1} max={1000} step={1} onChange={(units) => build({ units })} />
          </div>
          <CurveSketch />
        </>
      );
  }
};

const Proof = () => {
  const its = constructed.value;
  if (!its) return null;
  const total = its.units.reduce((sum, units) => sum + units, 0);
  const carriers = its.carriers.reduce((sum, units) => sum + units, 0);
  return (
    <div class="proof" role="status">
      <p>{its.description}.</p>
      <p>
        <strong class="number">{total.toLocaleString("en-US")}</strong> units: {its.units.join(" → ")}
        {carriers > 0 && `, and ${carriers} that only carry a signal on`}.
      </p>
      <p class={its.holds ? "holds" : "fails"}>
        {its.wrong !== null
          ? `${its.wrong === 0 ? "Right" : `Wrong ${its.wrong.toLocaleString("en-US")} times`} at ${its.isWhole ? "all " : ""}${its.checked.toLocaleString("en-US")} ${its.isWhole ? "rows" : "points"}.`
          : `Off by ${its.maxError?.toPrecision(3)} at most at ${its.checked.toLocaleString("en-US")} points; the bound is ${its.bound?.toPrecision(3)}.`}
      </p>
      <p class="quiet">
        <code>{its.commandLine}</code>
      </p>
    </div>
  );
};

/** The room where networks are built by rule: nothing is learned, everything is proven. */
export const Construct = () => {
  const kind = construction.value.construction;
  useEffect(() => {
    if (welcome.value) build();
  }, [welcome.value]);
  return (
    <>
      <nav class="kinds" aria-label="Constructions">
        {kinds.map(([id, name]) => (
          <button key={id} aria-pressed={id === kind} onClick={() => build(examples[id])}>
            {name}
          </button>
        ))}
      </nav>
      <div class="play construct">
        <section class="panel data" aria-label="Construction">
          <h2>{kinds.find(([id]) => id === kind)![1]}</h2>
          <p class="quiet">{kinds.find(([id]) => id === kind)![2]}</p>
          <Wishes />
          <label class="check">
            <input type="checkbox" checked={construction.value.soften} onChange={(event) => build({ soften: event.currentTarget.checked })} />
            steep sigmoids instead of steps, so that training can go on from it
          </label>
          <Proof />
          <button onClick={learnTheSame} disabled={constructed.value === null}>
            Learn the same from samples
          </button>
        </section>
        <NetworkPanel fixed />
        <OutputPanel />
      </div>
      {construction.value.soften && (
        <div class="soft">
          <RunBar />
          <LossChart />
        </div>
      )}
    </>
  );
};

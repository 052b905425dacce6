import type { LayerPlan } from "#messages";
import { hiddenLayers, type HiddenLayer } from "../state/experiment.ts";
import { experiment, reshape, welcome, whyNot } from "../state/run.ts";
import { isFree, isShown } from "../state/settings.ts";
import { Options, reasons } from "./Fields.tsx";

interface Place {
  x: number;
  width: number;
}

const style = ({ x, width }: Place) => ({ left: `${x - width / 2}px`, width: `${width}px` });

/** A number of things with a button for one less and one for one more. */
const Count = ({ count, what, fewer, more, less, add }: { count: number; what: string; fewer: boolean; more: boolean; less: [string, () => void]; add: [string, () => void] }) => (
  <span class="count">
    <button aria-label={less[0]} disabled={!fewer} onClick={less[1]}>
      −
    </button>
    <span>
      <strong class="number">{count}</strong> <span class="what">{what}</span>
    </span>
    <button aria-label={add[0]} disabled={!more} onClick={add[1]}>
      +
    </button>
  </span>
);

/** How many units a hidden layer has, and what they compute. */
export const ColumnHead = ({ layer, hidden, ...place }: Place & { layer: number; hidden: HiddenLayer[] }) => {
  const its = hidden[layer];
  if (!its) return null;
  const free = isFree("layers");
  const changed = (changes: Partial<HiddenLayer>) => reshape({ hidden: hidden.map((each, i) => (i === layer ? { ...each, ...changes } : each)) });
  const most = welcome.value?.allowed.units ?? 64;
  const activations = { options: welcome.value?.vocabulary.activations ?? [its.activation], value: its.activation, whyNot: (name: string) => whyNot("activation", name) };
  return (
    <div class="column-head" style={style(place)}>
      <Count
        count={its.units}
        what={its.units === 1 ? "unit" : "units"}
        fewer={free && its.units > 1}
        more={free && its.units < most}
        less={[`Remove a unit of layer ${layer + 1}`, () => changed({ units: its.units - 1 })]}
        add={[`Add a unit to layer ${layer + 1}`, () => changed({ units: its.units + 1 })]}
      />
      {isShown("activation") && (
        <select
          aria-label={`Activation of layer ${layer + 1}`}
          value={its.activation}
          title={reasons(activations)}
          disabled={!isFree("activation")}
          onChange={(event) => changed({ activation: event.currentTarget.value })}
        >
          <Options {...activations} />
        </select>
      )}
    </div>
  );
};

/** A layer that rules have made, or that the data ask for: it is read, not changed. */
export const FixedHead = ({ name, activation, ...place }: Place & { name: string; activation: string }) => (
  <div class="column-head" style={style(place)}>
    <span>{name}</span>
    <span>{activation.replaceAll("_", " ")}</span>
  </div>
);

export const unitsOf = (layer: LayerPlan): string => `${layer.units} ${layer.units === 1 ? "unit" : "units"}`;

/** How many hidden layers there are. */
export const LayerCount = () => {
  const hidden = hiddenLayers(experiment.value);
  const free = isFree("layers");
  return (
    <div class="layer-count">
      <Count
        count={hidden.length}
        what={hidden.length === 1 ? "hidden layer" : "hidden layers"}
        fewer={free && hidden.length > 0}
        more={free && hidden.length + 1 < (welcome.value?.allowed.layers ?? 8)}
        less={["Remove a hidden layer", () => reshape({ hidden: hidden.slice(0, -1) })]}
        add={["Add a hidden layer", () => reshape({ hidden: [...hidden, { units: 4, activation: hidden.at(-1)?.activation ?? "tanh" }] })]}
      />
    </div>
  );
};

import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { onFrame } from "../connection.ts";
import { signColor, theme } from "../drawing/colors.ts";
import { drawSigned } from "../drawing/heatmap.ts";
import { drawLinks } from "../drawing/links.ts";
import type { Frame } from "../frame.ts";
import type { LayerPlan } from "#messages";
import { hiddenLayers, nameOf, type HiddenLayer } from "../state/experiment.ts";
import { experiment, frame, playing, reshape, run, welcome } from "../state/run.ts";
import { layerOfColumn, look, viewpoint } from "../state/microscope.ts";
import { isFree, isShown, settings } from "../state/settings.ts";
import { FeatureList } from "./FeatureList.tsx";
import { denseLayers, linkPath, place, type LinkPlace, type Stage, type UnitPlace } from "./geometry.ts";
import { ParameterEditor, type Chosen } from "./ParameterEditor.tsx";

const setHidden = (hidden: HiddenLayer[]): void => reshape({ hidden });

/** Draws a frame into what stands on the stage, without rendering anew. */
const draw = (next: Frame, stage: Stage, host: HTMLElement, chosen: number | null): void => {
  const parameters = next.parameters;
  if (parameters.length > 0) {
    const ink = host.querySelector<HTMLCanvasElement>("canvas.ink");
    if (ink) drawLinks(ink, stage, parameters, playing.value ? performance.now() / 40 : null, chosen);
    host.querySelectorAll<HTMLElement>("[data-bias]").forEach((mark) => {
      mark.style.background = signColor(Math.max(-1, Math.min(1, parameters[Number(mark.dataset["bias"])]!)));
    });
  }

  host.querySelectorAll<HTMLCanvasElement>("canvas[data-map]").forEach((canvas) => {
    const map = next.maps[Number(canvas.dataset["map"])];
    if (map) drawSigned(canvas, map, settings.value.discretize);
  });
};

const ColumnHead = ({ x, layer, hidden }: { x: number; layer: number; hidden: HiddenLayer[] }) => {
  const its = hidden[layer];
  if (!its) return null;
  const free = isFree("layers");
  const changed = (changes: Partial<HiddenLayer>) => setHidden(hidden.map((each, i) => (i === layer ? { ...each, ...changes } : each)));
  const most = welcome.value?.allowed.units ?? 64;
  return (
    <div class="column-head" style={{ left: `${x}px` }}>
      <span class="count">
        <button aria-label={`Remove a unit of layer ${layer + 1}`} disabled={!free || its.units <= 1} onClick={() => changed({ units: its.units - 1 })}>
          −
        </button>
        <span>
          <strong class="number">{its.units}</strong> {its.units === 1 ? "unit" : "units"}
        </span>
        <button aria-label={`Add a unit to layer ${layer + 1}`} disabled={!free || its.units >= most} onClick={() => changed({ units: its.units + 1 })}>
          +
        </button>
      </span>
      {isShown("activation") && (
        <select aria-label={`Activation of layer ${layer + 1}`} value={its.activation} disabled={!isFree("activation")} onChange={(event) => changed({ activation: event.currentTarget.value })}>
          {(welcome.value?.vocabulary.activations ?? [its.activation]).map((name) => (
            <option key={name} value={name}>
              {name.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      )}
    </div>
  );
};

/** A layer that rules have made: it is read, not changed. */
const FixedHead = ({ x, layer }: { x: number; layer: LayerPlan }) => (
  <div class="column-head" style={{ left: `${x}px` }}>
    <span>
      <strong class="number">{layer.units}</strong> {layer.units === 1 ? "unit" : "units"}
    </span>
    <span>{layer.activation}</span>
  </div>
);

const Unit = ({ its, name, bias, isSmall, chosen, choose }: { its: UnitPlace; name: string; bias: number | null; isSmall: boolean; chosen: boolean; choose: (its: UnitPlace) => void }) => (
  <button class={`node${isSmall ? " small" : ""}`} style={{ left: `${its.x}px`, top: `${its.y}px` }} aria-label={name} title={name} data-chosen={chosen || undefined} onClick={() => choose(its)}>
    {its.map !== null && <canvas data-map={its.map} />}
    {its.layer < 0 && <span class="name">{name}</span>}
    {bias !== null && !isSmall && <span class="bias" data-bias={bias} />}
  </button>
);

/** Whether the microscope looks at this unit, or at its weight from an input. */
const isLookedAt = (its: UnitPlace, input: number | null = null): boolean => {
  const at = viewpoint.value;
  return at !== null && at.unit === its.unit && at.input === input && at.layer === layerOfColumn(its.layer);
};

/** The network: inputs to the left, outputs to the right, a picture of what each unit answers over the plane. */
export const NetworkPanel = ({ fixed = false }: { fixed?: boolean }) => {
  const host = useRef<HTMLDivElement>(null);
  const size = useSignal({ width: 640, height: 430 });
  const chosen = useSignal<Chosen | null>(null);
  const stage = useComputed(() => (run.value ? place(run.value, size.value.width, size.value.height) : null));
  const lit = useComputed(() => chosen.value?.link?.index ?? stage.value?.links.find((link) => isLookedAt(link.to, link.from.unit))?.index ?? null);

  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      if (Math.abs(width - size.value.width) + Math.abs(height - size.value.height) > 1) size.value = { width, height };
    });
    if (host.current) observer.observe(host.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const paint = (next: Frame) => {
      if (stage.value && host.current && next.run === run.value?.run) draw(next, stage.value, host.current, lit.value);
    };
    if (frame.value) paint(frame.value);
    return onFrame(paint);
  }, [stage.value, settings.value.discretize, theme.value, lit.value, playing.value]);

  const all = stage.value;
  const hidden = hiddenLayers(experiment.value);
  const dense = run.value ? denseLayers(run.value) : [];
  const most = welcome.value?.allowed.layers ?? 8;
  const chooseUnit = (its: UnitPlace): void => {
    const bias = its.layer < 0 ? null : dense[its.layer]!.bias;
    chosen.value = { x: its.x, y: its.y, unit: its, link: null, index: bias === null ? null : bias + its.unit };
    look({ layer: layerOfColumn(its.layer), unit: its.unit, input: null });
  };
  const chooseLink = (link: LinkPlace): void => {
    chosen.value = { x: (link.from.x + link.to.x) / 2, y: (link.from.y + link.to.y) / 2, unit: null, link, index: link.index };
    look({ layer: layerOfColumn(link.to.layer), unit: link.to.unit, input: link.from.unit });
  };
  return (
    <section class="panel network" aria-label="Network">
      <div class="stage" ref={host} style={all ? { minHeight: `${all.needed}px` } : {}}>
        <div class="ground" style={all ? { width: `${all.width}px`, height: `${all.height}px` } : {}}>
          {all && (
            <canvas class="ink" style={{ width: `${all.width}px`, height: `${all.height}px` }} />
          )}
          {all && (
            <svg class="links" aria-label="Weights">
              {all.links.map((link) => (
                <path key={link.index} data-link={link.index} d={linkPath(link)} onClick={() => chooseLink(link)}>
                  <title>{`weight from ${link.from.layer < 0 ? "input" : `layer ${link.from.layer + 1} unit`} ${link.from.unit + 1} to layer ${link.to.layer + 1} unit ${link.to.unit + 1}`}</title>
                </path>
              ))}
            </svg>
          )}
          {all && !fixed && <FeatureList x={all.columns[0]![0]?.x ?? 0} top={8} />}
          {all?.columns.slice(1).map((column, layer) => fixed ? <FixedHead key={layer} x={column[0]!.x} layer={dense[layer]!} /> : <ColumnHead key={layer} x={column[0]!.x} layer={layer} hidden={hidden} />)}
          {all && !fixed && (
            <div class="column-head" style={{ left: `${all.columns.at(-1)![0]!.x}px` }}>
              <span>output</span>
              <span>{nameOf(experiment.value.layers.at(-1)?.activation)}</span>
            </div>
          )}
          {all?.columns.flatMap((column, i) =>
            column.map((its) => {
              const bias = its.layer < 0 ? null : dense[its.layer]!.bias;
              const name = its.layer < 0 ? run.value!.inputs[its.unit]! : i === all.columns.length - 1 ? `output ${run.value!.labels.length > 2 ? run.value!.labels[its.unit] : ""}` : `layer ${its.layer + 1}, unit ${its.unit + 1}`;
              return <Unit key={`${its.layer}.${its.unit}`} its={its} name={name} bias={bias === null ? null : bias + its.unit} isSmall={all.isSmall} chosen={chosen.value?.unit === its || isLookedAt(its)} choose={chooseUnit} />;
            }),
          )}
          {isShown("layers") && !fixed && (
            <div class="column-head layers" style={{ left: "62px", top: "8px" }}>
              <span class="count">
                <button aria-label="Remove a hidden layer" disabled={!isFree("layers") || hidden.length === 0} onClick={() => setHidden(hidden.slice(0, -1))}>
                  −
                </button>
                <span>
                  <strong class="number">{hidden.length}</strong> hidden
                </span>
                <button aria-label="Add a hidden layer" disabled={!isFree("layers") || hidden.length + 1 >= most} onClick={() => setHidden([...hidden, { units: 4, activation: hidden.at(-1)?.activation ?? "tanh" }])}>
                  +
                </button>
              </span>
            </div>
          )}
          {all && all.omitted > 0 && <p class="quiet omitted">{all.omitted.toLocaleString("en-US")} weights are too many to draw one by one.</p>}
          {chosen.value && <ParameterEditor chosen={chosen.value} isLow={chosen.value.y > all!.height - 190} close={() => (chosen.value = null)} />}
        </div>
      </div>
    </section>
  );
};

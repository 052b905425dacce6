import { useComputed, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { theme } from "../drawing/colors.ts";
import { useFrames } from "../drawing/frames.ts";
import { drawNetwork } from "../drawing/network.ts";
import { send } from "../connection.ts";
import { hiddenLayers, nameOf } from "../state/experiment.ts";
import { layerOfColumn, look, viewpoint } from "../state/microscope.ts";
import { experiment, frame, playing, run } from "../state/run.ts";
import { isFree, isShown, settings } from "../state/settings.ts";
import { hide, hideAfter, shareOf, show, wayOf, within } from "../state/tip.ts";
import { ColumnHead, FixedHead, LayerCount, unitsOf } from "./ColumnHead.tsx";
import { FeatureList } from "./FeatureList.tsx";
import { denseLayers, linkPath, place, type LinkPlace, type Stage, type UnitPlace } from "./geometry.ts";
import { linkName, unitName } from "./names.ts";
import { tellLink, tellUnit } from "./networkTips.ts";
import { ParameterEditor, type Chosen } from "./ParameterEditor.tsx";
import { pointed } from "./pointing.ts";
import { walk, type Stand } from "./walking.ts";

/** In milliseconds: the flow along the links looks the same thirty times a second as sixty times, at half the work. */
const interval = 30;

/** Width, in the page's type size, from which on a layer's head says what it counts. */
const spokenHead = 6;

/** By how much a key changes a weight or bias. */
const nudge = 0.1;

/** Whether the microscope looks at this unit, or at its weight from an input. */
const isLookedAt = (its: UnitPlace, input: number | null = null): boolean => {
  const at = viewpoint.value;
  return at !== null && at.unit === its.unit && at.input === input && at.layer === layerOfColumn(its.layer);
};

const unitKey = (its: UnitPlace): string => `${its.layer}.${its.unit}`;

/** The part of the network that an element on the stage stands for. */
const partOf = (target: EventTarget | null, stage: Stage): { unit: UnitPlace } | { link: LinkPlace } | null => {
  const { unit, link } = (target as Element).closest<HTMLElement | SVGElement>("[data-unit], [data-link]")?.dataset ?? {};
  if (unit !== undefined) {
    const its = stage.columns.flat().find((each) => unitKey(each) === unit);
    return its ? { unit: its } : null;
  }
  const its = stage.links.find((each) => each.index === Number(link));
  return link !== undefined && its ? { link: its } : null;
};

const elementOf = (host: HTMLElement, its: Stand): HTMLElement | SVGElement | null =>
  host.querySelector("unit" in its ? `[data-unit="${unitKey(its.unit)}"]` : `[data-link="${its.link.index}"]`);

/** The network: inputs to the left, outputs to the right, a picture of what each unit answers over the plane. */
export const NetworkPanel = ({ fixed = false }: { fixed?: boolean }) => {
  const host = useRef<HTMLDivElement>(null);
  const ink = useRef<HTMLCanvasElement>(null);
  const size = useSignal({ width: 640, height: 430 });
  const hiddenEnds = useSignal("");
  const chosen = useSignal<Chosen | null>(null);
  const entered = useRef<UnitPlace | null>(null);
  const stage = useComputed(() => (run.value ? place(run.value, size.value.width, size.value.height) : null));
  const lit = useComputed(() => chosen.value?.link?.index ?? stage.value?.links.find((link) => isLookedAt(link.to, link.from.unit))?.index ?? null);
  const all = stage.value;
  const opened = run.value;
  const dense = opened ? denseLayers(opened) : [];

  const findEnds = (): void => {
    const { scrollLeft, scrollWidth, clientWidth } = host.current!;
    hiddenEnds.value = [scrollLeft > 1 ? "left" : "", scrollLeft + clientWidth < scrollWidth - 1 ? "right" : ""].join(" ").trim();
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      if (Math.abs(width - size.value.width) + Math.abs(height - size.value.height) > 1) size.value = { width, height };
    });
    observer.observe(host.current!);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    findEnds();
    // One of the parts is where the Tab key arrives: the one visited last, as long as it is there.
    if (!host.current!.querySelector('.ground [data-unit][tabindex="0"], .ground [data-link][tabindex="0"]')) host.current!.querySelector("[data-unit]")?.setAttribute("tabindex", "0");
  }, [all]);
  useFrames(
    host,
    interval,
    (next) => {
      if (all && ink.current && next.run === opened?.run)
        drawNetwork(ink.current, all, next, dense.map((layer) => layer.bias), settings.value.discretize, playing.value ? performance.now() / 40 : null, lit.value);
    },
    [all, settings.value.discretize, theme.value, lit.value, playing.value],
  );

  const indexOf = (its: UnitPlace): number | null => {
    const bias = dense[its.layer]?.bias;
    return bias == null ? null : bias + its.unit;
  };
  const choose = (its: { unit: UnitPlace } | { link: LinkPlace }, byKeys: boolean): void => {
    if ("unit" in its) {
      const { unit } = its;
      chosen.value = { x: unit.x, y: unit.y, unit, link: null, index: indexOf(unit), byKeys };
      look({ layer: layerOfColumn(unit.layer), unit: unit.unit, input: null });
    } else {
      const { link } = its;
      chosen.value = { x: (link.from.x + link.to.x) / 2, y: (link.from.y + link.to.y) / 2, unit: null, link, index: link.index, byKeys };
      look({ layer: layerOfColumn(link.to.layer), unit: link.to.unit, input: link.from.unit });
    }
  };

  const point = (event: PointerEvent): void => {
    const its = all && partOf(event.target, all);
    if (!its || (event.pointerType !== "touch" && event.buttons !== 0)) return;
    const element = (event.target as Element).closest("[data-unit], [data-link]")!;
    const where = shareOf(event, element);
    if ("link" in its) {
      show(() => within(element, where.u, where.v), () => tellLink(its.link), wayOf(event));
    } else {
      pointed.value = its.unit;
      show(() => element.getBoundingClientRect(), () => tellUnit(its.unit, where), wayOf(event));
    }
  };
  const leave = (event: PointerEvent): void => {
    pointed.value = null;
    hideAfter(event);
  };
  const arrive = (event: FocusEvent): void => {
    const target = event.target as HTMLElement;
    const its = all && partOf(target, all);
    if (!its) return;
    host.current!.querySelectorAll('[tabindex="0"][data-unit], [tabindex="0"][data-link]').forEach((each) => each.setAttribute("tabindex", "-1"));
    target.setAttribute("tabindex", "0");
    if (!target.matches(":focus-visible")) return;
    if ("unit" in its) {
      pointed.value = its.unit;
      show(() => target.getBoundingClientRect(), () => tellUnit(its.unit, null), "keys");
    } else {
      show(() => within(target, 0.5, 0.5), () => tellLink(its.link), "keys");
    }
  };
  const press = (event: KeyboardEvent): void => {
    const its = all && partOf(event.target, all);
    if (!its || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = walk(all, "unit" in its ? its : { link: its.link, entered: entered.current ?? its.link.from }, event.key);
    const index = "unit" in its ? indexOf(its.unit) : its.link.index;
    const value = index === null ? undefined : frame.value?.parameters[index];
    if (next) {
      entered.current = "link" in next ? next.entered : null;
      elementOf(host.current!, next)?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      choose(its, true);
    } else if (index !== null && value !== undefined && isFree("weights") && /^[+=_-]$/.test(event.key)) {
      send({ type: "parameter", index, value: Number((value + (/[+=]/.test(event.key) ? nudge : -nudge)).toFixed(6)) });
    } else if (index !== null && isFree("weights") && /^[\d.]$/.test(event.key)) {
      choose(its, true); // the number that has begun goes into the editor's field
      return;
    } else if (!event.key.startsWith("Arrow")) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const close = (): void => {
    const its = chosen.value;
    chosen.value = null;
    if (its?.byKeys) elementOf(host.current!, its.link ? { link: its.link, entered: its.link.from } : { unit: its.unit! })?.focus();
  };

  const hidden = hiddenLayers(experiment.value);
  const isCramped = all !== null && all.head < spokenHead * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const extent = all ? { width: `${all.width}px`, height: `${all.height}px` } : {};
  return (
    <section class="panel network" aria-label="Network" data-hidden-ends={hiddenEnds.value}>
      <div class="stage" ref={host} style={all ? { minHeight: `${all.needed}px` } : {}} onScroll={findEnds}>
        <div
          class={`ground${isCramped ? " narrow" : ""}`}
          style={extent}
          role="group"
          aria-label="Units and weights; arrow keys go from one to the next"
          onPointerOver={point}
          onPointerMove={point}
          onPointerDown={point}
          onPointerOut={leave}
          onFocusIn={arrive}
          onFocusOut={() => {
            pointed.value = null;
            hide();
          }}
          onKeyDown={press}
          onClick={(event) => {
            const its = all && partOf(event.target, all);
            if (its) choose(its, false);
          }}
        >
          {!all && <p class="quiet empty">The network appears as soon as the server answers.</p>}
          {all && <canvas class="ink" ref={ink} style={extent} />}
          {all && (
            <svg class="links">
              {all.links.map((link) => (
                <path key={link.index} data-link={link.index} role="button" tabindex={-1} aria-label={linkName(opened!, link)} d={linkPath(link, all.side / 2)} />
              ))}
            </svg>
          )}
          {all && !fixed && <FeatureList x={all.columns[0]![0]?.x ?? 0} />}
          {all?.columns.slice(1, fixed ? undefined : -1).map((column, layer) =>
            fixed ? (
              <FixedHead key={layer} x={column[0]!.x} width={all.head} name={unitsOf(dense[layer]!)} activation={dense[layer]!.activation ?? ""} />
            ) : (
              <ColumnHead key={layer} x={column[0]!.x} width={all.head} layer={layer} hidden={hidden} />
            ),
          )}
          {all && !fixed && <FixedHead x={all.columns.at(-1)![0]!.x} width={Math.min(all.head, 2 * (all.width - all.columns.at(-1)![0]!.x))} name="output" activation={nameOf(experiment.value.layers.at(-1)?.activation)} />}
          {all?.columns.flat().map((its) => (
            <button
              key={unitKey(its)}
              data-unit={unitKey(its)}
              tabindex={-1}
              class={`node${all.isSmall ? " small" : ""}`}
              style={{ left: `${its.x - all.side / 2}px`, top: `${its.y - all.side / 2}px`, width: `${all.side}px`, height: `${all.side}px` }}
              aria-label={unitName(opened!, its)}
              data-chosen={chosen.value?.unit === its || isLookedAt(its) || undefined}
            >
              {its.layer < 0 && <span class="name">{unitName(opened!, its)}</span>}
            </button>
          ))}
          {all?.rests.map(({ x, y, count }) => (
            <span key={x} class="quiet number rest" style={{ left: `${x}px`, top: `${y}px` }}>
              and {count.toLocaleString("en-US")} more
            </span>
          ))}
          {isShown("layers") && !fixed && <LayerCount />}
          {all && all.omitted > 0 && <p class="quiet omitted">{all.omitted.toLocaleString("en-US")} weights are too many to draw one by one.</p>}
          {chosen.value && all && <ParameterEditor key={chosen.value.index ?? -1} chosen={chosen.value} offset={all.side / 2 + 8} isLow={chosen.value.y > all.height - 190} close={close} />}
        </div>
      </div>
    </section>
  );
};

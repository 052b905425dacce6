import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { GlyphExamined, UnitShown } from "#messages";
import { signTable, theme } from "../drawing/colors.ts";
import { figure } from "../drawing/figure.ts";
import { prepare } from "../drawing/heatmap.ts";
import { askUnit, units } from "../state/digits.ts";
import { spoken } from "../state/tip.ts";

/** What a unit looks for: its weights, as large as the largest of them. */
const Weights = ({ its }: { its: UnitShown }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const side = Math.round(Math.sqrt(its.weights.length));
  useEffect(() => {
    const { pixels, put } = prepare(canvas.current!, side, side);
    const most = Math.max(1e-9, ...its.weights.map(Math.abs));
    const table = signTable();
    for (let i = 0; i < pixels.length; i++) pixels[i] = table[Math.round((127 * its.weights[i]!) / most) + 128]!;
    put();
  }, [its, theme.value]);
  return <canvas ref={canvas} class="gray" role="img" aria-label={`Weights of unit ${its.unit + 1}`} />;
};

/** The units of the first layer, lighting up; the one that is pointed at shows what it looks for. */
export const UnitGrid = ({ its }: { its: GlyphExamined }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointed = useSignal<number | null>(null);
  const values = its.units;
  const across = Math.ceil(Math.sqrt(values.length));
  const down = Math.ceil(values.length / across);
  useEffect(() => {
    const { pixels, put } = prepare(canvas.current!, across, down);
    const most = Math.max(1e-9, ...values.map(Math.abs));
    const table = signTable();
    pixels.fill(table[128]!);
    for (let i = 0; i < values.length; i++) pixels[i] = table[Math.round((127 * values[i]!) / most) + 128]!;
    put();
  }, [values, theme.value]);
  const point = (unit: number): void => {
    if (unit < 0 || unit >= values.length) return;
    pointed.value = unit;
    askUnit(unit);
  };
  const at = (event: PointerEvent): void => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    const [x, y] = [Math.floor(((event.clientX - left) * across) / width), Math.floor(((event.clientY - top) * down) / height)];
    if (x >= 0 && x < across) point(y * across + x);
  };
  const key = (event: KeyboardEvent): void => {
    const by = ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across } as Record<string, number>)[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    point((pointed.value ?? 0) + by);
    spoken.value = `Unit ${pointed.value! + 1} gives ${figure(values[pointed.value!]!)}`;
  };
  const unit = pointed.value === null ? null : Math.min(pointed.value, values.length - 1);
  const shown = unit === null ? undefined : units.value.get(unit);
  // Asked anew when the model has changed.
  useEffect(() => {
    if (unit !== null) askUnit(unit);
  }, [unit, units.value]);
  const [x, y] = unit === null ? [0, 0] : [unit % across, Math.floor(unit / across)];
  return (
    <section aria-label="First layer">
      <h3>{values.length} units of the first layer</h3>
      <div class="units">
        <div class="grid">
          <canvas
            ref={canvas}
            class="gray"
            role="application"
            aria-label={`${values.length} units of the first layer: arrow keys go from one to the next`}
            tabIndex={0}
            onPointerMove={at}
            onPointerDown={at}
            onKeyDown={key}
            onFocus={() => point(unit ?? values.indexOf(Math.max(...values)))}
          />
          {unit !== null && <i class="cell" style={{ left: `${(100 * x) / across}%`, top: `${(100 * y) / down}%`, width: `${100 / across}%`, height: `${100 / down}%` }} />}
        </div>
        <div class="unit">
          {shown ? (
            <>
              <Weights its={shown} />
              <span class="quiet number">
                unit {shown.unit + 1}: {figure(values[shown.unit]!)}
                <br />
                bias {figure(shown.bias)}
              </span>
            </>
          ) : (
            <p class="quiet">Point at a unit to see what it looks for.</p>
          )}
        </div>
      </div>
    </section>
  );
};

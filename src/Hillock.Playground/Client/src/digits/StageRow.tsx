import { useEffect, useRef } from "preact/hooks";
import type { StagePicture, StageTold } from "#messages";
import { bytesOf, drawGray } from "../drawing/gray.ts";
import { examined, glyph, read, reader, switchOff } from "../state/digits.ts";
import { tells } from "../state/tip.ts";

const Switch = ({ stage }: { stage: StageTold }) => {
  const off = reader.value!.off;
  const isOn = !off.includes(stage.name);
  const { tabindex: _, ...tip } = tells(() => ({ title: stage.says, lines: [] }));
  return (
    <label class="check" {...tip}>
      <input type="checkbox" checked={isOn} onChange={() => switchOff(isOn ? [...off, stage.name] : off.filter((name) => name !== stage.name))} />
      {stage.name}
    </label>
  );
};

/** One stage's picture, with the box of the glyph if it shows the whole. */
const Stage = ({ its }: { its: StagePicture }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    drawGray(canvas.current!, bytesOf(its.pixels), its.width, its.height);
    const [whole, box] = [read.peek(), glyph.peek()];
    if (!whole || !box || its.width < whole.width / 2 || its.width < 64) return;
    const scale = its.width / whole.width;
    const context = canvas.current!.getContext("2d")!;
    context.strokeStyle = "#0877bd";
    context.lineWidth = Math.max(1.5, its.width / 64);
    context.strokeRect(box.x * scale, box.y * scale, box.width * scale, box.height * scale);
  }, [its]);
  return <canvas ref={canvas} class={its.width <= 64 ? "gray" : "gray fine"} role="img" aria-label={`${its.title}: ${its.width} × ${its.height} pixels`} />;
};

/** What the stages make of the glyph, one after the other, each with its switch. */
export const StageRow = () => {
  const { stages, off } = reader.value!;
  const pictures = examined.value?.stages ?? [];
  const placed = new Set<string>();
  const rows = pictures.map((its) => {
    const own = stages.filter(({ name }) => its.stages.includes(name) && !placed.has(name));
    for (const { name } of own) placed.add(name);
    return { its, own };
  });
  const others = stages.filter(({ name }) => !placed.has(name));
  return (
    <>
      {rows.length > 0 && (
        <ol class="stages" aria-label="Stages">
          {rows.map(({ its, own }) => (
            <li key={its.title} class={own.some(({ name }) => off.includes(name)) ? "is-off" : undefined}>
              <Stage its={its} />
              <span class="title">{its.title}</span>
              {own.map((stage) => (
                <Switch key={stage.name} stage={stage} />
              ))}
            </li>
          ))}
        </ol>
      )}
      {others.length > 0 && (
        <div class="row switches" role="group" aria-label="Stages">
          {others.map((stage) => (
            <Switch key={stage.name} stage={stage} />
          ))}
        </div>
      )}
    </>
  );
};

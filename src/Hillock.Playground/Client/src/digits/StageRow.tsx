import type { StageTold } from "#messages";
import { GrayImage } from "../drawing/GrayImage.tsx";
import { examined, reader, switchOff } from "../state/digits.ts";
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
              <GrayImage {...its} name={`${its.title}: ${its.width} × ${its.height} pixels`} />
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

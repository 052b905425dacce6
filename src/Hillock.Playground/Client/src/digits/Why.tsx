import { examined, glyph, openInMicroscope, reader, switchOff } from "../state/digits.ts";
import { Bars } from "./Bars.tsx";
import { Nearest } from "./Nearest.tsx";
import { StageRow } from "./StageRow.tsx";
import { UnitGrid } from "./UnitGrid.tsx";

/** The three reasons why real digits are harder than those of MNIST, as the lectures give them: each stage that meets one, switched off. */
const experiments: readonly (readonly [name: string, stage: string])[] = [
  ["Without centering", "centering"],
  ["Without thickness", "thickness"],
  ["Without deskewing", "deskewing"],
];

const Switched = () => {
  const { stages, off } = reader.value!;
  const known = experiments.filter(([, stage]) => stages.some(({ name }) => name === stage));
  return (
    <div class="row experiments">
      {known.map(([name, stage]) => (
        <button key={stage} aria-pressed={off.length === 1 && off[0] === stage} onClick={() => switchOff([stage])}>
          {name}
        </button>
      ))}
      <button disabled={off.length === 0} onClick={() => switchOff([])}>
        All on
      </button>
      <p role="status" class="off">
        {off.length > 0 && `Off: ${off.join(", ")}. What you see now is read without.`}
      </p>
    </div>
  );
};

/** The way of a glyph from the picture to the answer, stage by stage. */
export const Why = () => {
  const its = examined.value;
  const open = glyph.value;
  return (
    <section class={open ? "panel why" : "panel why past"} aria-label="See why">
      <header>
        <h2>See why</h2>
        {open && <button onClick={() => openInMicroscope(open)}>Open in the microscope</button>}
      </header>
      {reader.value && <StageRow />}
      {reader.value && <Switched />}
      {its ? (
        <div class="parts">
          <UnitGrid its={its} />
          <Bars its={its} />
          <Nearest its={its} />
        </div>
      ) : (
        <p class="quiet">As soon as a glyph is found, its way to the answer stands here: what each stage makes of it, the units that light up, and the images that it is like.</p>
      )}
    </section>
  );
};

import { colored, Formula } from "../drawing/Formula.tsx";
import type { FormulaLine, Passage } from "#messages";

/** A number and where it comes from: the formula first, then the same in numbers. */
export const Line = ({ line }: { line: FormulaLine }) => {
  const [symbol, formula, ...numbers] = line.sides;
  const isPlain = numbers.length === 0 && formula !== undefined;
  return (
    <div class="line" data-chosen={line.isChosen || undefined}>
      <span class="meaning">
        {line.meaning}
        {line.equation && <abbr title={`The equation ${line.equation} of backpropagation`}>{line.equation}</abbr>}
      </span>
      <div class="sides">
        <Formula large latex={formula === undefined ? symbol! : `${symbol} = ${isPlain ? colored(formula) : formula}`} />
        {numbers.length > 0 && <Formula large latex={numbers.map((side) => `= ${colored(side)}`).join(" ")} />}
      </div>
    </div>
  );
};

export const PassageView = ({ passage }: { passage: Passage }) => (
  <section class="passage" aria-label={passage.title}>
    <h3>{passage.title}</h3>
    {passage.formula && (
      <p class="general">
        <Formula latex={passage.formula} />
      </p>
    )}
    {passage.lines.map((line) => (
      <Line key={line.sides[0]} line={line} />
    ))}
    {passage.note && <p class="quiet">{passage.note}</p>}
  </section>
);

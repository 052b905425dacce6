import { colored, Formula } from "../drawing/Formula.tsx";
import type { DifferenceCheck, FactorChain, ShownFactor } from "#messages";

const matrix = (factor: ShownFactor): string => {
  if (!factor.values) return `\\text{${factor.rows} × ${factor.columns}}`;
  const rows = Array.from({ length: factor.rows }, (_, row) => factor.values!.slice(row * factor.columns, (row + 1) * factor.columns).map(colored).join(" & "));
  return `\\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
};

/** The chain rule for one weight: each factor a matrix with its numbers. */
export const Chain = ({ chain }: { chain: FactorChain }) => (
  <section class="passage" aria-label="The chain of factors">
    <h3>The chain of factors</h3>
    <Formula large latex={chain.formula} />
    <div class="factors">
      {chain.factors.map((factor) => (
        <figure key={factor.symbol}>
          <Formula latex={matrix(factor)} />
          <figcaption>
            <Formula latex={factor.symbol} /> {factor.what}
          </figcaption>
        </figure>
      ))}
    </div>
    <p class="sides">
      Multiplied together: <Formula latex={colored(chain.product)} />; backpropagation found <Formula latex={colored(chain.gradient)} />.
    </p>
  </section>
);

export const number = (value: number, digits = 10): string => {
  const [mantissa, exponent] = value.toPrecision(digits).split("e");
  const short = mantissa!.includes(".") ? mantissa!.replace(/\.?0+$/, "") : mantissa!;
  return exponent === undefined ? short : `${short} \\cdot 10^{${Number(exponent)}}`;
};

/** The same gradient without backpropagation: the parameter is moved a little to both sides, and the loss compared. */
export const Difference = ({ check }: { check: DifferenceCheck }) => (
  <section class="passage" aria-label="The check">
    <h3>Is it true? Move the parameter and see</h3>
    <p class="general">
      <Formula large latex="\frac{\partial L}{\partial w} \approx \frac{8\,(L(w + h) - L(w - h)) - (L(w + 2h) - L(w - 2h))}{12 h}" />
    </p>
    <dl class="check-values">
      <dt>by backpropagation</dt>
      <dd>
        <Formula latex={colored(number(check.gradient))} />
      </dd>
      <dt>
        by moving it by <Formula latex={`h = ${number(check.step, 3)}`} />
      </dt>
      <dd>{check.difference === null ? `none: a kink of ${check.kink} lies in the way` : <Formula latex={colored(number(check.difference))} />}</dd>
      {check.difference !== null && (
        <>
          <dt>they differ by</dt>
          <dd>
            <Formula latex={number(Math.abs(check.difference - check.gradient), 2)} />
          </dd>
        </>
      )}
    </dl>
  </section>
);

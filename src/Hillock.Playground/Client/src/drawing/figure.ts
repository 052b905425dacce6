/** A number as it is read: four digits that count, with the sign that belongs to it. */
export const figure = (value: number): string => {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(2) : Number(value.toPrecision(4)).toLocaleString("en-US", { maximumFractionDigits: 6 });
  return text.replaceAll("-", "−");
};

/** A power of ten as it is printed: 10⁻³. */
export const power = (value: number): string => {
  const exponent = Math.round(Math.log10(value));
  return `10${[...String(exponent)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("")}`;
};

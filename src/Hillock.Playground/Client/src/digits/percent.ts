import type { ReadGlyph } from "#messages";
import { reader } from "../state/digits.ts";

/** A probability as it is read. What is less than sure is never told as 100 %. */
export const percent = (probability: number, decimals = 0): string => {
  const most = 100 - 10 ** -decimals;
  const value = 100 * probability;
  return `${(value > most && probability < 1 ? most : value).toFixed(decimals)} %`;
};

/** The probability of what a glyph is taken for. */
export const sureness = ({ label, probabilities }: ReadGlyph): number =>
  label === null ? Math.max(...probabilities) : (probabilities[reader.peek()?.labels.indexOf(label) ?? -1] ?? 0);

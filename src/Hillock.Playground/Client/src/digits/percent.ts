import type { ReadGlyph } from "#messages";

/** A probability as it is read. What is less than sure is never told as 100 %. */
export const percent = (probability: number, decimals = 0): string => {
  const most = 100 - 10 ** -decimals;
  const value = 100 * probability;
  return `${(value > most && probability < 1 ? most : value).toFixed(decimals)} %`;
};

/** The greatest of a glyph's probabilities. */
export const sureness = ({ probabilities }: ReadGlyph): number => Math.max(...probabilities);

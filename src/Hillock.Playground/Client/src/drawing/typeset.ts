// KaTeX, with its style and its fonts: a part of the page of its own, fetched when the first formula is shown.

import katex from "katex";
import "katex/dist/katex.min.css";

/** Sets a formula into an element. Classes are the only liberty that formulas of the server have. */
export const typeset = (latex: string, element: HTMLElement, isDisplay: boolean): void => {
  try {
    katex.render(latex, element, { displayMode: isDisplay, strict: "ignore", trust: ({ command }) => command === "\\htmlClass" });
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    element.textContent = latex; // KaTeX's own marking of a mistake is a style that the page's policy forbids
  }
};

// KaTeX, with its style and its fonts: a part of the page of its own, fetched when the first formula is shown.

import katex from "katex";
import "katex/dist/katex.min.css";

/** Sets a formula into an element. Classes are the only liberty that formulas of the server have. */
export const typeset = (latex: string, element: HTMLElement, isDisplay: boolean): void => {
  katex.render(latex, element, { displayMode: isDisplay, throwOnError: false, strict: "ignore", trust: ({ command }) => command === "\\htmlClass" });
};

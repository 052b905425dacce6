import { useEffect, useRef } from "preact/hooks";

let typesetting: Promise<typeof import("./typeset.ts")> | null = null;

/**
 * A formula, set by KaTeX.
 * @param display On lines of its own, in the middle.
 * @param large As large as there, but in the line, which may break.
 */
export const Formula = ({ latex, display = false, large = false }: { latex: string; display?: boolean; large?: boolean }) => {
  const host = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let isCurrent = true;
    typesetting ??= import("./typeset.ts");
    void typesetting.then(({ typeset }) => {
      if (isCurrent && host.current) typeset(large ? `\\displaystyle ${latex}` : latex, host.current, display);
    });
    return () => {
      isCurrent = false;
    };
  }, [latex, display, large]);
  return <span class="formula" ref={host} />;
};

/** Text with formulas between dollars. */
export const Sentence = ({ text }: { text: string }) => (
  <>{text.split("$").map((part, i) => (i % 2 === 0 ? part : <Formula key={i} latex={part} />))}</>
);

/** Numbers in a formula take the color of their sign. */
export const colored = (latex: string): string =>
  latex.replace(/\\text\{[^}]*\}|(-?)(?<![\d.a-zA-Z_^{])\d+(?:\.\d+)?(?: ?\\cdot 10\^\{?-?\d+\}?)?/g, (found, minus: string | undefined) =>
    minus === undefined ? found : `\\htmlClass{${minus === "" ? "above" : "below"}}{${found}}`,
  );

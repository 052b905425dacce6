import type { ComponentChildren } from "preact";
import { Formula } from "../drawing/Formula.tsx";
import { follow } from "../state/guide.ts";
import { type Block, type TableBlock, type TryBlock } from "../state/lessons.ts";
import { Drawing } from "./Drawing.tsx";
import { Exercise } from "./Exercise.tsx";

/** Prose: `…` is to be typed, $…$ is a formula. */
export const Rich = ({ text }: { text: string }): ComponentChildren =>
  text.split(/(`[^`]*`|\$[^$]*\$)/).map((part, i) => {
    if (part.startsWith("`")) return <code key={i}>{part.slice(1, -1)}</code>;
    return part.startsWith("$") && part.length > 1 ? <Formula key={i} latex={part.slice(1, -1)} /> : part;
  });

const isNumber = (text: string): boolean => /^[−-]?[\d.,]+(e[−-]?\d+)?( ?%)?$/.test(text);

const Table = ({ its }: { its: TableBlock }) => (
  <div class="scroll" tabIndex={0} role="region" aria-label="Table">
    <table>
      <thead>
        <tr>
          {its.header.map((text, i) => (
            <th key={i} scope="col" class={its.rows.every((row) => isNumber(row[i] ?? "")) ? "number" : undefined}>
              <Rich text={text} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {its.rows.map((row, r) => (
          <tr key={r}>
            {row.map((text, i) => (
              <td key={i} class={isNumber(text) ? "number" : undefined}>
                <Rich text={text} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const TryIt = ({ its }: { its: TryBlock }) => (
  <aside class="try">
    <strong>
      <Rich text={its.title} />
    </strong>
    <p>
      <Rich text={its.text} />
    </p>
    <div class="row">
      {its.opens !== null && (
        <button class="primary" onClick={() => follow(its)}>
          Try it
        </button>
      )}
      <code>{its.command}</code>
    </div>
  </aside>
);

const One = ({ block }: { block: Block }) => {
  switch (block.kind) {
    case "heading":
      return (
        <h3>
          <Rich text={block.text} />
        </h3>
      );
    case "text":
      return (
        <p>
          <Rich text={block.text} />
        </p>
      );
    case "formula":
      return (
        <div class="scroll formula-block" tabIndex={0} role="region" aria-label="Formula">
          <Formula latex={block.latex} display />
        </div>
      );
    case "table":
      return <Table its={block} />;
    case "check":
      return (
        <p class={block.holds ? "check-holds" : "check-fails"}>
          <span aria-hidden="true">{block.holds ? "✓" : "✗"}</span> <Rich text={block.text} />
        </p>
      );
    case "drawing":
      return <Drawing its={block} />;
    case "try":
      return <TryIt its={block} />;
    case "exercise":
      return <Exercise its={block} />;
  }
};

/** The pieces of a lesson, one after the other. */
export const Blocks = ({ blocks }: { blocks: Block[] }) => (
  <>
    {blocks.map((block, i) => (
      <One key={block.kind === "exercise" ? block.id : i} block={block} />
    ))}
  </>
);

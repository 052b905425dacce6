import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { send } from "../connection.ts";
import { colored, Formula, Sentence } from "../drawing/Formula.tsx";
import type { QuestionPosed } from "#messages";
import { judged, pose, stopAsking } from "../state/microscope.ts";
import { Line, PassageView } from "./Lines.tsx";

/** A number is hidden: everything that leads to it is there, the rest is not. */
export const AskMe = ({ question }: { question: QuestionPosed }) => {
  const typed = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    typed.value = "";
    field.current?.focus({ preventScroll: true });
  }, [question]);
  const verdict = judged.value;
  const [symbol, formula, numbers] = question.line.sides;
  return (
    <div class="asking">
      <div class="passages">
        {question.passages.map((passage) => (
          <PassageView key={passage.title} passage={passage} />
        ))}
      </div>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.value.trim() !== "") send({ type: "answer", text: typed.value.slice(0, 200) });
        }}
      >
        <h3>Your turn · {question.line.meaning}</h3>
        <Formula large latex={`${symbol} = ${formula}${numbers === undefined ? "" : ` = ${colored(numbers)}`} =\\ ?`} />
        <div class="row">
          <label class="field">
            Your answer, to {question.decimals} decimals
            <input ref={field} type="text" inputMode="text" autocomplete="off" maxLength={200} value={typed.value} onInput={(event) => (typed.value = event.currentTarget.value)} />
          </label>
          <button class="primary" type="submit">
            Check
          </button>
          <button type="button" onClick={pose}>
            Another
          </button>
          <button type="button" onClick={stopAsking}>
            Show all
          </button>
        </div>
        <div role="status" class="verdict">
          {verdict && (
            <>
              <p class={verdict.isRight ? "right" : "wrong"}>
                <Sentence text={verdict.sentence} />
              </p>
              <details key={verdict.sentence} open={verdict.isRight}>
                <summary>How it is computed</summary>
                <Line line={verdict.line} />
              </details>
            </>
          )}
        </div>
      </form>
    </div>
  );
};

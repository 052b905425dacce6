import { useSignal } from "@preact/signals";
import { answer, verdicts, type Block, type ExerciseBlock } from "../state/lessons.ts";
import { Blocks, Rich } from "./Blocks.tsx";

/** A question with numbers of its own, an answer that is judged, a hint, and the way to it. */
export const Exercise = ({ its }: { its: ExerciseBlock }) => {
  const typed = useSignal("");
  const hint = useSignal(false);
  const verdict = verdicts.value[its.id];
  const options = its.answer.kind === "choice" ? its.answer.options! : its.answer.kind.startsWith("yes") ? ["yes", "no"] : null;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (typed.value.trim() !== "") answer(its.id, typed.value);
  };
  return (
    <section class="exercise" aria-label={`Exercise ${its.id}`}>
      <h3>Exercise {its.id}</h3>
      <Blocks blocks={its.question} />
      <form onSubmit={submit}>
        {options ? (
          <fieldset>
            <legend class="visually-hidden">Your answer to {its.id}</legend>
            {options.map((option, i) => (
              <label key={i} class="check">
                <input type="radio" name={its.id} value={option} onChange={() => (typed.value = its.answer.kind === "choice" ? "abcdefgh"[i]! : option)} />
                <Rich text={option} />
              </label>
            ))}
          </fieldset>
        ) : (
          <label class="field">
            Your answer{(its.answer.quantities?.length ?? 0) > 1 && ", the numbers in order, separated by spaces"}
            <input type="text" value={typed.value} maxLength={200} autocomplete="off" onInput={(event) => (typed.value = event.currentTarget.value)} />
          </label>
        )}
        <div class="row">
          <button class="primary">Check</button>
          <button type="button" onClick={() => (hint.value = !hint.value)} aria-expanded={hint.value}>
            Hint
          </button>
          <button type="button" onClick={() => answer(its.id, null)}>
            Show the answer
          </button>
        </div>
      </form>
      {hint.value && (
        <p class="quiet">
          <Rich text={its.hint} />
        </p>
      )}
      <div role="status">
        {verdict && verdict.sentence !== "" && (
          <p class={verdict.isRight ? "check-holds" : "check-fails"}>
            <Rich text={verdict.sentence} />
          </p>
        )}
        {verdict?.right && (
          <div class="solution">
            <p>
              The answer: <Rich text={verdict.right} />
            </p>
            <Blocks blocks={(verdict.solution ?? []) as unknown as Block[]} />
          </div>
        )}
      </div>
    </section>
  );
};

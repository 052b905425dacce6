import { guide, leave, next, saw, step } from "../state/guide.ts";
import { change } from "../state/settings.ts";
import { Rich } from "./Blocks.tsx";

/** Leads through what a lesson offers to try: what to do, and, once it is done, what it has shown. */
export const Guide = () => {
  const now = guide.value;
  const its = step.value;
  if (!now || !its) return null;
  const steps = now.its.steps;
  const isLast = now.at === steps.length - 1;
  const back = (): void => {
    leave();
    change({ room: "learn" });
  };
  return (
    <section class="guide" aria-label="Guide">
      <header>
        <strong>
          {now.lesson} · <Rich text={now.its.title} />
        </strong>
        <span class="quiet number">
          step {now.at + 1} of {steps.length}
        </span>
        <progress class="visually-hidden" max={steps.length} value={now.at + (now.done ? 1 : 0)} aria-label="Steps done" />
        <button class="plain" onClick={leave}>
          Go on alone
        </button>
      </header>
      <div role="status">
        <p class={now.done ? "quiet" : undefined}>
          {now.done && <span aria-label="Done:">✓ </span>}
          <Rich text={its.text} />
        </p>
        {now.done && (
          <p>
            <Rich text={its.shown} />
          </p>
        )}
      </div>
      <div class="row">
        {!now.done && its.goal.kind === "look" && <button onClick={saw}>I have seen it</button>}
        {now.done && !isLast && (
          <button class="primary" onClick={next}>
            Next step
          </button>
        )}
        {now.done && isLast && (
          <button class="primary" onClick={back}>
            Back to the lesson
          </button>
        )}
        {!now.done && !isLast && (
          <button class="plain" onClick={next}>
            Skip
          </button>
        )}
      </div>
    </section>
  );
};

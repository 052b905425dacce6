import { useEffect, useRef } from "preact/hooks";
import { Formula } from "../drawing/Formula.tsx";
import type { Seen } from "#messages";
import { run } from "../state/run.ts";
import { close, pose, question, seen, viewpoint } from "../state/microscope.ts";
import { Aim } from "./Aim.tsx";
import { AskMe } from "./AskMe.tsx";
import { equations } from "./equations.ts";
import { Chain, Difference } from "./Gradient.tsx";
import { PassageView } from "./Lines.tsx";
import { Step } from "./Step.tsx";

// So much of it comes into view when it opens; the network stays in sight above.
const shownAtOnce = 260;

const Opened = ({ now }: { now: Seen }) => (
  <div class="opened">
    <div class="passages">
      {now.passages.filter((passage) => !passage.isBackward).map((passage) => (
        <PassageView key={passage.title} passage={passage} />
      ))}
    </div>
    <div class="passages">
      {now.passages.filter((passage) => passage.isBackward).map((passage) => (
        <PassageView key={passage.title} passage={passage} />
      ))}
    </div>
    <div class="passages">
      {now.chain && <Chain chain={now.chain} />}
      {now.check && <Difference check={now.check} />}
      {now.trial && <Step seen={now} trial={now.trial} />}
      <section class="passage" aria-label="The four equations">
        <h3>The four equations of backpropagation</h3>
        <dl class="equations">
          {equations[now.at.notation].map(([name, latex]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Formula large latex={latex} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  </div>
);

/** One sample on its way through one unit or weight: every number with the formula it comes from. */
export const Microscope = () => {
  const host = useRef<HTMLElement>(null);
  const at = viewpoint.value;
  const isOpen = at !== null;
  useEffect(() => {
    const below = (host.current?.getBoundingClientRect().top ?? 0) + shownAtOnce - innerHeight;
    if (isOpen && below > 0) scrollBy({ top: below, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }, [isOpen]);
  if (!at) return null;
  const now = seen.value?.run === run.value?.run ? seen.value : null;
  return (
    <section class="panel microscope" aria-label="Microscope" ref={host} onKeyDown={(event) => event.key === "Escape" && close()}>
      <header>
        <h2>Microscope</h2>
        <div class="row">
          {!question.value && at.layer >= 0 && <button onClick={pose}>Ask me</button>}
          <button aria-label="Close the microscope" onClick={close}>
            Close
          </button>
        </div>
      </header>
      <Aim />
      {question.value ? <AskMe question={question.value} /> : now ? <Opened now={now} /> : <p class="quiet">Looking …</p>}
    </section>
  );
};

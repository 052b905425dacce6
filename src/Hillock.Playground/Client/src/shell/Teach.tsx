import { useSignal } from "@preact/signals";
import { experiment } from "../state/run.ts";
import { writeLink } from "../state/link.ts";
import { settings } from "../state/settings.ts";

/** What a teacher's link can hide or fix, and what visitors call it. */
const controls: [string, string][] = [
  ["data", "data"],
  ["noise", "noise"],
  ["samples", "number of samples"],
  ["test", "share held out"],
  ["batch", "batch"],
  ["features", "inputs"],
  ["layers", "layers and units"],
  ["activation", "activations"],
  ["weights", "setting weights by hand"],
  ["pace", "pace"],
  ["optimizer", "optimizer"],
  ["rate", "learning rate"],
  ["schedule", "schedule"],
  ["loss", "loss"],
  ["l1", "L1"],
  ["l2", "L2"],
  ["seed", "seed"],
  ["init", "first weights"],
  ["dropout", "dropout"],
  ["epochs", "epochs at most"],
  ["timeline", "timeline"],
  ["play", "play and step"],
  ["reset", "reset"],
];

/** Makes the link that a teacher gives to a class: settings as they are now, controls hidden or fixed, words of their own. */
export const Teach = () => {
  const open = useSignal(false);
  const copied = useSignal(false);
  const text = useSignal(settings.value.assignment);
  const choices = useSignal<Record<string, string>>({
    ...Object.fromEntries(settings.value.hidden.map((name) => [name, "hide"])),
    ...Object.fromEntries(settings.value.fixed.map((name) => [name, "fix"])),
  });
  const link = (): string => {
    const named = (what: string) => Object.entries(choices.value).filter(([, choice]) => choice === what).map(([name]) => name);
    const fragment = writeLink(experiment.value, { ...settings.value, hidden: named("hide"), fixed: named("fix"), assignment: text.value.trim() });
    return `${location.origin}/#${fragment}`;
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link());
    copied.value = true;
    setTimeout(() => (copied.value = false), 2000);
  };
  return (
    <div class="menu" onKeyDown={(event) => event.key === "Escape" && (open.value = false)}>
      <button class="plain" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        Teach
      </button>
      {open.value && (
        <div class="sheet wide" role="dialog" aria-label="A link for a class">
          <p class="quiet">A link to the page as it is now; what you hide or fix, and your words, go with it.</p>
          <label class="field">
            Assignment
            <textarea rows={3} maxLength={1000} value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} />
          </label>
          <div class="controls">
            {controls.map(([name, spoken]) => (
              <label key={name} class="check">
                <select value={choices.value[name] ?? ""} onChange={(event) => (choices.value = { ...choices.value, [name]: event.currentTarget.value })}>
                  <option value="">free</option>
                  <option value="fix">fixed</option>
                  <option value="hide">hidden</option>
                </select>
                {spoken}
              </label>
            ))}
          </div>
          <input type="text" readOnly value={link()} aria-label="The link" onFocus={(event) => event.currentTarget.select()} />
          <button class="primary" onClick={() => void copy()}>
            {copied.value ? "The link is copied" : "Copy the link"}
          </button>
        </div>
      )}
    </div>
  );
};

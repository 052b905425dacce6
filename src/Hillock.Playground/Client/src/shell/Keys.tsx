import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const keys: [string, [string, string][]][] = [
  [
    "Training",
    [
      ["Space", "play or pause"],
      ["S", "one step"],
      ["E", "to the end of the epoch"],
      ["R", "start again"],
    ],
  ],
  [
    "On the network (Tab leads there)",
    [
      ["← →", "from a unit along a link to the next"],
      ["↑ ↓", "the next unit of the layer, the next link of the unit"],
      ["Home, End", "the first input, the first output"],
      ["Enter", "microscope and editor of the weight or bias"],
      ["+ −", "a tenth more or less"],
      ["0 … 9", "type another value, Enter sets it, Escape goes back"],
    ],
  ],
  [
    "On the picture of the output",
    [
      ["← → ↑ ↓", "go over the plane and read it, with Shift finely"],
      ["Enter", "the nearest sample under the microscope"],
    ],
  ],
  [
    "While points are drawn there",
    [
      ["1 … 6", "put a point of that class"],
      ["Enter", "put a point of the class that is chosen"],
      ["Delete", "take the nearest point away"],
    ],
  ],
  [
    "On the paper of Digits",
    [
      ["← → ↑ ↓", "lead the pen, with Shift finely"],
      ["Space", "put the pen down, lift it"],
      ["Ctrl Z", "take the last stroke away"],
      ["Delete", "clear the paper"],
    ],
  ],
  [
    "Everywhere",
    [
      ["← → ↑ ↓", "read a chart"],
      ["Escape", "close what is open"],
      ["?", "these keys"],
    ],
  ],
];

/** What the keys do. */
export const Keys = () => {
  const open = useSignal(false);
  useEffect(() => {
    const ask = (event: KeyboardEvent): void => {
      if (event.key === "?" && !(event.target as Element).closest("input, textarea, select")) open.value = !open.value;
    };
    addEventListener("keydown", ask);
    return () => removeEventListener("keydown", ask);
  }, []);
  return (
    <div class="menu" onKeyDown={(event) => event.key === "Escape" && (open.value = false)}>
      <button class="plain" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        Keys
      </button>
      {open.value && (
        <div class="sheet wide keys" role="dialog" aria-label="What the keys do">
          {keys.map(([where, list]) => (
            <section key={where}>
              <h2>{where}</h2>
              <dl>
                {list.map(([key, what]) => (
                  <div key={key}>
                    <dt>
                      <kbd>{key}</kbd>
                    </dt>
                    <dd>{what}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      )}
    </div>
  );
};

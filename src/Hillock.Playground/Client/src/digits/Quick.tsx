import { isQuick, label, own } from "../state/teaching.ts";
import { LabelField } from "./LabelField.tsx";

/** So many drawings of each are enough to learn them. */
export const enough = 20;

/** What is collected while one drawing follows the other. */
export const Quick = () => {
  const present = own.value.find((each) => each.label === label.value)?.count ?? 0;
  return (
    <div class="row collect">
      <LabelField />
      <p role="status" class="quiet number">
        {label.value === "" ? "Type what you draw." : `${present} collected${present >= enough ? ": enough. Type the next label and go on." : `; draw ${enough - present} more, one after the other.`}`}
      </p>
      <button class="apart" onClick={() => (isQuick.value = false)}>Done</button>
    </div>
  );
};

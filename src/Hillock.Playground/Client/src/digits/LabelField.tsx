import { label } from "../state/teaching.ts";

const longest = 16;

/** What the next glyphs of the own set are. */
export const LabelField = () => (
  <label class="field">
    This is
    <input type="text" maxLength={longest} autocomplete="off" placeholder="A, ♥, seven …" value={label.value} onInput={(event) => (label.value = event.currentTarget.value.trim())} />
  </label>
);

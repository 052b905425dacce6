import { useEffect, useRef } from "preact/hooks";
import { send } from "../connection.ts";
import { coming } from "../state/bringing.ts";
import { bring, isLearned, openShipped, shipped, table } from "../state/table.ts";
import { settings } from "../state/settings.ts";
import { ColumnList } from "./ColumnList.tsx";
import { Results } from "./Results.tsx";
import { Training } from "./Training.tsx";

/** Where a file is chosen; one can be dropped anywhere on the page. */
const Choose = ({ isFirst }: { isFirst: boolean }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="row">
      <button class={isFirst ? "primary" : undefined} onClick={() => input.current?.click()}>
        Choose a file
      </button>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label="A file to bring"
        accept=".csv,.tsv,.txt,.json,.safetensors"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void bring(file);
        }}
      />
      {shipped.map((name) => (
        <button key={name} aria-pressed={table.value?.name === name} onClick={() => openShipped(name)}>
          {name}
        </button>
      ))}
    </div>
  );
};

/** The room where networks learn from a table of one's own. */
export const TableRoom = () => {
  const its = table.value;
  useEffect(() => () => send({ type: "pace", stepsPerSecond: settings.value.pace }), []);
  return (
    <div class="tables">
      <section class="panel" aria-label="Table">
        <h2>{its ? its.name : "A table of your own"}</h2>
        {its ? (
          <p class="quiet">
            {its.rows.toLocaleString("en-US")} rows of {its.columns.length.toLocaleString("en-US")} columns. Drop another file on the page, or choose one:
          </p>
        ) : (
          <p>Drop a CSV or TSV file anywhere on the page, or choose one. It goes to this server only, no other visitor sees it, and it is forgotten when you leave.</p>
        )}
        <Choose isFirst={its === null} />
        {coming.value !== null && (
          <p class="quiet" role="status">
            {coming.value} is being read …
          </p>
        )}
        {its && <ColumnList />}
      </section>
      {its && <Training />}
      {its && isLearned.value && (
        <div class="outcome">
          <Results />
        </div>
      )}
    </div>
  );
};

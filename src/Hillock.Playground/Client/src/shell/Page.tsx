import { connect, connected, farewell } from "../connection.ts";
import { setTheme, theme } from "../drawing/colors.ts";
import { Construct } from "../construct/Construct.tsx";
import { Digits } from "../digits/Digits.tsx";
import { Guide } from "../learn/Guide.tsx";
import { Learn } from "../learn/Learn.tsx";
import { Play } from "../play/Play.tsx";
import { writeLink } from "../state/link.ts";
import { experiment, refusal } from "../state/run.ts";
import { change, settings } from "../state/settings.ts";
import { opened } from "../state/table.ts";
import { TableRoom } from "../table/TableRoom.tsx";
import { Keys } from "./Keys.tsx";
import { TakeAway } from "./TakeAway.tsx";
import { Teach } from "./Teach.tsx";
import { Tip } from "./Tip.tsx";

const rooms = [
  { id: "play", name: "Play", Room: Play },
  { id: "construct", name: "Construct", Room: Construct },
  { id: "learn", name: "Learn", Room: Learn },
  { id: "table", name: "Table", Room: TableRoom },
  { id: "digits", name: "Digits", Room: Digits },
];

const Hill = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true">
    <path d="M2 27C10 27 10 7 16 7s6 20 14 20z" fill="var(--positive)" />
    <circle cx="16" cy="7" r="4" fill="var(--negative)" />
  </svg>
);

// Without a new reading of the link, which does not hold what was drawn or set by hand.
const go = (event: MouseEvent, room: string): void => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  change({ room });
};

const present = (): void => {
  const root = document.documentElement;
  if (root.dataset["presentation"] === undefined) root.dataset["presentation"] = "";
  else delete root.dataset["presentation"];
};

export const Page = () => {
  const { Room } = rooms.find((room) => room.id === settings.value.room) ?? rooms[0]!;
  return (
    <div class="page">
      <header class="head">
        <h1 class="brand">
          <Hill /> Hillock
        </h1>
        <nav aria-label="Rooms">
          {rooms.map(({ id, name }) => (
            <a key={id} href={`#${writeLink(experiment.value, { ...settings.value, room: id })}`} aria-current={settings.value.room === id ? "page" : undefined} onClick={(event) => go(event, id)}>
              {name}
            </a>
          ))}
        </nav>
        <div class="aside">
          <TakeAway />
          {settings.value.assignment === "" && settings.value.hidden.length + settings.value.fixed.length === 0 && <Teach />}
          <Keys />
          <button class="plain" onClick={present} title="Large type, for a lecture hall">
            Present
          </button>
          <button class="plain" onClick={() => setTheme(theme.value === "light" ? "dark" : "light")}>
            {theme.value === "light" ? "Dark" : "Light"}
          </button>
        </div>
      </header>
      {connected.value === "lost" && (
        <p class="notice bad" role="status">
          The server does not answer. The page asks again and goes on from your settings as soon as it does; start it with <code>hillock playground</code>.
        </p>
      )}
      {connected.value === "ended" && (
        <p class="notice bad" role="alert">
          {farewell.value} <button onClick={connect}>Begin again</button>
        </p>
      )}
      {refusal.value !== null && (
        <p class="notice bad" role="alert">
          {refusal.value} <button onClick={() => (refusal.value = null)}>Understood</button>
        </p>
      )}
      {opened.value !== null && (
        <p class="notice" role="status">
          {opened.value} <button onClick={() => (opened.value = null)}>Understood</button>
        </p>
      )}
      {settings.value.assignment !== "" && <p class="notice task">{settings.value.assignment}</p>}
      {(settings.value.room === "play" || settings.value.room === "construct") && <Guide />}
      <main class="room">
        <Room />
      </main>
      <Tip />
    </div>
  );
};

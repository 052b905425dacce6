import { connected } from "../connection.ts";
import { setTheme, theme } from "../drawing/colors.ts";
import { Play } from "../play/Play.tsx";
import { refusal } from "../state/run.ts";
import { change, settings } from "../state/settings.ts";
import { TakeAway } from "./TakeAway.tsx";

const rooms = [{ id: "play", name: "Play", Room: Play }];

const Hill = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true">
    <path d="M2 27C10 27 10 7 16 7s6 20 14 20z" fill="var(--positive)" />
    <circle cx="16" cy="7" r="4" fill="var(--negative)" />
  </svg>
);

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
            <button key={id} class="plain" aria-current={settings.value.room === id ? "page" : undefined} onClick={() => change({ room: id })}>
              {name}
            </button>
          ))}
        </nav>
        <div class="aside">
          <TakeAway />
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
      {refusal.value !== null && (
        <p class="notice bad" role="alert">
          {refusal.value} <button onClick={() => (refusal.value = null)}>Understood</button>
        </p>
      )}
      {settings.value.assignment !== "" && <p class="notice task">{settings.value.assignment}</p>}
      <main class="room">
        <Room />
      </main>
    </div>
  );
};

import { welcome } from "../state/run.ts";
import { settings } from "../state/settings.ts";
import { drawAnew, lesson, openLesson, printSheet, seed } from "../state/lessons.ts";
import { Blocks } from "./Blocks.tsx";

const Contents = () => {
  const heads = welcome.value?.lessons ?? [];
  const groups = [...new Set(heads.map((head) => head.group))];
  return (
    <nav class="contents" aria-label="Lessons">
      {groups.map((group) => (
        <section key={group}>
          <h2>{group}</h2>
          <ol>
            {heads
              .filter((head) => head.group === group)
              .map((head) => (
                <li key={head.id}>
                  <button class="plain" aria-current={settings.value.lesson === head.id ? "page" : undefined} onClick={() => openLesson(head.id)}>
                    <b>{head.id}</b> {head.title}
                  </button>
                </li>
              ))}
          </ol>
        </section>
      ))}
    </nav>
  );
};

/** The room of the lectures: each lesson told with numbers that the engine computes while it is read. */
export const Learn = () => {
  const now = lesson.value;
  const heads = welcome.value?.lessons ?? [];
  const at = heads.findIndex((head) => head.id === now?.id);
  const next = heads[at + 1];
  return (
    <div class="learn">
      <Contents />
      <article class="lesson" aria-busy={settings.value.lesson !== "" && now === null}>
        {settings.value.lesson === "" ? (
          <div class="intro">
            <h2 class="title">The introductory lectures, computed while you read</h2>
            <p>Choose a lesson. Every number in it comes from the engine at this moment; what it claims, it checks. At its end there are exercises whose numbers are drawn anew as often as you like.</p>
            <button onClick={() => printSheet(heads.map((head) => head.id))}>A sheet with the exercises of all lessons, to print</button>
          </div>
        ) : now === null ? (
          <p class="quiet">Computing the lesson …</p>
        ) : (
          <>
            <p class="quiet">
              {now.id} · {heads[at]?.group}
            </p>
            <h2 class="title">{now.title}</h2>
            <Blocks blocks={now.blocks} />
            <footer>
              <div class="row">
                <button onClick={drawAnew}>Other numbers</button>
                <button onClick={() => printSheet([now.id])}>Exercises to print</button>
                <span class="quiet number">numbers drawn from seed {seed.value}</span>
              </div>
              {next && (
                <button class="primary" onClick={() => openLesson(next.id)}>
                  Next: {next.title}
                </button>
              )}
            </footer>
          </>
        )}
      </article>
    </div>
  );
};

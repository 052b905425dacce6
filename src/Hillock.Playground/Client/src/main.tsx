import { effect } from "@preact/signals";
import { render } from "preact";
import { connect } from "./connection.ts";
import { theme } from "./drawing/colors.ts";
import { Page } from "./shell/Page.tsx";
import { listenToKeys } from "./shell/keys.ts";
import { listenToConstructions } from "./state/construction.ts";
import { listenToLessons } from "./state/lessons.ts";
import { start } from "./state/run.ts";
import "./style/tokens.css";
import "./style/base.css";
import "./style/page.css";
import "./style/play.css";
import "./style/construct.css";
import "./style/learn.css";

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});

start();
listenToConstructions();
listenToLessons();
listenToKeys();
connect();
render(<Page />, document.getElementById("page")!);

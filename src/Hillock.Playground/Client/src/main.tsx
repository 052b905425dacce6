import { effect } from "@preact/signals";
import { render } from "preact";
import { connect } from "./connection.ts";
import { theme } from "./drawing/colors.ts";
import { Page } from "./shell/Page.tsx";
import { listenToDrops } from "./shell/dropping.ts";
import { listenToRates } from "./play/RatePanel.tsx";
import { listenToKeys } from "./shell/keys.ts";
import { listenToConstructions } from "./state/construction.ts";
import { listenToLessons } from "./state/lessons.ts";
import { listenToMicroscope } from "./state/microscope.ts";
import { start } from "./state/run.ts";
import { listenToTables } from "./state/table.ts";
import "./style/tokens.css";
import "./style/base.css";
import "./style/page.css";
import "./style/play.css";
import "./style/construct.css";
import "./style/learn.css";
import "./style/table.css";
import "./style/microscope.css";
import "./style/surface.css";

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});

listenToTables();
start();
listenToConstructions();
listenToLessons();
listenToRates();
listenToMicroscope();
listenToKeys();
listenToDrops();
connect();
render(<Page />, document.getElementById("page")!);

// The page: reads the status every two seconds, and does what its buttons say.

import { ask, Problem, setKey } from "./api.js";
import { showAudit } from "./audit.js";
import { confirm } from "./dialog.js";
import { showGenerations, showPlugins } from "./plugins.js";
import { showTasks } from "./tasks.js";
import { showTraffic } from "./traffic.js";
import { adapt, offerTasks, tryTask } from "./trial.js";

const interval = 2000;
const problem = document.getElementById("problem");
let isAsking = false;

async function askForKey(detail) {
  if (isAsking) return;
  isAsking = true;
  const key = await confirm({ title: "Key", detail, yes: "Use it", field: "A key with the scope admin", isSecret: true });
  isAsking = false;
  if (key === null) return;
  setKey(key);
  await show();
}

function tell(error) {
  problem.textContent = error.message;
  problem.hidden = false;
}

async function show() {
  try {
    const [status, acts] = await Promise.all([ask("GET", "status"), ask("GET", "audit")]);
    showTraffic(status);
    showTasks(status, { quarantine, release });
    showGenerations(status);
    showPlugins(status);
    offerTasks(status);
    showAudit(acts);
    problem.hidden = true;
  } catch (error) {
    tell(error);
    if (error.status === 401) await askForKey("The administration needs a key. It is kept until this tab is closed.");
  }
}

/** Does something, and shows what came of it. */
async function act(work) {
  try {
    const done = await work();
    await show();
    if (done?.warning) tell(new Problem(200, done.warning));
  } catch (error) {
    await show();
    tell(error);
  }
}

async function change(question, method, path) {
  if (await confirm(question) !== null) await act(() => ask(method, path));
}

async function quarantine(task) {
  const reason = await confirm({
    title: `Quarantine ${task}?`, detail: "Its rows are refused until it is released.", yes: "Quarantine", field: "Why",
  });
  if (reason !== null) await act(() => ask("PUT", `tasks/${encodeURIComponent(task)}/quarantine`, { reason: reason || null }));
}

const release = (task) => act(() => ask("DELETE", `tasks/${encodeURIComponent(task)}/quarantine`));

const on = (id, event, handler) => document.getElementById(id).addEventListener(event, handler);
on("change-key", "click", () => askForKey("Another key for this tab."));
on("stage", "click", () => act(() => ask("POST", "stage")));
on("activate", "click", () => change({
  title: "Activate what is staged?", detail: "It is served from now on. Requests are answered all along.", yes: "Activate",
}, "POST", "activate"));
on("discard", "click", () => act(() => ask("DELETE", "stage")));
on("roll-back", "click", () => change({
  title: "Roll back?", detail: "What was served before the last change is served again.", yes: "Roll back",
}, "POST", "rollback"));
on("try-task", "change", adapt);
on("try", "submit", async (event) => {
  event.preventDefault();
  try {
    await tryTask();
    problem.hidden = true;
  } catch (error) {
    tell(error);
  }
});

await show();
setInterval(() => document.hidden || show(), interval);

// Tries a task, and shows what a fused one attends to.

import { ask } from "./api.js";
import { fill, make } from "./dom.js";
import { share } from "./format.js";

const choice = document.getElementById("try-task");
const second = document.getElementById("try-second");
let tasks = new Map();

export function offerTasks(status) {
  tasks = new Map(status.plugins.flatMap((plugin) => plugin.tasks).filter((task) => task.reads).map((task) => [task.id, task]));
  const names = [...tasks.keys()];
  if (names.join() !== [...choice.options].map((option) => option.value).join()) {
    const chosen = choice.value;
    choice.replaceChildren(...names.map((name) => make("option", { value: name }, name)));
    choice.value = names.includes(chosen) ? chosen : names.find((name) => tasks.get(name).members.length) ?? names[0] ?? "";
  }

  adapt();
}

export function adapt() {
  const reads = tasks.get(choice.value)?.reads;
  document.getElementById("try-pair").hidden = reads !== "pairs";
  second.required = reads === "pairs";
}

export async function tryTask() {
  const task = tasks.get(choice.value);
  const input = { text: document.getElementById("try-text").value, second: task.reads === "pairs" ? second.value : null };
  const path = `tasks/${encodeURIComponent(task.id)}`;
  fill("answer");
  fill("attention");
  fill("answer", describe(await ask("POST", `${path}/predict`, input)));
  if (task.members.length) fill("attention", draw(await ask("POST", `${path}/attention`, input)));
}

// Kinds of tasks answer with properties of their own: a label comes first, and the rest is shown as it is.
function describe({ prediction, isTruncated, weights }) {
  const { label, probability, ...rest } = prediction;
  const others = Object.entries(rest).filter(([, value]) => value !== null).map(([name, value]) =>
    make("p", { class: "reason" }, `${name}: ${write(value)}`));
  return [
    label === undefined ? null : make("p", {}, make("strong", {}, label), probability === undefined ? "" : ` ${share(probability)}`),
    isTruncated ? make("p", {}, "The end of the text was not read: it has more tokens than the task reads.") : null,
    ...others,
    make("p", { class: "hash" }, weights ?? ""),
  ].filter((part) => part !== null);
}

// Probabilities of labels: the likeliest first.
function write(value) {
  if (typeof value !== "object") return String(value);
  const entries = Object.entries(value);
  return entries.length && entries.every(([, part]) => typeof part === "number")
    ? entries.sort(([, one], [, other]) => other - one).map(([name, part]) => `${name} ${share(part)}`).join(", ")
    : JSON.stringify(value);
}

function draw({ task, members, sites, tokens }) {
  return [
    heat(`What ${task} attends to, by layer`, "Layer", members,
      [...sites].reverse().map((site) => ({ name: `${site.layer} ${site.point}`, weights: site.weights }))),
    heat(`What ${task} attends to, by token`, "Token", members, tokens.map((token) => ({ name: token.text, weights: token.weights }))),
  ].flat();
}

function heat(title, first, members, rows) {
  const cells = (row) => row.weights.map((weight) => {
    const cell = make("td", {}, weight === null ? "–" : share(weight));
    cell.style.setProperty("--share", weight ?? 0);
    return cell;
  });
  return [
    make("h3", {}, title),
    make("div", { class: "heat", tabindex: "0", role: "region", "aria-label": title },
      make("table", { "aria-label": title },
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, first),
          members.map((member) => make("th", { scope: "col" }, member)))),
        make("tbody", {}, rows.map((row) => make("tr", {}, make("th", { scope: "row" }, row.name), cells(row)))))),
  ];
}

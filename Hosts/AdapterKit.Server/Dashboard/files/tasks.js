// The tasks, and their quarantine.

import { fill, make, spark, state, table } from "./dom.js";
import { hash, rate, size, time } from "./format.js";
import { note } from "./history.js";

export function showTasks(status, { quarantine, release }) {
  const tasks = status.plugins.flatMap((plugin) => plugin.tasks.map((task) => ({
    ...task,
    plugin: plugin.id,
    version: plugin.version,
    held: status.quarantined[task.id],
    traffic: task.traffic ?? { rowsPerSecond: 0, p50: 0, p99: 0, failed: 0, late: 0 },
  })));
  const columns = [
    { name: "Task", of: (task) => task.id },
    { name: "State", of: (task) => task.held
      ? state("Quarantined", false, task.held)
      : state(task.state, task.state === "Active", task.reason) },
    { name: "Version", of: (task) => `${task.plugin} ${task.version ?? ""}` },
    { name: "Weights", of: (task) => make("span", { class: "hash", title: task.weights }, hash(task.weights)) },
    { name: "Memory", isNumber: true, of: (task) => size(task.weightsSize) },
    { name: "Rows/s", isNumber: true, of: (task) => rate(task.traffic.rowsPerSecond) },
    { name: "Course", of: (task) => spark(note(`task ${task.id}`, task.traffic.rowsPerSecond), `Rows a second of ${task.id}`) },
    { name: "p50", isNumber: true, of: (task) => time(task.traffic.p50) },
    { name: "p99", isNumber: true, of: (task) => time(task.traffic.p99) },
    { name: "Failed", isNumber: true, of: (task) => task.traffic.failed },
    { name: "Late", isNumber: true, of: (task) => task.traffic.late },
    { name: "Act", of: (task) => task.held
      ? button(`release-${task.id}`, "Release", task.id, release)
      : button(`hold-${task.id}`, "Quarantine", task.id, quarantine) },
  ];
  fill("tasks", tasks.length ? table("Tasks", columns, tasks) : "No task is ready: the plugins below say why.");
}

function button(id, name, task, act) {
  return make("button", { type: "button", id, "aria-label": `${name} ${task}`, onclick: () => act(task) }, name);
}

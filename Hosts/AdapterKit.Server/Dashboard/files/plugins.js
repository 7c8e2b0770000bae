// Plugins and generations.

import { fill, make, state, table } from "./dom.js";
import { count, hash } from "./format.js";

const good = ["Active", "Found"];

const columns = [
  { name: "Plugin", of: (plugin) => plugin.id },
  { name: "Version", of: (plugin) => plugin.version ?? "–" },
  { name: "State", of: (plugin) => [
    state(plugin.state, good.includes(plugin.state), plugin.reason),
    plugin.refusedUpdate ? state(`Update refused: ${plugin.refusedUpdate.state}`, false, plugin.refusedUpdate.reason) : null,
  ] },
  { name: "Tasks", of: (plugin) => plugin.tasks.map((task) => task.id).join(", ") || "–" },
  { name: "Manifest", of: (plugin) => make("span", { class: "hash", title: plugin.manifestHash }, hash(plugin.manifestHash)) },
];

export function showPlugins(status) {
  fill("plugins", status.plugins.length ? table("Plugins", columns, status.plugins) : "There is no plugin in the directories.");
}

export function showGenerations(status) {
  fill("generations", table("Generations", [
    { name: "Generation", of: (generation) => String(generation.number) },
    { name: "State", of: (generation) => state(generation.state, generation.state === "Served" || null) },
    { name: "Leases", isNumber: true, of: (generation) => count(generation.leases) },
    { name: "Tasks", isNumber: true, of: (generation) => count(generation.tasks) },
  ], status.generations));
  fill("staged", status.staged
    ? [make("h3", {}, "Staged"), table("Staged plugins", columns, status.staged)]
    : []);
  for (const id of ["activate", "discard"]) document.getElementById(id).disabled = !status.staged;
  document.getElementById("roll-back").disabled = !status.canRollBack;
}

// The last minute: tiles, queue and passes.

import { fill, make, spark } from "./dom.js";
import { age, count, rate, share, size, time } from "./format.js";
import { note } from "./history.js";

export function showTraffic({ traffic, process, backbone, generation }) {
  fill("about", `${backbone.id} · ${backbone.hash.slice(0, 17)} · generation ${generation} · up ${age(process.uptimeSeconds)}`);
  const tiles = {
    "Rows a second": rate(traffic.total.rowsPerSecond),
    "p50": time(traffic.total.p50),
    "p99": time(traffic.total.p99),
    "Busy": share(traffic.busy),
    "Failed": count(traffic.total.failed),
    "Late": count(traffic.total.late),
    "Memory": size(process.workingSet),
    "Managed": size(process.managedMemory),
  };
  fill("tiles", Object.entries(tiles).map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));

  const rejected = Object.entries(traffic.rejected).map(([reason, number]) => `${reason} ${count(number)}`).join(", ") || "none";
  fill("passes",
    measure("Rows a second", spark(note("rows", traffic.total.rowsPerSecond), "Rows a second"), rate(traffic.total.rowsPerSecond)),
    measure("Waiting", meter("Tokens that wait", traffic.queuedTokens, traffic.maxQueuedTokens),
      `${count(traffic.queuedRows)} rows, ${count(traffic.queuedTokens)} tokens`),
    measure("Fill", meter("Tokens of a pass", traffic.tokensPerPass, traffic.maxTokensPerPass),
      `${count(traffic.tokensPerPass)} tokens, ${traffic.rowsPerPass.toFixed(1)} rows`),
    measure("Padding", meter("Padding", traffic.padding, 1), share(traffic.padding)),
    measure("Passes a second", spark(note("passes", traffic.passesPerSecond), "Passes a second"), rate(traffic.passesPerSecond)),
    make("p", {}, `Turned away: ${rejected}.`));
}

function measure(name, picture, value) {
  return make("div", { class: "measure" }, make("span", {}, name), picture, make("span", { class: "number" }, value));
}

function meter(label, value, max) {
  return make("meter", { "aria-label": label, value, max, high: 0.9 * max });
}

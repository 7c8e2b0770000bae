// Who did what.

import { fill, table } from "./dom.js";

export function showAudit(acts) {
  fill("audit", acts.length ? table("Latest acts", [
    { name: "When", of: (act) => new Date(act.when).toLocaleString() },
    { name: "Who", of: (act) => act.who },
    { name: "What", of: (act) => act.what },
    { name: "Outcome", of: (act) => act.outcome },
  ], acts.slice(0, 20)) : "Nothing was done since the server started.");
}

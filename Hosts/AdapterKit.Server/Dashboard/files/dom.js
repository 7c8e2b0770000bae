// Elements, tables and small pictures. Texts are always set as text, never as HTML: plugins choose their names and reasons.

/** Makes an element: properties beginning with "on" are handlers, "data" and "aria-…" are attributes, null children are left out. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }

  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Puts content in the place of what an element contains, and leaves the focus where it was. */
export function fill(id, ...content) {
  const focused = document.activeElement?.id;
  document.getElementById(id).replaceChildren(...content.flat().filter((child) => child !== null));
  if (focused) document.getElementById(focused)?.focus();
}

/** A table whose rows become cards on narrow screens. Roles are explicit: browsers forget them with the layout of a table. */
export function table(label, columns, rows) {
  const head = make("tr", { role: "row" }, columns.map((column) =>
    make("th", { role: "columnheader", scope: "col", class: column.isNumber ? "number" : null }, column.name)));
  const body = rows.map((row) => make("tr", { role: "row" }, columns.map((column, index) => {
    const content = column.of(row);
    const properties = { class: column.isNumber ? "number" : null };
    return index === 0
      ? make("th", { ...properties, role: "rowheader", scope: "row" }, content)
      : make("td", { ...properties, role: "cell", "data-label": column.name }, content);
  })));
  return make("table", { class: "cards", role: "table", "aria-label": label },
    make("thead", { role: "rowgroup" }, head), make("tbody", { role: "rowgroup" }, body));
}

/** A state in words, with a dot in a colour; null for one that is neither good nor bad. */
export function state(name, isGood, reason = "") {
  return make("span", {}, make("span", { class: `state ${isGood === null ? "" : isGood ? "good" : "bad"}` }, name),
    reason ? make("span", { class: "reason" }, reason) : null);
}

/** The course of a figure as a line. */
export function spark(values, label) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "spark");
  svg.setAttribute("viewBox", "0 0 100 20");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const line = document.createElementNS(space, "polyline");
  const most = Math.max(...values, 1e-9);
  line.setAttribute("points", values.map((value, index) =>
    `${(100 * index) / Math.max(1, values.length - 1)},${19 - (18 * value) / most}`).join(" "));
  svg.append(line);
  return svg;
}

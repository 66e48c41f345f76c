// Adds to the pages what they can do without: filtering and sorting the plans, copying commands, opening what is folded
// before printing. Everything is built from what stands on the page already; nothing is asked for, kept or sent.
"use strict";

/** An element with attributes and children; texts become text nodes. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const table = document.getElementById("plans");
const bar = document.getElementById("filter");
if (table !== null && bar !== null) {
  const groups = [...table.tBodies];
  const rows = groups.flatMap((group) => [...group.rows].filter((row) => !isHead(row)));
  const plans = { table, groups, rows };
  addSorting(plans, addFilter(plans, bar));
}

if (navigator.clipboard !== undefined) document.querySelectorAll("pre.command").forEach(addCopy);

window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((details) => (details.open = true));
});

/** By text, state and person. Returns what hides the rows that do not fit, to be called when rows were moved. */
function addFilter({ groups, rows }, filter) {
  const people = new Map(
    rows.map((row) => [row, row.dataset.people.split("\n").filter((name) => name !== "")]),
  );
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const text = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const state = choice("Any state", new Set(rows.map((row) => row.dataset.state)));
  const person = choice("Anybody", new Set([...people.values()].flat().sort()));
  const clear = make("button", { type: "button" }, "Show all");
  const found = make("output", { "aria-live": "polite" });
  const controls = [text, state, person];

  filter.append(
    make("label", { class: "filter-text" }, "Find", text),
    make("label", {}, "State", state),
    make("label", {}, "Acts next", person),
    clear,
    found,
  );
  filter.hidden = false;

  function apply() {
    const wanted = text.value.trim().toLowerCase().split(/\s+/);
    for (const row of rows)
      row.hidden = !(
        wanted.every((word) => words.get(row).includes(word)) &&
        (state.value === "" || row.dataset.state === state.value) &&
        (person.value === "" || people.get(row).includes(person.value))
      );
    for (const group of groups) group.hidden = [...group.rows].every((row) => row.hidden || isHead(row));
    const shown = rows.filter((row) => !row.hidden).length;
    clear.hidden = controls.every((control) => control.value === "");
    found.textContent = `${clear.hidden ? "" : `${grouped(shown)} of `}${grouped(rows.length)} plans`;
  }

  for (const control of controls) control.addEventListener("input", apply);
  clear.addEventListener("click", () => {
    for (const control of controls) control.value = "";
    apply();
    text.focus();
  });
  apply();
  return apply;
}

/** By any column: up, down, and back to the order that the page has by itself. */
function addSorting({ table: sorted, groups, rows }, applyFilter) {
  const homes = new Map(rows.map((row, place) => [row, { place, group: row.parentElement }]));
  const heads = [...sorted.tHead.rows[0].cells];
  const collator = new Intl.Collator("en", { numeric: true });
  const next = { none: "ascending", ascending: "descending", descending: "none" };

  function sortBy(column, direction) {
    const keys = new Map(rows.map((row) => [row, sortKey(row.cells[column])]));
    const inOrder = [...rows].sort(
      (one, other) =>
        direction * collator.compare(keys.get(one), keys.get(other)) ||
        homes.get(one).place - homes.get(other).place,
    );
    groups[0].append(...inOrder);
  }

  heads.forEach((head, column) => {
    const button = make("button", { type: "button", class: "sort" }, head.textContent);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const order = next[head.getAttribute("aria-sort") ?? "none"];
      for (const other of heads) other.removeAttribute("aria-sort");
      if (order !== "none") head.setAttribute("aria-sort", order);
      // Sorted by a column, the groups' heads would stand over the wrong rows.
      for (const row of sorted.querySelectorAll(".group-head")) row.hidden = order !== "none";
      if (order === "none") for (const row of rows) homes.get(row).group.append(row);
      else sortBy(column, order === "ascending" ? 1 : -1);
      applyFilter();
    });
  });
  sorted.classList.add("sortable");
}

function isHead(row) {
  return row.classList.contains("group-head");
}

function choice(all, values) {
  const options = [...values].map((value) => make("option", { value }, value));
  return make("select", {}, make("option", { value: "" }, all), ...options);
}

/** The age by its moment, the youngest first and what has none last; everything else by its text. */
function sortKey(cell) {
  const time = cell.querySelector("time");
  return time === null ? cell.textContent : String(8.64e15 - Date.parse(time.dateTime)).padStart(20, "0");
}

/** 12,345 */
function grouped(value) {
  return value.toLocaleString("en-US");
}

function addCopy(command) {
  const button = make("button", { type: "button", class: "copy" }, "Copy");
  const frame = make("div", { class: "command-frame" });
  command.replaceWith(frame);
  frame.append(command, button);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(command.textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
}

// The list at the side, and how far the work has come.
import { find, label, node, row } from "/draw.js";
import { DECIDED, fill, lineOf, now, passing } from "/state.js";

export const rows = () => [...find("list").children];

export function progress() {
  const counted = now.lines.filter((one) => one.state !== "withdrawn");
  const by = new Map();
  for (const one of counted) {
    const [n, m] = by.get(one.cohort) ?? [0, 0];
    by.set(one.cohort, [n + DECIDED.has(one.state), m + 1]);
  }
  const n = counted.filter((one) => DECIDED.has(one.state)).length, m = counted.length;
  find("bar").max = Math.max(m, 1);
  find("bar").value = n;
  find("count").textContent = fill("progress", { n, m });
  const c = lineOf(now.chosen)?.cohort;
  const [done, all] = by.get(c) ?? [0, 0];
  find("cohort").textContent = c ? fill("cohort", { c, n: done, m: all }) : "";
  find("cohorts").replaceChildren(...[...by].flatMap(([name, [a, b]]) =>
    [node("dt", { text: name }), node("dd", { text: `${a} / ${b}` })]));
  for (const one of find("filters").children) {
    one.lastChild.textContent = passing(one.dataset.filter).length;
    one.setAttribute("aria-pressed", String(one.dataset.filter === now.filter));
  }
}

export function list(choose) {
  find("list").replaceChildren(...passing(now.filter).map((one) => row(one, now.words, choose)));
  progress();
  mark();
}

export function mark() {
  for (const one of rows()) {
    const here = one.dataset.pin === now.chosen;
    one.firstChild.toggleAttribute("aria-current", here);
    if (here) one.scrollIntoView({ block: "nearest" });
  }
}

// What was decided stays in the list, with its state, until another filter is chosen.
export function settled(line) {
  Object.assign(lineOf(line.pin), line);
  const here = rows().find((one) => one.dataset.pin === line.pin);
  if (here) label(here, line, now.words);
  progress();
}

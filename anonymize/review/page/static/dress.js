// What is set once: words, filters, the legend, the two dialogs.
import { find, legend, node } from "/draw.js";
import { FILTERS, now } from "/state.js";

const HELP = [["j k ↓ ↑", "key_next"], ["a", "key_approve"], ["e", "key_edit"], ["r", "key_reject"],
  ["z", "key_undo"], ["u", "key_filter"], ["/", "key_jump"], ["h", "key_marks"], ["?", "key_help"]];

export function dress(turnTo, rejected) {
  const { words, reasons } = now;
  for (const one of document.querySelectorAll("[data-w]")) one.textContent = words[one.dataset.w];
  document.title = words.title;
  find("said").placeholder = words.jump;
  find("said").setAttribute("aria-label", words.jump);
  find("filters").setAttribute("aria-label", words.filter);
  find("filters").replaceChildren(...FILTERS.map((name) => node("button",
    { type: "button", "data-filter": name, onclick: () => turnTo(name) },
    node("span", { text: words[name] }), node("b"))));
  find("legend").replaceChildren(...legend(words));
  find("help").querySelector("dl").replaceChildren(...HELP.flatMap(([keys, name]) =>
    [node("dt", {}, ...keys.split(" ").map((key) => node("kbd", { text: key }))),
      node("dd", { text: words[name] })]));
  find("reasons").querySelector("ol").replaceChildren(...reasons.map(([code, name], at) =>
    node("li", {}, node("button", { type: "button", onclick: () => rejected(code) },
      node("kbd", { text: String(at + 1) }), node("span", { text: name })))));
}

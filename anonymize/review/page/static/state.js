// What the page knows just now, and the two places where it speaks.
import { find } from "/draw.js";

export const FILTERS = ["waiting", "publishable", "review", "decided", "all"];
export const DECIDED = new Set(["approved", "edited", "rejected"]);

export const now = {
  words: {}, reasons: [], // from the command
  lines: [], filter: "waiting", // the list: it says nothing of any text
  chosen: "", shown: null, // the pin key that is chosen; what is shown of it
  draft: null, // the edit that is open: its text areas by field
  busy: false, // one act at a time
};

export const fill = (name, values) => Object.entries(values)
  .reduce((said, [key, value]) => said.replace(`{${key}}`, () => value), now.words[name]);

export const say = (said) => { find("live").textContent = said; };

export function notice(said, bad = false) {
  find("notice").textContent = said;
  find("notice").className = bad ? "bad" : "";
}

export const lineOf = (pin) => now.lines.find((one) => one.pin === pin);

export function passing(filter) {
  return now.lines.filter((line) => filter === "all"
    || (filter === "decided" ? DECIDED.has(line.state)
      : filter === "waiting" ? line.state === "waiting" : line.verdict === filter));
}

// The page itself: what is chosen, what is shown, and what each key does. An item is asked for
// only when a person stops at it, never ahead: every look at raw text is logged.
import { Over, Told, act, enter, leave, look } from "/ask.js";
import { cut, find, item, label, legend, node, row } from "/draw.js";

const FILTERS = ["waiting", "publishable", "review", "decided", "all"];
const DECIDED = new Set(["approved", "edited", "rejected"]);
const MOVES = new Set(["j", "k", "J", "K", "ArrowDown", "ArrowUp"]);
// Whoever runs past an item has not looked at it.
const PAUSE = 150;
const HELP = [["j k ↓ ↑", "key_next"], ["a", "key_approve"], ["e", "key_edit"], ["r", "key_reject"],
  ["z", "key_undo"], ["u", "key_filter"], ["/", "key_jump"], ["h", "key_marks"], ["?", "key_help"]];

let words = {}, lines = [], reasons = [], filter = "waiting", idle = 0;
let chosen = "", shown = null, draft = null, busy = false;
let stop = 0, rest = 0, turn = 0;

const fill = (name, values) => Object.entries(values)
  .reduce((said, [key, value]) => said.replace(`{${key}}`, () => value), words[name]);
const say = (said) => { find("live").textContent = said; };
const notice = (said, bad = false) => {
  find("notice").textContent = said;
  find("notice").className = bad ? "bad" : "";
};
const passes = (line) => filter === "all" || (filter === "decided" ? DECIDED.has(line.state)
  : filter === "waiting" ? line.state === "waiting" : line.verdict === filter);
const rows = () => [...find("list").children];
const lineOf = (pin) => lines.find((one) => one.pin === pin);

function over() {
  clearTimeout(stop);
  clearTimeout(rest);
  turn += 1;
  leave();
  shown = draft = null;
  document.body.replaceChildren(node("main", { class: "over" },
    node("h1", { text: words.over ?? "" }), node("p", { text: words.over_hint ?? "" })));
}

function failed(error) {
  if (error instanceof Over) return over();
  if (!(error instanceof Told)) throw error;
  notice(error.message, true);
  say(error.message);
}

// Run one act at a time; say what went wrong, and clear the screen when the session is over.
async function trying(doing) {
  if (busy) return;
  busy = true;
  clearTimeout(rest);
  rest = setTimeout(over, idle * 1000);
  try {
    await doing();
  } catch (error) {
    failed(error);
  } finally {
    busy = false;
  }
}

function progress() {
  const counted = lines.filter((one) => one.state !== "withdrawn");
  const by = new Map();
  for (const one of counted) {
    const [n, m] = by.get(one.cohort) ?? [0, 0];
    by.set(one.cohort, [n + DECIDED.has(one.state), m + 1]);
  }
  const n = counted.filter((one) => DECIDED.has(one.state)).length, m = counted.length;
  find("bar").max = Math.max(m, 1);
  find("bar").value = n;
  find("count").textContent = fill("progress", { n, m });
  const c = lineOf(chosen)?.cohort;
  const [cn, cm] = by.get(c) ?? [0, 0];
  find("cohort").textContent = c ? fill("cohort", { c, n: cn, m: cm }) : "";
  find("cohorts").replaceChildren(...[...by].flatMap(([name, [a, b]]) =>
    [node("dt", { text: name }), node("dd", { text: `${a} / ${b}` })]));
  for (const one of find("filters").children) {
    const kept = filter;
    filter = one.dataset.filter;
    one.lastChild.textContent = lines.filter(passes).length;
    filter = kept;
    one.setAttribute("aria-pressed", String(one.dataset.filter === filter));
  }
}

function list() {
  find("list").replaceChildren(...lines.filter(passes).map((one) => row(one, words, choose)));
  progress();
  mark();
}

function mark() {
  for (const one of rows()) {
    const here = one.dataset.pin === chosen;
    one.firstChild.toggleAttribute("aria-current", here);
    if (here) one.scrollIntoView({ block: "nearest" });
  }
}

function blank(said) {
  shown = draft = null;
  find("item").replaceChildren();
  find("bar-of-item").hidden = find("legend").hidden = true;
  notice(said);
}

function choose(pin) {
  if (draft) return notice(words.editing, true);
  chosen = pin;
  clearTimeout(stop);
  blank(words.loading);
  progress();
  mark();
  stop = setTimeout(() => open(pin), PAUSE);
}

async function open(pin) {
  const mine = ++turn;
  if (busy) { stop = setTimeout(() => open(pin), PAUSE); return; }
  await trying(async () => {
    const told = await act(`/items/${pin}/show`);
    if (mine !== turn || pin !== chosen) return;
    shown = told;
    draw();
  });
}

function draw() {
  draft = null;
  notice("");
  find("bar-of-item").hidden = find("legend").hidden = false;
  const said = [node("code", { text: shown.pin.slice(0, 12) }), node("span", { text: shown.cohort }),
    node("strong", { class: shown.verdict, text: words[shown.verdict] })];
  if (shown.reasons.length) {
    said.push(node("span", { text: fill("because", { r: shown.reasons.join("；") }) }));
  }
  if (shown.decided) {
    const { by, at, reason } = shown.decided;
    const state = words[shown.state] + (reason ? `（${reason}）` : "");
    said.push(node("strong", { class: shown.state, text: fill("decided_by", { state, by, at }) }));
  }
  said.push(node("span", { class: "quiet", text: fill("policy", { v: shown.policy }) }));
  find("about").replaceChildren(...said);
  find("item").replaceChildren(...item(shown, words));
  find("item").className = "";
  find("undo").disabled = shown.state === "waiting";
  find("text").scrollTop = 0;
}

function step(by) {
  if (draft) return notice(words.editing, true);
  const pins = rows().map((one) => one.dataset.pin);
  if (!pins.length) return notice(words.nothing);
  const at = pins.indexOf(chosen);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), pins.length - 1);
  if (pins[next] !== chosen) choose(pins[next]);
}

// What was decided stays in the list, with its state, until another filter is chosen.
function settled(line) {
  Object.assign(lineOf(line.pin), line);
  const here = rows().find((one) => one.dataset.pin === line.pin);
  if (here) label(here, line, words);
  draft = null;
  progress();
}

function decided(line) {
  settled(line);
  say(fill("done", { state: words[line.state], progress: find("count").textContent }));
  const pins = rows().map((one) => one.dataset.pin);
  const at = pins.indexOf(line.pin);
  const next = [...pins.slice(at + 1), ...pins.slice(0, at)]
    .find((pin) => lineOf(pin).state === "waiting");
  if (next) return choose(next);
  blank(words.last);
  say(words.last);
}

const approve = () => shown && !draft && trying(async () =>
  decided(await act(`/items/${shown.pin}/approve`)));

const reopen = () => shown && !draft && shown.state !== "waiting" && trying(async () => {
  const line = await act(`/items/${shown.pin}/reopen`);
  settled(line);
  shown = { ...shown, state: line.state, decided: null,
    fields: shown.fields.map((one) => ({ ...one, edited: null })) };
  draw();
  notice(words.reopened);
  say(words.reopened);
});

function reject() {
  if (shown && !draft) find("reasons").showModal();
}

const rejected = (reason) => {
  find("reasons").close();
  trying(async () => decided(await act(`/items/${shown.pin}/reject`, { reason })));
};

function edit() {
  if (!shown || draft) return;
  draft = { areas: new Map(), last: null, warned: false };
  for (const one of shown.fields) {
    const section = find("item").querySelector(`[data-field="${CSS.escape(one.name)}"]`);
    const area = node("textarea", { autocomplete: "off", spellcheck: "false", dir: "ltr",
      "aria-label": one.label, "data-gramm": "false" });
    area.value = one.draft;
    area.addEventListener("focus", () => { draft.last = area; });
    draft.areas.set(one.name, area);
    section?.querySelector(".clean").replaceChildren(
      node("h4", { text: words.edit }), area, node("div", { class: "against" }));
  }
  const button = (slot) => node("button", { type: "button", class: "slot", text: slot,
    onclick: () => insert(slot) });
  find("item").prepend(node("div", { id: "tools" },
    node("span", { text: shown.slots.length ? words.slots : "" }), ...shown.slots.map(button), node("span", { class: "gap" }),
    node("button", { type: "button", class: "good", id: "save", onclick: save },
      node("span", { text: words.save }), node("kbd", { text: "Ctrl+Enter" })),
    node("button", { type: "button", id: "cancel", onclick: draw },
      node("span", { text: words.cancel }), node("kbd", { text: "Esc" }))));
  find("item").className = "editing";
  find("acts").inert = true;
  find("item").querySelector("textarea")?.focus();
  // Loading takes seconds, which a person spends typing.
  act("/engine").catch(failed);
}

function insert(slot) {
  const area = draft.last ?? [...draft.areas.values()][0];
  area.setRangeText(slot, area.selectionStart, area.selectionEnd, "end");
  area.focus();
}

const save = () => draft && trying(async () => {
  notice(words.checking);
  say(words.checking);
  const texts = Object.fromEntries([...draft.areas].map(([name, area]) => [name, area.value]));
  const told = await act(`/items/${shown.pin}/edit`, { texts });
  if (!told.against) { find("acts").inert = false; return decided(told); }
  const said = `${words.refused}：${told.against.join("；")}`;
  notice(said, true);
  say(said);
  for (const [name, area] of draft.areas) {
    const marked = told.marked[name];
    area.parentElement?.querySelector(".against").replaceChildren(
      ...(marked ? [cut(marked, told.entities, words)] : []));
  }
});

function cancel() {
  const changed = shown.fields.some((one) => draft.areas.get(one.name).value !== one.draft);
  if (changed && !draft.warned) { draft.warned = true; return notice(words.discard, true); }
  find("acts").inert = false;
  draw();
}

const jump = (said) => trying(async () => {
  const { pin } = await act("/find", { said });
  find("said").value = "";
  find("said").blur();
  if (!rows().some((one) => one.dataset.pin === pin)) { filter = "all"; list(); }
  choose(pin);
});

function turnTo(name) {
  if (draft) return notice(words.editing, true);
  filter = name;
  chosen = "";
  clearTimeout(stop);
  turn += 1;
  list();
  blank(rows().length ? words.choose : words.nothing);
}

function marks() {
  const on = document.body.classList.toggle("marks");
  find("marks").setAttribute("aria-pressed", String(on));
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  a: approve, e: edit, r: reject, z: reopen, h: marks,
  u: () => turnTo(FILTERS[(FILTERS.indexOf(filter) + 1) % FILTERS.length]),
  "/": () => find("said").focus(), "?": () => find("help").showModal(),
};

function pressed(event) {
  // A key held down must not decide about one text after the other.
  if (event.isComposing || (event.repeat && !draft && !MOVES.has(event.key))) return;
  if (draft && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return save();
  }
  if (draft && event.key === "Escape") return busy ? undefined : cancel();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // An input method may swallow the letter and leave only the key's place.
  const key = event.key === "Process" ? event.code.replace(/^Key|^Digit/, "").toLowerCase() : event.key;
  const dialog = document.querySelector("dialog[open]");
  if (dialog && event.key === "Escape") {
    event.preventDefault();
    return dialog.close();
  }
  if (find("reasons")?.open) {
    const reason = reasons[Number(key) - 1];
    if (reason) { event.preventDefault(); rejected(reason[0]); }
    return;
  }
  if (event.target.closest("input, textarea, dialog")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const does = KEYS[key] ?? KEYS[key.toLowerCase()];
  if (does && find("list")) { event.preventDefault(); does(); }
}

function dress() {
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

function bind() {
  const does = { approve, edit, reject, undo: reopen, marks, "help-open": KEYS["?"] };
  for (const [id, doing] of Object.entries(does)) find(id).addEventListener("click", doing);
  find("end").addEventListener("click", () => trying(async () => { await act("/end"); over(); }));
  find("jump").addEventListener("submit", (event) => {
    event.preventDefault();
    if (find("said").value.trim()) jump(find("said").value);
  });
  for (const one of document.querySelectorAll(".shut")) {
    one.addEventListener("click", () => one.closest("dialog").close());
  }
  document.addEventListener("keydown", pressed);
  // Nothing of a ticket outlives the page, not even in the browser's memory of the way back.
  addEventListener("pagehide", () => document.body.replaceChildren());
}

words = await (await fetch("/words.json")).json();
document.documentElement.lang = words.title === "Text review" ? "en" : "zh-CN";
try {
  idle = (await enter()).idle_seconds;
  const told = await look("/queue");
  ({ lines, reasons } = told);
  find("by").textContent = told.by;
  dress();
  bind();
  rest = setTimeout(over, idle * 1000);
  turnTo("waiting");
} catch (error) {
  over();
  if (error instanceof Told) document.querySelector(".over p").textContent = error.message;
}

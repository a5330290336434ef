// The page itself: what is chosen, what is shown, and what each key does. An item is asked for
// only when a person stops at it, never ahead: every look at raw text is logged.
import { Over, Told, act, enter, leave, look } from "/ask.js";
import { find, item, node } from "/draw.js";
import { dress } from "/dress.js";
import { begin, check, droppable } from "/edit.js";
import { list, mark, progress, rows, settled } from "/list.js";
import { FILTERS, fill, lineOf, notice, now, say } from "/state.js";

const MOVES = new Set(["j", "k", "J", "K", "ArrowDown", "ArrowUp"]);
// Whoever runs past an item has not looked at it.
const PAUSE = 150;
// Whoever types is there, though nothing is asked of the command: it is told once a minute.
const HERE = 60_000;
let idle = 0, stop = 0, rest = 0, turn = 0, last = 0;

function over() {
  clearTimeout(stop);
  clearTimeout(rest);
  turn += 1;
  leave();
  now.shown = now.draft = null;
  document.body.replaceChildren(node("main", { class: "over" },
    node("h1", { text: now.words.over ?? "" }), node("p", { text: now.words.over_hint ?? "" })));
}

function failed(error) {
  if (error instanceof Over) return over();
  if (!(error instanceof Told)) throw error;
  notice(error.message, true);
  say(error.message);
}

function stay() {
  last = Date.now();
  clearTimeout(rest);
  rest = setTimeout(over, idle * 1000);
}

// Run one act at a time; say what went wrong, and clear the screen when the session is over.
async function trying(doing) {
  if (now.busy) return;
  now.busy = true;
  stay();
  try {
    await doing();
  } catch (error) {
    failed(error);
  } finally {
    now.busy = false;
  }
}

function blank(said) {
  now.shown = now.draft = null;
  find("item").replaceChildren();
  find("bar-of-item").hidden = find("legend").hidden = true;
  notice(said);
}

function choose(pin) {
  if (now.draft) return notice(now.words.editing, true);
  now.chosen = pin;
  clearTimeout(stop);
  blank(now.words.loading);
  progress();
  mark();
  stop = setTimeout(() => open(pin), PAUSE);
}

async function open(pin) {
  if (now.busy) { stop = setTimeout(() => open(pin), PAUSE); return; }
  const mine = ++turn;
  await trying(async () => {
    const told = await act(`/items/${pin}/show`);
    if (mine !== turn || pin !== now.chosen) return;
    now.shown = told;
    draw();
  });
}

function draw() {
  const { shown, words } = now;
  now.draft = null;
  notice("");
  find("bar-of-item").hidden = find("legend").hidden = false;
  find("acts").inert = false;
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
  if (now.draft) return notice(now.words.editing, true);
  const pins = rows().map((one) => one.dataset.pin);
  if (!pins.length) return notice(now.words.nothing);
  const at = pins.indexOf(now.chosen);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), pins.length - 1);
  if (pins[next] !== now.chosen) choose(pins[next]);
}

function decided(line) {
  now.draft = null;
  settled(line);
  say(fill("done", { state: now.words[line.state], progress: find("count").textContent }));
  const pins = rows().map((one) => one.dataset.pin);
  const at = pins.indexOf(line.pin);
  const next = [...pins.slice(at + 1), ...pins.slice(0, at)]
    .find((pin) => lineOf(pin).state === "waiting");
  if (next) return choose(next);
  blank(now.words.last);
  say(now.words.last);
}

const ready = () => now.shown && !now.draft;

const approve = () => ready() && trying(async () =>
  decided(await act(`/items/${now.shown.pin}/approve`)));

const reject = () => ready() && find("reasons").showModal();

const rejected = (reason) => {
  find("reasons").close();
  trying(async () => decided(await act(`/items/${now.shown.pin}/reject`, { reason })));
};

const reopen = () => ready() && now.shown.state !== "waiting" && trying(async () => {
  const line = await act(`/items/${now.shown.pin}/reopen`);
  settled(line);
  // The draft of an edit that was taken back stays: it is where the next one begins.
  now.shown = { ...now.shown, state: line.state, decided: null,
    fields: now.shown.fields.map((one) => ({ ...one, edited: null })) };
  draw();
  notice(now.words.reopened);
  say(now.words.reopened);
});

const save = () => now.draft && trying(async () => {
  const line = await check();
  if (line) decided(line);
});

const edit = () => {
  if (!ready()) return;
  begin(save, draw);
  // Loading takes seconds, which a person spends typing.
  act("/engine").catch(failed);
};

const jump = (said) => trying(async () => {
  const { pin } = await act("/find", { said });
  find("said").value = "";
  find("said").blur();
  if (!rows().some((one) => one.dataset.pin === pin)) { now.filter = "all"; list(choose); }
  choose(pin);
});

function turnTo(name) {
  if (now.draft) return notice(now.words.editing, true);
  now.filter = name;
  now.chosen = "";
  clearTimeout(stop);
  turn += 1;
  list(choose);
  blank(rows().length ? now.words.choose : now.words.nothing);
}

function marks() {
  const on = document.body.classList.toggle("marks");
  find("marks").setAttribute("aria-pressed", String(on));
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  a: approve, e: edit, r: reject, z: reopen, h: marks,
  u: () => turnTo(FILTERS[(FILTERS.indexOf(now.filter) + 1) % FILTERS.length]),
  "/": () => find("said").focus(), "?": () => find("help").showModal(),
};

function pressed(event) {
  if (now.draft && Date.now() - last > HERE) {
    stay();
    act("/here").catch(failed);
  }
  // A key held down must not decide about one text after the other.
  if (event.isComposing || (event.repeat && !now.draft && !MOVES.has(event.key))) return;
  if (now.draft && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return save();
  }
  if (now.draft && event.key === "Escape") return !now.busy && droppable() && draw();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // An input method may swallow the letter and leave only the key's place.
  const key = event.key === "Process"
    ? event.code.replace(/^Key|^Digit/, "").toLowerCase() : event.key;
  const dialog = document.querySelector("dialog[open]");
  if (dialog) {
    const reason = dialog.id === "reasons" ? now.reasons[Number(key) - 1] : undefined;
    if (key === "Escape") dialog.close();
    else if (reason) rejected(reason[0]);
    else return;
    event.preventDefault();
    return;
  }
  if (event.target.closest("input, textarea")) {
    if (key === "Escape") event.target.blur();
    return;
  }
  const does = KEYS[key] ?? KEYS[key.toLowerCase()];
  if (does && find("list")) { event.preventDefault(); does(); }
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

now.words = await (await fetch("/words.json")).json();
document.documentElement.lang = now.words.title === "Text review" ? "en" : "zh-CN";
try {
  idle = (await enter()).idle_seconds;
  const told = await look("/queue");
  now.lines = told.lines;
  now.reasons = told.reasons;
  find("by").textContent = told.by;
  dress(turnTo, rejected);
  bind();
  stay();
  turnTo("waiting");
} catch (error) {
  over();
  if (error instanceof Told) document.querySelector(".over p").textContent = error.message;
}

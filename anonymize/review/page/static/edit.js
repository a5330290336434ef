// The edit of the item that is shown: a text area for each field, slots as buttons, and what
// the engine has against it.
import { act } from "/ask.js";
import { cut, find, node } from "/draw.js";
import { notice, now, say } from "/state.js";

export function begin(save, leave) {
  const { shown, words } = now;
  now.draft = { areas: new Map(), last: null, warned: false };
  for (const one of shown.fields) {
    const section = find("item").querySelector(`[data-field="${CSS.escape(one.name)}"]`);
    const area = node("textarea", { autocomplete: "off", spellcheck: "false", dir: "ltr",
      "aria-label": one.label, "data-gramm": "false" });
    area.value = one.draft;
    area.addEventListener("focus", () => { now.draft.last = area; });
    now.draft.areas.set(one.name, area);
    section?.querySelector(".clean").replaceChildren(
      node("h4", { text: words.edit }), area, node("div", { class: "against" }));
  }
  const button = (slot) => node("button", { type: "button", class: "slot", text: slot,
    onclick: () => insert(slot) });
  find("item").prepend(node("div", { id: "tools" },
    node("span", { text: shown.slots.length ? words.slots : "" }), ...shown.slots.map(button),
    node("span", { class: "gap" }),
    node("button", { type: "button", class: "good", id: "save", onclick: save },
      node("span", { text: words.save }), node("kbd", { text: "Ctrl+Enter" })),
    node("button", { type: "button", id: "cancel", onclick: leave },
      node("span", { text: words.cancel }), node("kbd", { text: "Esc" }))));
  find("item").className = "editing";
  find("acts").inert = true;
  find("item").querySelector("textarea")?.focus();
}

function insert(slot) {
  const area = now.draft.last ?? [...now.draft.areas.values()][0];
  area.setRangeText(slot, area.selectionStart, area.selectionEnd, "end");
  area.focus();
}

// Send the edit; return the line of a decision, or nothing where the engine objects.
export async function check() {
  const { areas } = now.draft;
  notice(now.words.checking);
  say(now.words.checking);
  const texts = Object.fromEntries([...areas].map(([name, area]) => [name, area.value]));
  const told = await act(`/items/${now.shown.pin}/edit`, { texts });
  if (!told.against) return told;
  const said = `${now.words.refused}：${told.against.join("；")}`;
  notice(said, true);
  say(said);
  for (const [name, area] of areas) {
    const marked = told.marked[name];
    area.parentElement?.querySelector(".against").replaceChildren(
      ...(marked ? [cut(marked, told.entities, now.words)] : []));
  }
  return null;
}

// Tell whether the edit may be dropped: what was changed is dropped at the second asking.
export function droppable() {
  const changed = now.shown.fields.some((one) =>
    now.draft.areas.get(one.name).value !== one.draft);
  if (!changed || now.draft.warned) return true;
  now.draft.warned = true;
  notice(now.words.discard, true);
  return false;
}

// From pieces to nodes. Every character of a ticket goes through textContent and through
// nothing else; the browser is told (trusted types) to refuse anything that would parse it.
export const find = (id) => document.getElementById(id);

export function node(name, given = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key === "class") made.className = value;
    else if (key === "text") made.textContent = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

function piece(one) {
  const kinds = ["slot", "rare", "verbatim", "unseen"].filter((kind) => one[kind]);
  return node("bdi", { class: kinds.join(" "), text: one.text });
}

// A text that was cut into pieces; pieces of one finding share one mark with its name.
export function cut(pieces, names, words) {
  const out = node("div", { class: "said", dir: "ltr" });
  let open = 0, mark = null;
  for (const one of pieces) {
    const number = one.mark ?? 0;
    if (!number) {
      out.append(piece(one));
    } else if (number === open) {
      mark.lastChild.before(piece(one));
    } else {
      const name = (one.doubtful ? words.doubt : "") + (names[one.entity] ?? one.entity);
      mark = node("mark", { class: one.doubtful ? "doubtful" : "sure" },
        piece(one), node("small", { text: name }));
      out.append(mark);
    }
    open = number;
  }
  if (!pieces.length) out.append(node("span", { class: "quiet", text: words.empty_field }));
  return out;
}

function pane(kind, title, inside) {
  return node("div", { class: `pane ${kind}` }, node("h4", { text: title }), inside);
}

export function item(shown, words) {
  return shown.fields.filter((one) => one.original.length || one.proposed.length).map((one) =>
    node("section", { class: "field", "data-field": one.name },
      node("h3", { text: one.label }),
      pane("raw", words.original, cut(one.original, shown.entities, words)),
      one.edited
        ? pane("clean", words.edited_text, cut(one.edited, {}, words))
        : pane("clean", words.proposed, cut(one.proposed, {}, words))));
}

export function legend(words) {
  const entry = (sample, name) => node("li", {}, sample, node("span", { text: words[name] }));
  const mark = (kind, text) => node("mark", { class: kind }, node("bdi", { text: "某某" }),
    node("small", { text }));
  return [
    entry(mark("sure", ""), "legend_sure"),
    entry(mark("doubtful", words.doubt), "legend_doubt"),
    entry(node("bdi", { class: "slot", text: "⟦…⟧" }), "legend_slot"),
    entry(node("bdi", { class: "rare", text: "某某" }), "legend_rare"),
    entry(node("bdi", { class: "rare verbatim", text: "某某" }), "legend_verbatim"),
    entry(node("bdi", { class: "unseen", text: "\\u202e" }), "legend_unseen"),
  ];
}

const SIGNS = { waiting: "○", approved: "✓", edited: "✎", rejected: "✕", withdrawn: "⊘" };

export function row(line, words, choose) {
  const button = node("button", { type: "button", onclick: () => choose(line.pin) });
  const made = node("li", { "data-pin": line.pin }, button);
  label(made, line, words);
  return made;
}

export function label(made, line, words) {
  made.className = `${line.state} ${line.verdict}`;
  made.firstChild.replaceChildren(
    node("span", { class: "sign", "aria-hidden": "true", text: SIGNS[line.state] ?? "?" }),
    node("code", { text: line.pin.slice(0, 8) }),
    node("span", { class: "month", text: line.cohort }),
    node("span", { class: "state", text: words[line.state === "waiting" ? line.verdict : line.state] }));
}

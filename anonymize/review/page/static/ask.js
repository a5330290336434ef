// What the page asks of the command that serves it. Two secrets go with every request: the
// cookie, and this header, which only a page of this very origin can have.
const PLACE = "gongkai-review";

export class Over extends Error {}

export class Told extends Error {
  constructor(problem) {
    super(problem.title);
    this.code = problem.code;
  }
}

export async function enter() {
  const token = location.hash.slice(1);
  // The token leaves the address line, and the history, before it is used.
  if (token) history.replaceState(null, "", location.pathname);
  if (token) {
    const opened = await send("POST", "/session", { token }, "");
    sessionStorage.setItem(PLACE, JSON.stringify(opened));
  }
  const kept = sessionStorage.getItem(PLACE);
  if (!kept) throw new Over();
  return JSON.parse(kept);
}

export function leave() {
  sessionStorage.removeItem(PLACE);
}

export const look = (path) => send("GET", path, undefined, secret());
export const act = (path, body = {}) => send("POST", path, body, secret());

function secret() {
  const kept = sessionStorage.getItem(PLACE);
  if (!kept) throw new Over();
  return JSON.parse(kept).csrf;
}

async function send(method, path, body, csrf) {
  const headers = { "x-csrf-token": csrf };
  if (body !== undefined) headers["content-type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, credentials: "same-origin", cache: "no-store", redirect: "error",
      referrerPolicy: "no-referrer", body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Over();
  }
  const told = await answer.json();
  if (answer.ok) return told;
  if (answer.status === 401) throw new Over();
  throw new Told(told);
}

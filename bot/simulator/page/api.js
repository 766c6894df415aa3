// The simulator's own JSON API.
async function ask(path, options = {}) {
  const answer = await fetch(path, { cache: "no-store", ...options });
  const text = await answer.text();
  let body = {};
  try { body = text ? JSON.parse(text) : {}; } catch { body = { error: text.slice(0, 200) }; }
  if (!answer.ok) throw Object.assign(new Error(body.error || `HTTP ${answer.status}`), { status: answer.status });
  return body;
}

const post = (path, body) => ask(path, body instanceof FormData
  ? { method: "POST", body }
  : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const readState = (since, changes, wait) => ask(`state?since=${since}&changes=${changes}&wait=${wait}`);
export const readInsight = () => ask("insight");
export const readClock = () => ask("clock");
export const moveClock = (seconds) => post("clock", { advance: seconds });
export const readFaults = () => ask("faults");
export const planFaults = (body) => post("faults", body);
export const act = (openid, name, body = {}) => post(`phones/${encodeURIComponent(openid)}/${name}`, body);
export const mediumOf = (id) => `media/${encodeURIComponent(id)}`;
export const openUrl = (openid, url) => `phones/${encodeURIComponent(openid)}/open?url=${encodeURIComponent(url)}`;

export function form(fields, file, name) {
  const data = new FormData();
  for (const [key, value] of Object.entries(fields)) data.append(key, value);
  if (file) data.append("file", file, name);
  return data;
}

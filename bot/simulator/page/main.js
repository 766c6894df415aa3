// The page: reads the world's state, keeps the phones up to date.
import { readState } from "./api.js";
import { Chips } from "./chips.js";
import { Clock } from "./clock.js";
import { faultsButton } from "./faults.js";
import { Panel } from "./panel.js";
import { Phone } from "./phone.js";

const shelf = document.querySelector("#shelf");
const banner = document.querySelector("#banner");
const phones = new Map();
const chips = new Chips(shelf);
const clock = new Clock(() => {
  phones.forEach((phone) => phone.tick());
  panel.refresh().catch(() => {});
});
const panel = new Panel(() => clock.now());
const showFaults = faultsButton(complain);
const town = { account: "", places: [], consents: [], now: () => clock.now(), complain };
const seen = { seq: 0, changes: -1, born: "" };

function complain(error) {
  banner.textContent = error.status ? `没做成：${error.message}` : "连不上服务，正在重试…";
  banner.hidden = false;
  clearTimeout(complain.timer);
  if (error.status) complain.timer = setTimeout(() => { banner.hidden = true; }, 5000);
}

function show(state) {
  if (seen.born && seen.born !== state.born) location.reload();
  const first = !seen.born;
  seen.born = state.born;
  town.account = state.account;
  town.places = state.places;
  town.consents = state.consents;
  document.querySelector("#account").textContent = state.account;
  document.title = `${state.account} · 微信模拟`;
  if (first) clock.set(state.now);
  for (const person of state.phones) {
    const phone = phones.get(person.openid);
    if (phone) phone.update(person);
    else {
      const fresh = new Phone(person, town);
      phones.set(person.openid, fresh);
      shelf.append(fresh.element);
      chips.add(fresh);
    }
  }
  for (const entry of state.entries) {
    phones.get(entry.openid)?.add(entry, !first);
    if (!first && entry.side !== "me") chips.ring(entry.openid);
  }
  if (first) phones.forEach((phone) => phone.settle());
  seen.seq = state.seq;
  seen.changes = state.changes;
  showFaults(state.faults);
}

async function follow() {
  for (let failures = 0; ;) {
    try {
      const state = await readState(seen.seq, seen.changes, seen.born ? 25 : 0);
      if (failures) banner.hidden = true;
      failures = 0;
      show(state);
      panel.refresh().catch(() => {});
      if (state.closed) throw new Error("closed");
    } catch (error) {
      failures += 1;
      complain({ message: error.message });
      await new Promise((resolve) => setTimeout(resolve, Math.min(8000, 500 * 2 ** failures)));
    }
  }
}

setInterval(() => { phones.forEach((phone) => phone.tick()); }, 5000);
setInterval(() => { clock.sync(); panel.refresh().catch(() => {}); }, 4000);
clock.sync().finally(follow);

// Text of a bubble: <a href> and bare addresses become taps, everything else stays as written.
import { h } from "./dom.js";

const PIECES = /<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>|(https?:\/\/[^\s<>"'，。；！？）】」]+)/gi;
const MENU = "weixin://bizmsgmenu";

function plain(text) {
  const box = document.createElement("textarea");
  box.innerHTML = text;
  return box.value;
}

export function wordsOf(text, { open, tap }) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(PIECES)) {
    nodes.push(text.slice(at, found.index));
    at = found.index + found[0].length;
    const url = plain(found[1] ?? found[2] ?? found[4]);
    const label = found[3] ?? found[4];
    if (url.startsWith(MENU)) {
      const query = new URLSearchParams(url.slice(url.indexOf("?") + 1));
      const content = query.get("msgmenucontent") || label;
      nodes.push(h("button", { type: "button", class: "tap", onclick: () => tap(query.get("msgmenuid") || "", content) }, label));
    } else {
      nodes.push(h("a", { href: url, onclick: (event) => { event.preventDefault(); open(url); } }, label));
    }
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}

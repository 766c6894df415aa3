// One line of a chat as WeChat draws it.
import { h, icon } from "./dom.js";
import { mediumOf } from "./api.js";
import { wordsOf } from "./words.js";
import { stampOf } from "./when.js";

export const STAMP_GAP = 5 * 60 * 1000;

export const stamp = (instant, now) => h("p", { class: "stamp" }, h("time", { dateTime: instant.toISOString() }, stampOf(instant, now)));

export function face(person) {
  return h("span", { class: "face", dataset: { role: person.role }, "aria-hidden": "true" }, person.name.slice(0, 1));
}

const bubble = (...inside) => h("div", { class: "bubble" }, ...inside);

function menu(data, phone) {
  const rows = data.list.map((row) =>
    h("button", { type: "button", class: "tap", onclick: () => phone.tap(row.id, row.content) }, row.content));
  return bubble(
    data.head ? h("div", {}, ...wordsOf(data.head, phone)) : null,
    h("div", { class: "options" }, rows),
    data.tail ? h("div", {}, ...wordsOf(data.tail, phone)) : null,
  );
}

function picture(data, phone) {
  const url = mediumOf(data.media_id);
  const image = h("img", { src: url, alt: "照片", loading: "lazy" });
  image.addEventListener("load", () => phone.settle());
  return h("button", { type: "button", class: "picture", "aria-label": "看大图", onclick: () => phone.zoom(url) }, image);
}

function voice(data) {
  const seconds = Number(data.seconds) || 1;
  const box = h("button", { type: "button", class: "bubble voice", "aria-label": `语音 ${seconds} 秒` }, `${seconds}″`, icon("waves"));
  box.style.width = `${72 + Math.min(seconds, 60) * 2.2}px`;
  box.addEventListener("click", () => {
    const sound = new Audio(mediumOf(data.media_id));
    const stop = () => box.classList.remove("playing");
    box.classList.add("playing");
    sound.addEventListener("ended", stop);
    // Browsers do not play AMR: show the length instead.
    sound.play().catch(() => setTimeout(stop, seconds * 1000));
  });
  return box;
}

function place(data) {
  const map = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  map.setAttribute("viewBox", "0 0 232 96");
  map.setAttribute("aria-hidden", "true");
  const shapes = [
    ["path", { d: "M-5 70 Q60 52 110 60 T240 30", stroke: "#fff", "stroke-width": 9, fill: "none" }],
    ["path", { d: "M70 -5 L96 110 M168 -5 L150 110", stroke: "#fff", "stroke-width": 6, fill: "none" }],
    ["path", { d: "M0 20 H66 M104 24 H164 M176 62 H232", stroke: "#dfe6da", "stroke-width": 12, fill: "none" }],
    ["path", { d: "M116 58s13-12 13-22a13 13 0 0 0-26 0c0 10 13 22 13 22z", fill: "#07c160" }],
    ["circle", { cx: 116, cy: 36, r: 4.5, fill: "#fff" }],
  ];
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(map.namespaceURI, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    map.append(shape);
  }
  const spot = `${Number(data.latitude).toFixed(4)}, ${Number(data.longitude).toFixed(4)}`;
  return h("div", { class: "place" }, h("p", {}, data.label || "位置"), h("small", {}, spot), map);
}

function card(data, phone) {
  const rows = data.rows.flatMap((row) => [h("dt", {}, row.label), h("dd", {}, row.value)]);
  const more = data.url
    ? h("button", { type: "button", class: "more", onclick: () => phone.open(data.url) }, "查看详情", icon("more"))
    : null;
  return h("article", { class: "card" }, h("h3", {}, data.title), h("dl", {}, rows), more);
}

function news(data, phone) {
  const [article] = data.articles;
  return h("article", { class: "card" },
    article.picture ? h("img", { class: "cover", src: article.picture, alt: "" }) : null,
    h("h3", {}, article.title),
    article.text ? h("p", {}, article.text) : null,
    article.url ? h("button", { type: "button", class: "more", onclick: () => phone.open(article.url) }, "阅读全文", icon("more")) : null);
}

const shared = (data, phone) => h("button", { type: "button", class: "link-card", onclick: () => data.url && phone.open(data.url) },
  h("b", {}, data.title || data.url || data.page), h("small", {}, data.text || ""));

const LINES = {
  text: (data, phone) => bubble(...wordsOf(data.text, phone)),
  menu,
  image: picture,
  voice,
  video: () => bubble("［视频］"),
  location: place,
  link: shared,
  miniprogrampage: shared,
  sticker: (data) => h("div", { class: "sticker", role: "img", "aria-label": `表情 ${data.name}` }, data.name || "表情"),
};
const WIDE = { template: card, subscribe: card, news };

export function lineOf(entry, phone) {
  if (entry.side === "system") return h("p", { class: "notice" }, entry.data.text);
  if (entry.kind in WIDE) return WIDE[entry.kind](entry.data, phone);
  const mine = entry.side === "me";
  const draw = LINES[entry.kind] ?? ((data) => bubble(data.text || `［${entry.kind}］`));
  const who = mine ? face(phone.person) : h("img", { class: "face", src: "page/icon.svg", alt: "" });
  return h("div", { class: mine ? "line me" : "line" }, who, draw(entry.data, phone));
}

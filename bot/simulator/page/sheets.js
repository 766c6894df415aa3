// Sheets that rise inside one phone: "+", photo, voice, place, account, web page.
import { h, icon } from "./dom.js";
import { act, form, openUrl } from "./api.js";
import { SCENES, drawScene } from "./pictures.js";

export function openSheet(phone, title, ...inside) {
  const back = document.activeElement;
  const veil = h("div", { class: "veil" });
  const close = () => { veil.remove(); back?.focus?.(); };
  const sheet = h("section", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
    h("header", {}, h("h3", {}, title), h("button", { type: "button", class: "close", "aria-label": "关闭", onclick: close }, icon("close"))),
    ...inside);
  veil.addEventListener("click", (event) => event.target === veil && close());
  veil.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Tab") return;
    const stops = [...sheet.querySelectorAll("button, input, a")].filter((stop) => !stop.disabled && stop.offsetParent);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement === edge) { event.preventDefault(); (event.shiftKey ? stops.at(-1) : stops[0]).focus(); }
  });
  veil.append(sheet);
  phone.glass.append(veil);
  (sheet.querySelector("button:not(.close), input") ?? sheet.querySelector(".close")).focus({ preventScroll: true });
  return close;
}

const tile = (name, label, onclick) => h("button", { type: "button", class: "tile", onclick }, h("i", {}, icon(name)), label);

export function openPlus(phone) {
  const then = (open) => () => { close(); open(phone); };
  const close = openSheet(phone, "更多", h("div", { class: "tiles" },
    tile("photo", "照片", then(openPhoto)), tile("mic", "语音", then(openVoice)),
    tile("pin", "位置", then(openPlace)), tile("link", "链接", then(openLink))));
}

export function openPhoto(phone, send = (file) => act(phone.openid, "say", form({ kind: "image" }, file, "photo.jpg"))) {
  const pick = h("input", { type: "file", accept: "image/*", multiple: true, hidden: true, onchange: async () => {
    const files = [...pick.files];
    close();
    for (const file of files) await phone.try(() => send(file));
  } });
  const scenes = Object.entries(SCENES).map(([name, scene]) => {
    const canvas = drawScene(scene);
    const image = h("img", { src: canvas.toDataURL("image/jpeg", 0.8), alt: "" });
    const choose = () => canvas.toBlob((blob) => { close(); phone.try(() => send(blob)); }, "image/jpeg", 0.9);
    return h("button", { type: "button", onclick: choose }, image, name);
  });
  const close = openSheet(phone, "发照片", h("p", {}, "没有现成的照片，就用画的。"), h("div", { class: "scenes" }, scenes),
    h("button", { type: "button", class: "act", onclick: () => pick.click() }, "从电脑或相册选"), pick);
}

export function openVoice(phone) {
  const seconds = h("input", { type: "number", min: 1, max: 60, value: 6, inputMode: "numeric" });
  const silent = () => { const length = seconds.value; close(); phone.try(() => act(phone.openid, "say", { kind: "voice", seconds: Number(length) })); };
  const record = h("button", { type: "button", class: "act plain" }, "用麦克风录一段");
  let recorder = null;
  record.addEventListener("click", async () => {
    if (recorder) { recorder.stop(); return; }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const began = performance.now();
      const pieces = [];
      recorder = new MediaRecorder(stream);
      recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
      recorder.addEventListener("stop", () => {
        stream.getTracks().forEach((track) => track.stop());
        const length = Math.max(1, Math.round((performance.now() - began) / 1000));
        close();
        phone.try(() => act(phone.openid, "say", form({ kind: "voice", seconds: length }, new Blob(pieces, { type: recorder.mimeType }), "voice")));
      });
      recorder.start();
      record.textContent = "录着，点一下发出去";
      record.classList.add("recording");
    } catch { record.textContent = "这台机器没有可用的麦克风"; record.disabled = true; }
  });
  const close = openSheet(phone, "发语音", h("p", {}, "微信不再把语音转成字，服务只收到声音。"),
    h("label", {}, "多少秒（无声）", seconds), h("button", { type: "button", class: "act", onclick: silent }, "发送"),
    navigator.mediaDevices ? record : null);
}

export function openPlace(phone, send = (spot) => act(phone.openid, "say", { kind: "location", ...spot })) {
  const label = h("input", { value: "", placeholder: "街道、小区、楼号" });
  const latitude = h("input", { value: "39.500000", inputMode: "decimal" });
  const longitude = h("input", { value: "106.720000", inputMode: "decimal" });
  const go = (spot) => { close(); phone.try(() => send(spot)); };
  const known = phone.places.map((spot) => h("button", { type: "button", onclick: () => go(spot) }, spot.label,
    h("small", {}, `${spot.latitude.toFixed(3)}, ${spot.longitude.toFixed(3)}`)));
  const close = openSheet(phone, "发位置", known.length ? h("div", { class: "choices" }, known) : null,
    h("label", {}, "地名", label),
    h("div", { class: "pair" }, h("label", {}, "纬度", latitude), h("label", {}, "经度", longitude)),
    h("button", { type: "button", class: "act", onclick: () => go({ label: label.value, latitude: +latitude.value, longitude: +longitude.value }) }, "发送"));
}

function openLink(phone) {
  const title = h("input", { value: "", placeholder: "网页标题" });
  const url = h("input", { value: "", placeholder: "https://", inputMode: "url" });
  const close = openSheet(phone, "发链接", h("label", {}, "标题", title), h("label", {}, "网址", url),
    h("button", { type: "button", class: "act", onclick: () => { close(); phone.try(() => act(phone.openid, "say", { kind: "link", title: title.value, url: url.value })); } }, "发送"));
}

export function openStickers(phone) {
  const faces = ["谢谢", "辛苦", "点赞", "好的", "着急", "生气", "难过", "抱拳"].map((name) => {
    const inside = h("i", { class: "word" }, name);
    return h("button", { type: "button", class: "tile", "aria-label": `表情 ${name}`,
      onclick: () => { close(); phone.try(() => act(phone.openid, "say", { kind: "sticker", name })); } }, inside);
  });
  const close = openSheet(phone, "表情", h("p", {}, "自定义表情服务看不到，只会收到“不支持的消息类型”。"), h("div", { class: "tiles" }, faces));
}

export function openAccount(phone) {
  const { person } = phone;
  const scene = h("input", { value: "", placeholder: "例如 community-1" });
  const doing = (name, body) => () => { close(); phone.try(() => act(phone.openid, name, body?.() ?? {})); };
  const reception = { open: "正常收卡片", refused: "拒收卡片（43101）", blocked: "屏蔽卡片（回执 user block）", failing: "卡片发不到（回执 system failed）" };
  const choices = Object.entries(reception).map(([value, label]) => h("button", { type: "button", "aria-pressed": String(person.reception === value),
    onclick: doing("reception", () => ({ value })) }, label, h("small", {}, person.reception === value ? "现在" : "")));
  const consents = phone.town.consents.flatMap((one) => [true, false].map((accept) => h("button", { type: "button",
    onclick: doing("consent", () => ({ template_id: one.id, accept })) }, `${accept ? "允许" : "不允许"}“${one.title}”`, h("small", {}, "订阅通知"))));
  const close = openSheet(phone, person.name,
    h("label", {}, "二维码场景值", scene),
    h("button", { type: "button", class: "act", onclick: () => scene.value.trim() && doing("scan", () => ({ scene: scene.value.trim() }))() }, "扫这个码"),
    h("p", {}), h("div", { class: "choices" }, choices),
    consents.length ? h("div", { class: "choices" }, consents) : null,
    person.following
      ? h("button", { type: "button", class: "act bad", onclick: doing("unfollow") }, "取消关注")
      : h("button", { type: "button", class: "act plain", onclick: doing("follow") }, "关注"));
}

export function openWeb(phone, url) {
  const back = document.activeElement;
  const title = h("h3", {}, "网页");
  const frame = h("iframe", { src: openUrl(phone.openid, url), title: "网页" });
  frame.addEventListener("load", () => {
    try { title.textContent = frame.contentDocument.title || "网页"; } catch { title.textContent = new URL(url, location.href).host; }
  });
  const close = () => { web.remove(); back?.focus?.({ preventScroll: true }); };
  const shut = h("button", { type: "button", class: "close", "aria-label": "关闭网页", onclick: close }, icon("close"));
  const web = h("section", { class: "web", role: "dialog", "aria-label": "网页", onkeydown: (event) => event.key === "Escape" && close() },
    h("header", {}, shut, title, h("span", {})), frame);
  phone.glass.append(web);
  shut.focus({ preventScroll: true });
}

export function openZoom(phone, url) {
  const back = document.activeElement;
  const zoom = h("button", { type: "button", class: "zoom", "aria-label": "关闭大图", onclick: () => { zoom.remove(); back?.focus?.(); } }, h("img", { src: url, alt: "照片" }));
  zoom.addEventListener("keydown", (event) => event.key === "Escape" && zoom.click());
  phone.glass.append(zoom);
  zoom.focus({ preventScroll: true });
}

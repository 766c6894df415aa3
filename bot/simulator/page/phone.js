// One phone on the shelf.
import { h, icon } from "./dom.js";
import { act } from "./api.js";
import { STAMP_GAP, face, lineOf, stamp } from "./bubbles.js";
import { menubarOf } from "./menubar.js";
import { openAccount, openPlus, openStickers, openVoice, openWeb, openZoom } from "./sheets.js";
import { partsOf, shortOf, stampOf } from "./when.js";

const BATTERY = "M2 3h3v6H2zM8 2h3v7H8zM14 1h3v8h-3zM24 2.5h13a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 37 9.5H24A1.5 1.5 0 0 1 22.5 8V4A1.5 1.5 0 0 1 24 2.5z";

export class Phone {
  constructor(person, town) {
    this.town = town;
    this.openid = person.openid;
    this.person = person;
    this.lastStamp = 0;
    this.mode = "input";
    this.menuSeen = "";
    this.tap = (id, content) => this.try(() => act(this.openid, "tap", { menu_id: id, content }));
    this.open = (url) => openWeb(this, url);
    this.build();
    this.update(person);
  }

  get places() { return this.town.places; }

  build() {
    const { person } = this;
    this.title = h("h2", {}, this.town.account);
    this.time = h("span", {});
    this.chat = h("div", { class: "chat", role: "log", "aria-live": "off", "aria-label": `${person.name}的聊天`, tabIndex: 0 });
    this.foot = h("div", { class: "foot" });
    this.windows = h("p", { class: "window" });
    const battery = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    battery.setAttribute("viewBox", "0 0 42 12");
    battery.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(battery.namespaceURI, "path");
    shape.setAttribute("d", BATTERY);
    battery.append(shape);
    this.glass = h("div", { class: "phone" },
      h("div", { class: "status" }, this.time, battery),
      h("div", { class: "bar" }, h("i", { "aria-hidden": "true" }, icon("back")), this.title,
        h("button", { type: "button", "aria-label": `${person.name}的微信设置`, onclick: () => openAccount(this) }, icon("dots"))),
      this.chat, this.foot);
    const where = [...new Set([ROLES[person.role] ?? person.role, person.unit])].filter(Boolean).join(" · ");
    this.element = h("section", { class: "stand", "aria-label": `${person.name}的手机`, dataset: { openid: this.openid } },
      h("header", {}, face(person), h("div", { class: "who" }, h("b", {}, person.name), h("span", {}, where))),
      this.glass, this.windows);
    this.element.addEventListener("focusin", () => this.chat.setAttribute("aria-live", "polite"));
    this.element.addEventListener("focusout", () => this.chat.setAttribute("aria-live", "off"));
    this.buildInput();
  }

  buildInput() {
    const box = h("textarea", { rows: 1, "aria-label": `${this.person.name}说`, enterKeyHint: "send" });
    const submit = () => {
      const text = box.value.trim();
      if (!text) return;
      box.value = "";
      turn();
      this.try(() => act(this.openid, "say", { kind: "text", text }));
    };
    const sendButton = h("button", { type: "button", class: "send", hidden: true, onclick: submit }, "发送");
    const plus = h("button", { type: "button", class: "icon", "aria-label": "照片、语音、位置", onclick: () => openPlus(this) }, icon("plus"));
    const turn = () => {
      const empty = !box.value.trim();
      sendButton.hidden = empty;
      plus.hidden = !empty;
    };
    box.addEventListener("input", turn);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    });
    this.toMenu = h("button", { type: "button", class: "icon", "aria-label": "菜单", hidden: true, onclick: () => this.show("menu") }, icon("menu"));
    this.input = h("div", { class: "write" }, this.toMenu,
      h("button", { type: "button", class: "icon", "aria-label": "发语音", onclick: () => openVoice(this) }, icon("voice")),
      box, h("button", { type: "button", class: "icon", "aria-label": "表情", onclick: () => openStickers(this) }, icon("smile")),
      plus, sendButton);
    this.box = box;
  }

  show(mode) {
    this.mode = mode;
    const menu = this.person.menu;
    this.toMenu.hidden = menu.length === 0;
    const bar = mode === "menu" && menu.length ? menubarOf(this, menu, () => this.show("input")) : this.input;
    this.foot.replaceChildren(bar);
    (mode === "menu" ? bar.querySelector(".cell button") : this.box)?.focus({ preventScroll: true });
  }

  update(person) {
    const followed = person.following !== this.person.following;
    this.person = person;
    this.title.textContent = person.typing ? "对方正在输入…" : this.town.account;
    const menu = JSON.stringify(person.menu);
    if (menu !== this.menuSeen || !this.foot.firstChild) {
      this.menuSeen = menu;
      this.toMenu.hidden = person.menu.length === 0;
      if (this.mode === "menu" || !this.foot.firstChild) {
        const had = document.activeElement;
        this.show(this.mode);
        had?.focus?.({ preventScroll: true });
      }
    }
    this.foot.hidden = !person.following;
    if (followed || !person.following) this.greet();
    this.tick();
  }

  greet() {
    this.chat.querySelector(".stranger")?.remove();
    if (this.person.following || this.chat.childElementCount > 0) {
      if (!this.person.following && !this.chat.querySelector(".again")) {
        this.chat.append(h("p", { class: "notice again" }, h("button", { type: "button", class: "quiet", onclick: () => this.try(() => act(this.openid, "follow")) }, "重新关注")));
      }
      if (this.person.following) this.chat.querySelector(".again")?.remove();
      return;
    }
    this.chat.append(h("div", { class: "stranger" }, h("img", { src: "page/icon.svg", alt: "", width: 72, height: 72 }),
      h("b", {}, this.town.account), h("span", {}, "还没有关注"),
      h("button", { type: "button", onclick: () => this.try(() => act(this.openid, "follow")) }, "关注"),
      h("button", { type: "button", class: "scan", onclick: () => openAccount(this) }, "扫码关注")));
  }

  add(entry, fresh) {
    this.chat.querySelector(".stranger")?.remove();
    const at = new Date(entry.at);
    const near = this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 140;
    if (at - this.lastStamp > STAMP_GAP || at < this.lastStamp) this.chat.append(stamp(at, this.town.now()));
    this.lastStamp = Number(at);
    const line = lineOf(entry, this);
    if (fresh) line.classList.add("fresh");
    this.chat.append(line);
    const again = this.chat.querySelector(".again");
    if (again) this.chat.append(again);
    if (near || !fresh || entry.side === "me") this.settle();
  }

  settle() { this.chat.scrollTop = this.chat.scrollHeight; }

  zoom(url) { openZoom(this, url); }

  async try(work) {
    try { await work(); } catch (error) { this.town.complain(error); }
  }

  tick() {
    const now = this.town.now();
    this.time.textContent = partsOf(now).time;
    const live = this.person.windows.filter((window) => new Date(window.until) > now);
    const long = live.find((window) => window.trigger === "message");
    const short = live.filter((window) => window !== long).reduce((sum, window) => sum + window.left, 0);
    const brief = short ? [long ? "，1 分钟内再加 " : "1 分钟内服务还能主动说 ", h("b", {}, String(short)), " 句"] : [];
    if (!this.person.following) this.windows.replaceChildren("未关注");
    else if (!live.length) this.windows.replaceChildren("窗口关着：服务只能发卡片");
    else if (long) this.windows.replaceChildren("还能主动说 ", h("b", {}, String(long.left)), ` 句，到 ${shortOf(new Date(long.until), now)}`, ...brief);
    else this.windows.replaceChildren(...brief);
    this.restamp(now);
  }

  restamp(now) {
    const { serial } = partsOf(now);
    if (serial === this.day) return;
    this.day = serial;
    for (const time of this.chat.querySelectorAll(".stamp time")) time.textContent = stampOf(new Date(time.dateTime), now);
  }
}

const ROLES = { resident: "居民", community: "社区", street: "街道", department: "部门", desk: "区民情办", leader: "区领导", inspector: "督查", partner: "协作单位" };

// The row of names: shows who has news off-screen, brings a phone into view.
import { h } from "./dom.js";
import { face } from "./bubbles.js";

export class Chips {
  constructor(shelf) {
    this.shelf = shelf;
    this.row = document.querySelector("#chips");
    this.chips = new Map();
    this.unread = new Map();
    this.visible = new Set();
    this.watch = new IntersectionObserver((changes) => this.seen(changes), { root: shelf, threshold: 0.6 });
    this.panel = h("button", { type: "button", class: "chip panel-chip", onclick: () => this.showPanel(true) }, "经过");
    this.row.append(this.panel);
  }

  add(phone) {
    const count = h("span", { class: "count", hidden: true });
    const chip = h("button", { type: "button", class: "chip", onclick: () => this.go(phone) }, face(phone.person), phone.person.name, count);
    this.chips.set(phone.openid, { chip, count, name: phone.person.name });
    this.panel.before(chip);
    this.watch.observe(phone.element);
  }

  showPanel(on) {
    document.body.classList.toggle("on-panel", on);
    this.panel.setAttribute("aria-current", String(on));
    if (on) for (const { chip } of this.chips.values()) chip.setAttribute("aria-current", "false");
  }

  go(phone) {
    this.showPanel(false);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    phone.element.scrollIntoView({ behavior: calm ? "auto" : "smooth", inline: "start", block: "nearest" });
    if (matchMedia("(min-width: 641px)").matches) phone.box.focus({ preventScroll: true });
  }

  seen(changes) {
    for (const change of changes) {
      const { openid } = change.target.dataset;
      if (change.isIntersecting) { this.visible.add(openid); this.mark(openid, 0); } else this.visible.delete(openid);
    }
    for (const [openid, { chip }] of this.chips) {
      const current = this.visible.has(openid);
      chip.setAttribute("aria-current", String(current));
      if (current && this.visible.size === 1) chip.scrollIntoView({ inline: "nearest", block: "nearest" });
    }
  }

  ring(openid) {
    if (!this.visible.has(openid)) this.mark(openid, (this.unread.get(openid) ?? 0) + 1);
  }

  mark(openid, number) {
    this.unread.set(openid, number);
    const { chip, count, name } = this.chips.get(openid);
    count.hidden = number === 0;
    count.textContent = String(number);
    chip.setAttribute("aria-label", number ? `${name}，${number} 条未读` : name);
  }
}

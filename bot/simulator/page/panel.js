// What the service did and why.
import { h } from "./dom.js";
import { readInsight } from "./api.js";
import { dayOf, partsOf, shortOf } from "./when.js";

export class Panel {
  constructor(now) {
    this.now = now;
    this.list = document.querySelector("#insight");
    this.all = document.querySelector("#all-cases");
    this.rows = [];
    this.only = "";
    this.seen = "";
    this.all.addEventListener("click", () => this.filter(""));
    this.draw();
  }

  async refresh() {
    const rows = await readInsight();
    const passed = rows.filter((row) => new Date(row.at) <= this.now()).length;
    const seen = JSON.stringify([passed, rows]);
    if (seen === this.seen) return;
    this.seen = seen;
    this.rows = rows;
    this.draw();
  }

  filter(only) {
    this.only = only;
    this.all.hidden = !only;
    this.draw();
  }

  draw() {
    const rows = this.rows.filter((row) => !this.only || row.case === this.only);
    if (!rows.length) {
      this.list.replaceChildren(h("li", { class: "empty" }, "还没有动静。", h("br"), "在左边随便哪部手机上说句话。"));
      return;
    }
    const now = this.now();
    const when = (row) => Number(new Date(row.at));
    const planned = rows.filter((row) => when(row) > now).toSorted((a, b) => when(a) - when(b));
    const done = rows.filter((row) => when(row) <= now).reverse().toSorted((a, b) => when(b) - when(a));
    const lines = planned.length ? [h("li", { class: "day ahead" }, "接下来")] : [];
    lines.push(...planned.map((row) => this.line(row, shortOf(new Date(row.at), now), "did ahead")));
    let day = "";
    for (const row of done) {
      const at = new Date(row.at);
      if (dayOf(at) !== day) lines.push(h("li", { class: "day" }, (day = dayOf(at))));
      lines.push(this.line(row, partsOf(at).time, "did"));
    }
    this.list.replaceChildren(...lines);
  }

  line(row, time, name) {
    return h("li", { class: name }, h("time", { dateTime: row.at }, time), h("div", { class: "what" }, row.what),
      row.why ? h("div", { class: "why" }, row.why) : null,
      row.who || row.case ? h("div", { class: "tags" },
        row.case ? h("button", { type: "button", "aria-label": `只看 ${row.case}`, onclick: () => this.filter(row.case) }, row.case) : null,
        row.who || null) : null);
  }
}

// What the service did and why.
import { h } from "./dom.js";
import { readInsight } from "./api.js";
import { dayOf, partsOf } from "./when.js";

export class Panel {
  constructor() {
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
    const seen = JSON.stringify(rows);
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
    const rows = this.rows.filter((row) => !this.only || row.case === this.only).toSorted((a, b) => new Date(b.at) - new Date(a.at));
    if (!rows.length) {
      this.list.replaceChildren(h("li", { class: "empty" }, "还没有动静。", h("br"), "在左边随便哪部手机上说句话。"));
      return;
    }
    let day = "";
    const lines = [];
    for (const row of rows) {
      const at = new Date(row.at);
      if (dayOf(at) !== day) lines.push(h("li", { class: "day" }, (day = dayOf(at))));
      lines.push(h("li", { class: "did" }, h("time", { dateTime: row.at }, partsOf(at).time), h("div", { class: "what" }, row.what),
        row.why ? h("div", { class: "why" }, row.why) : null,
        row.who || row.case ? h("div", { class: "tags" },
          row.case ? h("button", { type: "button", "aria-label": `只看 ${row.case}`, onclick: () => this.filter(row.case) }, row.case) : null, row.who || null) : null));
    }
    this.list.replaceChildren(...lines);
  }
}

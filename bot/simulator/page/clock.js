// The clock bar: shows the world's time and pushes it forward.
import { moveClock, readClock } from "./api.js";
import { dayOf, partsOf, shortOf } from "./when.js";

export class Clock {
  constructor(onMove) {
    this.offset = 0;
    this.next = null;
    this.onMove = onMove;
    this.face = document.querySelector("#now");
    this.moves = document.querySelector("#moves");
    this.nextButton = document.querySelector("#next");
    this.moved = document.querySelector("#moved");
    for (const button of this.moves.querySelectorAll("[data-advance]")) button.addEventListener("click", () => this.advance(Number(button.dataset.advance)));
    this.nextButton.addEventListener("click", () => this.next && this.advance(Math.max(1, Math.ceil((this.next - this.now()) / 1000))));
    setInterval(() => this.draw(), 1000);
  }

  now() { return new Date(Date.now() + this.offset); }

  set(instant) {
    const offset = new Date(instant) - Date.now();
    if (Math.abs(offset - this.offset) > 700) this.offset = offset;
    this.draw();
  }

  async sync() {
    try {
      const told = await readClock();
      this.set(told.now);
      this.next = told.next ? new Date(told.next) : null;
      this.moves.hidden = false;
    } catch (error) {
      if (error.status === 404 || error.status === 405) this.moves.hidden = true;
    }
    this.draw();
  }

  async advance(seconds) {
    if (this.moves.getAttribute("aria-busy") === "true") return;
    this.moves.setAttribute("aria-busy", "true");
    this.moved.textContent = "时间在走…";
    try {
      const told = await moveClock(seconds);
      this.set(told.now);
      const count = (value) => (Array.isArray(value) ? value.length : Number(value) || 0);
      this.moved.textContent = `到期 ${count(told.fired)} 件，发出 ${count(told.sent)} 条`;
      await this.sync();
      this.onMove();
    } catch (error) {
      this.moved.textContent = `没走成：${error.message}`;
    }
    this.moves.setAttribute("aria-busy", "false");
  }

  draw() {
    const now = this.now();
    const { time, second } = partsOf(now);
    this.face.dateTime = now.toISOString();
    this.face.firstElementChild.textContent = `${time}:${second}`;
    this.face.lastElementChild.textContent = dayOf(now);
    this.nextButton.disabled = !this.next;
    document.querySelector("#next-at").textContent = this.next ? shortOf(this.next, now) : "";
  }
}

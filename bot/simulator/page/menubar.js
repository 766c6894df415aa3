// The account's menu at the bottom of a phone.
import { h, icon } from "./dom.js";
import { act, form } from "./api.js";
import { openPhoto, openPlace, openSheet } from "./sheets.js";

export function press(phone, button) {
  const key = button.key || button.url;
  if (button.type === "view") {
    phone.try(() => act(phone.openid, "menu", { key }));
    phone.open(button.url);
  } else if (button.type.startsWith("pic_")) {
    openPhoto(phone, (file) => act(phone.openid, "menu", form({ key }, file, "photo.jpg")));
  } else if (button.type === "location_select") {
    openPlace(phone, (spot) => act(phone.openid, "menu", { key, ...spot }));
  } else if (button.type.startsWith("scancode_")) {
    const result = h("input", { value: "", placeholder: "二维码里的内容" });
    const close = openSheet(phone, button.name, h("label", {}, "扫到的内容", result), h("button", { type: "button", class: "act",
      onclick: () => { close(); phone.try(() => act(phone.openid, "menu", { key, result: result.value })); } }, "扫一扫"));
  } else {
    phone.try(() => act(phone.openid, "menu", { key }));
  }
}

export function menubarOf(phone, buttons, toInput) {
  const bar = h("div", { class: "menubar" },
    h("button", { type: "button", class: "icon", "aria-label": "打字", onclick: toInput }, icon("keyboard")));
  const shut = () => {
    bar.querySelectorAll(".submenu").forEach((open) => open.remove());
    bar.querySelectorAll("[aria-expanded]").forEach((button) => button.setAttribute("aria-expanded", "false"));
  };
  for (const button of buttons) {
    const below = button.sub_button ?? [];
    const head = h("button", { type: "button" }, below.length ? icon("menu") : null, button.name);
    const cell = h("div", { class: "cell" }, head);
    if (below.length) {
      head.setAttribute("aria-haspopup", "menu");
      head.setAttribute("aria-expanded", "false");
      head.addEventListener("click", () => {
        const was = head.getAttribute("aria-expanded") === "true";
        shut();
        if (was) return;
        head.setAttribute("aria-expanded", "true");
        const list = h("div", { class: "submenu", role: "menu" }, below.map((child) =>
          h("button", { type: "button", role: "menuitem", onclick: () => { shut(); head.focus(); press(phone, child); } }, child.name)));
        cell.append(list);
        list.querySelector("button").focus({ preventScroll: true });
      });
    } else {
      head.addEventListener("click", () => { shut(); press(phone, button); });
    }
    cell.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { shut(); head.focus(); }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const items = [...cell.querySelectorAll("[role=menuitem]")];
      const at = items.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      items.at(at % items.length)?.focus();
      event.preventDefault();
    });
    bar.append(cell);
  }
  bar.addEventListener("focusout", (event) => { if (event.relatedTarget && !bar.contains(event.relatedTarget)) shut(); });
  return bar;
}

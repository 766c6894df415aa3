// Building elements; text always goes in as text, never as markup.
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "dataset") Object.assign(element.dataset, value);
    else if (name in element && !name.includes("-") && name !== "list" && name !== "form") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SHAPES = {
  back: "M15 5l-7 7 7 7",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  more: "M9 5l7 7-7 7",
  up: "M6 15l6-6 6 6",
  keyboard: "M3 6.5h18v11H3zM7 10h.01M10.5 10h.01M14 10h.01M17.5 10h.01M8 14h8",
  menu: "M5 7h14M5 12h14M5 17h14",
  voice: "M12 3.5a8.5 8.5 0 1 0 .01 0M10 9.5a4 4 0 0 1 0 5M12.8 7.8a7 7 0 0 1 0 8.4M8 11.8h.01",
  waves: "M8 10a3 3 0 0 1 0 4M11.5 7.5a7 7 0 0 1 0 9M15 5a11 11 0 0 1 0 14",
  smile: "M12 3.5a8.5 8.5 0 1 0 .01 0M9 10v.5M15 10v.5M8.5 14a4.2 4.2 0 0 0 7 0",
  plus: "M12 3.5a8.5 8.5 0 1 0 .01 0M12 8v8M8 12h8",
  photo: "M4 6h16v12H4zM4 15.5l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.01",
  mic: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3",
  pin: "M12 20.5s6.5-6 6.5-10.7a6.5 6.5 0 0 0-13 0C5.5 14.5 12 20.5 12 20.5zM12 7.8a2.2 2.2 0 1 1-.01 0",
  link: "M10 14a4 4 0 0 0 5.7 0l2.8-2.8a4 4 0 0 0-5.7-5.7L11.5 6.8M14 10a4 4 0 0 0-5.7 0l-2.8 2.8a4 4 0 0 0 5.7 5.7l1.3-1.3",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  const thick = name === "dots" ? 3 : 1.6;
  for (const [key, value] of Object.entries({
    d: SHAPES[name], fill: "none", stroke: "currentColor", "stroke-width": thick, "stroke-linecap": "round", "stroke-linejoin": "round",
  })) path.setAttribute(key, value);
  svg.append(path);
  return svg;
}

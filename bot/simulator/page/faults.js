// A few faults people like to try; the API takes any.
import { h } from "./dom.js";
import { planFaults, readFaults } from "./api.js";

const SEND = "/cgi-bin/message/*";
const CHOICES = [
  ["微信系统繁忙", "-1，3 次", { faults: [{ on: SEND, do: "errcode", errcode: -1, times: 3 }] }],
  ["客服消息超过时限", "45015，1 次", { faults: [{ on: "/cgi-bin/message/custom/send", do: "errcode", errcode: 45015 }] }],
  ["今天的接口次数用完", "45009，5 次", { faults: [{ on: SEND, do: "errcode", errcode: 45009, times: 5 }] }],
  ["令牌突然失效", "40001", { revoke_tokens: true }],
  ["发出去了但没有回音", "断线，1 次", { faults: [{ on: SEND, do: "lose" }] }],
  ["下一句话投递两次", "同时", { faults: [{ on: "delivery", do: "duplicate" }] }],
  ["下一句话的回音丢失", "会重投", { faults: [{ on: "delivery", do: "lose" }] }],
  ["扣住后面 3 句话", "等放行", { faults: [{ on: "delivery", do: "hold", times: 3 }] }],
  ["倒着放行扣住的话", "", { release: "backwards" }],
];

export function faultsButton(complain) {
  const button = document.querySelector("#faults");
  button.addEventListener("click", async () => {
    const told = h("p", {}, "选一样，看服务怎么应付。");
    const say = async () => {
      const now = await readFaults();
      const held = now.held ? `，扣住 ${now.held} 句` : "";
      told.textContent = now.faults.length || now.held ? `排着 ${now.faults.length} 样状况${held}。` : "选一样，看服务怎么应付。";
    };
    const plan = async (body) => { try { await planFaults(body); await say(); } catch (error) { complain(error); } };
    const rows = CHOICES.map(([name, how, body]) => h("button", { type: "button", onclick: () => plan(body) }, name, h("small", {}, how)));
    const dialog = h("dialog", { "aria-label": "出点状况" }, h("h2", {}, "出点状况"), told, h("div", { class: "choices" }, rows),
      h("menu", {}, h("button", { type: "button", onclick: () => plan({ clear: true, release: "forwards" }) }, "恢复正常"),
        h("button", { type: "button", onclick: () => dialog.close() }, "关闭")));
    dialog.addEventListener("close", () => { dialog.remove(); button.focus(); });
    document.body.append(dialog);
    dialog.showModal();
    await say();
  });
  return (count) => {
    button.classList.toggle("on", count > 0);
    button.textContent = count > 0 ? `出点状况 · ${count}` : "出点状况";
  };
}

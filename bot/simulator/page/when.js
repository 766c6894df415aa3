// Instants as WeChat writes them; the world's clock, Shanghai days.
const ZONE = "Asia/Shanghai";
const PARTS = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
const WEEKDAYS = "日一二三四五六";

export function partsOf(instant) {
  const found = Object.fromEntries(PARTS.formatToParts(instant).map((part) => [part.type, part.value]));
  const [year, month, day] = [+found.year, +found.month, +found.day];
  const serial = Date.UTC(year, month - 1, day) / 86400000;
  return { year, month, day, serial, weekday: WEEKDAYS[(serial + 4) % 7], time: `${found.hour}:${found.minute}`, second: found.second };
}

export function stampOf(instant, now) {
  const then = partsOf(instant);
  const today = partsOf(now);
  const days = today.serial - then.serial;
  if (days === 0) return then.time;
  if (days === 1) return `昨天 ${then.time}`;
  if (days > 1 && days < 7) return `星期${then.weekday} ${then.time}`;
  const year = then.year === today.year ? "" : `${then.year}年`;
  return `${year}${then.month}月${then.day}日 ${then.time}`;
}

export function dayOf(instant) {
  const then = partsOf(instant);
  return `${then.month}月${then.day}日 周${then.weekday}`;
}

export function shortOf(instant, now) {
  const then = partsOf(instant);
  return then.serial === partsOf(now).serial ? then.time : `${then.month}月${then.day}日 ${then.time}`;
}

import { ready, within } from "./ready.js";

// The server draws days and dates too: where the reader is, it learns from here.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** "just now", "3 min ago", "2 h ago", "yesterday, 10:02", "23 Nov, 10:02". */
function relative(then, now) {
  const seconds = Math.round((now - then) / 1000);
  if (seconds < -60) return `${day.format(then)}, ${clock.format(then)}`;
  if (seconds < 45) return "just now";
  if (seconds < 3570) return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  if (seconds < 12 * 3600) return `${Math.round(seconds / 3600)} h ago`;
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (then >= midnight) return `today, ${clock.format(then)}`;
  if (then >= new Date(midnight).setDate(new Date(midnight).getDate() - 1)) return `yesterday, ${clock.format(then)}`;
  const sameYear = then.getFullYear() === now.getFullYear();
  return `${(sameYear ? day : dayOfYear).format(then)}, ${clock.format(then)}`;
}

function elapsed(then, now) {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  const minutes = Math.floor(seconds / 60);
  const two = n => String(n).padStart(2, "0");
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function write(root, selector, say) {
  const now = new Date();
  for (const element of within(root, selector)) {
    const then = new Date(element.dateTime || element.dataset.since);
    if (isNaN(then)) continue;
    const text = say(then, now);
    if (element.textContent !== text) element.textContent = text;
    if (!element.title) element.title = exact.format(then);
  }
}
const writeTimes = root => write(root, "[data-relative]", relative);
const writeClocks = root => write(root, "[data-clock]", elapsed);

ready(root => {
  writeTimes(root);
  writeClocks(root);
});
setInterval(() => document.hidden || writeClocks(document.body), 1000);
setInterval(() => document.hidden || writeTimes(document.body), 20000);
document.addEventListener("visibilitychange", () => document.hidden || writeTimes(document.body));

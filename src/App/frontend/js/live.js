const selector = '[hx-trigger*="live-"]';
const names = ["agents", "calls", "leads"];
const flashFor = 2500;
let source, retry, state, missed = false;

const regions = () => document.querySelectorAll(selector);
const announce = name => document.body.dispatchEvent(new CustomEvent(`live-${name}`));
const refreshAll = () => names.forEach(announce);

function show(now = state) {
  state = now;
  for (const badge of document.querySelectorAll("[data-live-badge]")) {
    badge.hidden = !state;
    badge.textContent = state === "live" ? "Live" : "Reconnecting…";
    badge.classList.toggle("reconnecting", state !== "live");
  }
}

function open() {
  if (source || document.hidden || !regions().length) return;
  source = new EventSource("/live");
  source.onopen = () => {
    show("live");
    // What was under way when the page was written may have ended before anybody listened.
    if (missed || document.querySelector("[data-moving]")) refreshAll();
    missed = false;
  };
  source.onerror = () => {
    missed = true;
    show("reconnecting");
    // The browser retries by itself unless the answer was not a stream (a restart, a proxy's error page).
    if (source.readyState !== EventSource.CLOSED) return;
    close();
    retry = setTimeout(open, 3000);
  };
  for (const name of names) source.addEventListener(name, () => announce(name));
}

function close() {
  clearTimeout(retry);
  source?.close();
  source = undefined;
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return open();
  missed = true;
  close();
});
addEventListener("pagehide", close);
addEventListener("pageshow", event => {
  missed ||= event.persisted;
  open();
});

// A row that was not there before flashes once; the first view of a region never does. A later update, which takes
// the class away with the old attributes, must not cut the flash short.
const rows = region => [...region.querySelectorAll("tr[id], li[id], article[id]")];
const before = new WeakMap();
const flashing = new Set();

document.addEventListener("htmx:before:swap", ({ detail: { ctx } }) => {
  if (ctx.sourceElement.matches?.(selector)) before.set(ctx, new Set(rows(ctx.sourceElement).map(row => row.id)));
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  show();
  const known = before.get(ctx);
  if (!known) return;
  for (const row of rows(ctx.sourceElement)) {
    if (!known.has(row.id)) {
      flashing.add(row.id);
      setTimeout(() => {
        flashing.delete(row.id);
        document.getElementById(row.id)?.classList.remove("new");
      }, flashFor);
    }
    if (flashing.has(row.id)) row.classList.add("new");
  }
});

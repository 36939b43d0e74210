// One stream a page. It says only what kind of thing changed, and each region that waits for that kind asks for itself again. The page brings the
// place at which the server wrote it, later the last place it was told: the server begins with whatever changed since, so nothing is missed.
const selector = '[hx-trigger*="live-"]';
const flashFor = 2500;
const deadAfter = 60_000;
let source, retry, watch, state;
let stands = document.querySelector('meta[name="live-since"]')?.content ?? "";
const listening = new Set();

const regions = () => [...document.querySelectorAll(selector)];
/** The count beside Leads listens where a page does; for itself alone no page is held open. */
const isLive = () => document.querySelector(`main ${selector}`) !== null;
const kinds = () => new Set(regions().flatMap(region => [...region.getAttribute("hx-trigger").matchAll(/live-(\w+)/g)].map(found => found[1])));
const announce = kind => document.body.dispatchEvent(new CustomEvent(`live-${kind}`));

function show(now = state) {
  state = now;
  for (const badge of document.querySelectorAll("[data-live-badge]")) {
    badge.hidden = !state;
    badge.textContent = state === "live" ? "Live" : "Reconnecting…";
    badge.classList.toggle("reconnecting", state !== "live");
  }
}

function open() {
  if (source || document.hidden || !isLive()) return;
  source = new EventSource(`/live?since=${encodeURIComponent(stands)}`);
  listening.clear();
  source.onerror = () => {
    show("reconnecting");
    // The browser retries by itself unless the answer was not a stream (a restart, a proxy's error page).
    if (source.readyState === EventSource.CLOSED) reopen();
  };
  hear("open");
  hear("quiet");
  hear("everything", () => kinds().forEach(announce));
  listen();
}

function hear(name, tell) {
  source.addEventListener(name, event => {
    if (!(event instanceof MessageEvent)) return;
    stands = event.lastEventId || stands;
    clearTimeout(watch);
    watch = setTimeout(reopen, deadAfter);
    show("live");
    tell?.();
  });
}

/** What came into the page since may wait for other kinds. */
function listen() {
  if (!source) return;
  for (const kind of kinds()) {
    if (listening.has(kind)) continue;
    listening.add(kind);
    hear(kind, () => announce(kind));
  }
}

function close() {
  clearTimeout(retry);
  clearTimeout(watch);
  source?.close();
  source = undefined;
}

function reopen() {
  close();
  show("reconnecting");
  retry = setTimeout(open, 3000);
}

// Hidden pages cost nothing: what changes meanwhile is told when they are looked at again.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", open);

// A look that failed is looked again: what it was about has been told, and will not be told twice.
for (const failed of ["htmx:error", "htmx:response:error"])
  document.addEventListener(failed, ({ detail: { ctx } }) => {
    const waitsFor = ctx?.sourceElement?.matches?.(selector) && ctx.sourceElement.getAttribute("hx-trigger").match(/live-(\w+)/)[1];
    if (waitsFor) setTimeout(() => announce(waitsFor), 3000);
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
  listen();
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

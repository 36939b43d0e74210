import { ready, within } from "./ready.js";

// Follows the sound in the transcript, and takes the sound to wherever the reader points. The page's parts are looked up
// each time: the transcript may arrive, or change, while the recording plays.
const players = new WeakSet();
const two = n => String(n).padStart(2, "0");
const written = seconds => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;
const typing = element => element.closest?.("input, textarea, select, [contenteditable]");
const pressable = element => element.closest?.("button, a, summary");
const playing = () => document.querySelector("[data-player].enhanced");
const sound = () => playing()?.querySelector("audio");
const turns = () => [...document.querySelectorAll(".turns > [data-start]")];
const current = () => turns().find(turn => turn.ariaCurrent);
const length = (player, audio) => (Number.isFinite(audio.duration) ? audio.duration : Number(player.dataset.duration)) || 0;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
let follows = true;

function seek(seconds, play) {
  const audio = sound();
  if (!audio) return;
  const to = Math.max(0, Math.min(length(playing(), audio) || seconds, seconds));
  // Before anything is loaded this is where playing will begin; nothing is fetched for it.
  audio.currentTime = to;
  follows = true;
  show(to);
  if (play) start(audio);
}

// Refused or cut short: the audio element's own error event says so to the reader.
const start = audio => audio.play().catch(() => {});

function toggle() {
  const audio = sound();
  if (audio?.paused) start(audio);
  else audio?.pause();
}

function show(at) {
  const player = playing();
  const audio = sound();
  if (!audio) return;
  const time = typeof at === "number" ? at : audio.currentTime;
  const total = length(player, audio);
  const now = player.querySelector("[data-now]");
  if (now) now.textContent = written(time);
  const svg = player.querySelector(".lanes svg");
  if (svg && total) {
    svg.querySelector(".head")?.setAttribute("x", `${Math.min(99.8, (time / total) * 100)}%`);
    for (const bar of svg.querySelectorAll("[data-start]")) bar.classList.toggle("played", Number(bar.dataset.start) <= time);
  }
  mark(time, !audio.paused);
}

/** Of a long call only a part is on the page: what is heard now may have to be fetched. */
function fetchPart(time) {
  const list = document.querySelector(".turns[data-parts]");
  const first = list?.querySelector(":scope > [data-start]");
  if (!first || list.dataset.fetching) return;
  const later = list.querySelector(":scope > .later")?.dataset.from;
  const missing = (later && Number(later) <= time + .05) || (list.querySelector(":scope > .earlier") && Number(first.dataset.start) > time + .05);
  if (!missing) return;
  list.dataset.fetching = "";
  htmx.ajax("GET", `${list.dataset.parts}&t=${time.toFixed(2)}`, { target: list, swap: "innerHTML" }).finally(() => {
    delete list.dataset.fetching;
    show(time);
  });
}

function mark(time, moving) {
  fetchPart(time);
  const all = turns();
  const was = all.find(turn => turn.ariaCurrent);
  const is = all.findLast(turn => Number(turn.dataset.start) <= time + .05);
  if (is !== was) {
    all.forEach(turn => turn.removeAttribute("aria-current"));
    is?.setAttribute("aria-current", "true");
    if (is && moving && follows) reveal(is);
  }
  offer(is);
}

const inSight = turn => {
  const place = turn.getBoundingClientRect();
  return place.bottom > covered() && place.top < innerHeight;
};
const covered = () => (playing()?.getBoundingClientRect().bottom ?? 0) + 8;

/** Who scrolled away from what is heard is offered the way back. */
function offer(turn = current()) {
  const button = document.querySelector("[data-follow]");
  if (button) button.hidden = follows || !turn || inSight(turn) || !playing();
}

function reveal(turn) {
  const place = turn.getBoundingClientRect();
  const top = covered();
  if (place.top >= top && place.bottom <= innerHeight - 24) return;
  scrollBy({ top: place.top - Math.max(top, innerHeight / 3), behavior: calm() ? "auto" : "smooth" });
}

function enhance(player) {
  const audio = player.querySelector("audio");
  if (!audio || players.has(player)) return;
  players.add(player);
  player.classList.add("enhanced");
  player.querySelector("[data-play]")?.addEventListener("click", toggle);
  player.querySelector("[data-speed]")?.addEventListener("change", event => (audio.playbackRate = Number(event.target.value)));
  for (const button of player.querySelectorAll("[data-skip]"))
    button.addEventListener("click", () => seek(audio.currentTime + Number(button.dataset.skip)));
  for (const moved of ["timeupdate", "seeked"]) audio.addEventListener(moved, show);
  for (const turned of ["play", "pause", "ended"])
    audio.addEventListener(turned, () => {
      player.classList.toggle("playing", !audio.paused);
      player.querySelector("[data-play]")?.setAttribute("aria-label", audio.paused ? "Play" : "Pause");
    });
  audio.addEventListener("error", () => say(player, audio));
  drag(player.querySelector(".lanes"), share => seek(share * length(player, audio)));
  startWhereAsked(audio);
}

/** Expired at Retell, or only out of reach for now: the server knows. */
async function say(player, audio) {
  player.classList.remove("enhanced", "playing");
  offer();
  const answer = await fetch(audio.currentSrc || audio.src, { method: "HEAD" }).catch(() => undefined);
  const which = answer?.status === 404 ? '[data-player-error="gone"]' : '[data-player-error=""]';
  player.querySelector(which)?.removeAttribute("hidden");
}

function drag(lanes, to) {
  lanes?.addEventListener("pointerdown", event => {
    if (event.target.closest("[data-seek]")) return;
    const at = ({ clientX }) => {
      const box = lanes.getBoundingClientRect();
      to((clientX - box.left) / box.width);
    };
    at(event);
    lanes.setPointerCapture(event.pointerId);
    lanes.onpointermove = at;
    lanes.onpointerup = lanes.onpointercancel = () => (lanes.onpointermove = null);
  });
}

function startWhereAsked(audio) {
  const asked = Number(new URLSearchParams(location.search).get("t"));
  if (!(asked > 0)) return;
  seek(asked);
  const turn = current();
  if (turn) reveal(turn);
}

/** To the line before or after; the sound comes along. */
function step(by) {
  const all = [...document.querySelectorAll(".turns > li:not(.more)")];
  const here = all.findIndex(turn => turn.contains(document.activeElement));
  const at = here < 0 ? all.indexOf(current()) : here;
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  next.querySelector("a.at")?.focus({ preventScroll: true });
  reveal(next);
  if (next.dataset.start && sound()) seek(Number(next.dataset.start));
}

document.addEventListener("click", event => {
  if (event.target.closest("[data-follow]")) {
    follows = true;
    const turn = current();
    if (turn) reveal(turn);
    return offer();
  }
  const place = event.target.closest("[data-seek], .turns > [data-start]");
  if (!place || !sound() || !getSelection().isCollapsed || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (pressable(event.target) && !event.target.closest("[data-seek], .at")) return;
  event.preventDefault();
  seek(Number(place.dataset.seek ?? place.dataset.start), true);
});

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const by = seconds => sound() && (() => seek(sound().currentTime + seconds));
  const far = event.shiftKey ? 15 : 5;
  const does = {
    " ": sound() && !pressable(event.target) && toggle,
    ArrowLeft: by(-far),
    ArrowRight: by(far),
    j: document.querySelector(".turns > li") && (() => step(1)),
    k: document.querySelector(".turns > li") && (() => step(-1)),
  }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

for (const scrolled of ["wheel", "touchmove"]) addEventListener(scrolled, () => (follows = false), { passive: true });
addEventListener("scroll", () => offer(), { passive: true });
addEventListener("keydown", event => {
  if (["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown"].includes(event.key)) follows = false;
});

// A call that is going on grows at its end: whoever reads there stays there.
let atEnd = false;
document.addEventListener("htmx:before:swap", () => {
  const growing = document.querySelector(".turns.growing");
  atEnd = !!growing && growing.getBoundingClientRect().bottom <= innerHeight + 80;
});
document.addEventListener("htmx:after:swap", () => {
  if (atEnd) document.querySelector(".turns.growing > li:last-child")?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
});

ready(root => within(root, "[data-player]").forEach(enhance));

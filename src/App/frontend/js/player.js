import { ready, within } from "./ready.js";

// Follows the sound in the transcript, and takes the sound to wherever the reader points. The page's parts are looked up
// each time: the transcript may arrive, or change, while the recording plays.
const step = 15;
const players = new WeakSet();
const two = n => String(n).padStart(2, "0");
const written = seconds => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;
const busy = element => element.closest?.("input, textarea, select, button, a, summary");
const playing = () => document.querySelector("[data-player].enhanced");
const sound = () => playing()?.querySelector("audio");
const length = (player, audio) => (Number.isFinite(audio.duration) ? audio.duration : Number(player.dataset.duration)) || 0;
let follows = true;

function seek(seconds, play) {
  const audio = sound();
  if (!audio) return;
  audio.currentTime = Math.max(0, Math.min(length(playing(), audio) || seconds, seconds));
  follows = true;
  show();
  if (play) audio.play();
}

function toggle() {
  const audio = sound();
  audio?.paused ? audio.play() : audio?.pause();
}

function show() {
  const player = playing();
  const audio = sound();
  if (!audio) return;
  const time = audio.currentTime;
  const total = length(player, audio);
  const now = player.querySelector("[data-now]");
  if (now) now.textContent = written(time);
  const svg = player.querySelector(".lanes svg");
  if (svg && total) {
    svg.querySelector(".head")?.setAttribute("x", (time / total) * svg.viewBox.baseVal.width);
    for (const bar of svg.querySelectorAll("[data-start]")) bar.classList.toggle("played", Number(bar.dataset.start) <= time);
  }
  mark([...document.querySelectorAll(".turns > [data-start]")], time, !audio.paused);
}

function mark(turns, time, moving) {
  const was = turns.find(turn => turn.ariaCurrent);
  const is = turns.findLast(turn => Number(turn.dataset.start) <= time + .05);
  if (is === was) return;
  turns.forEach(turn => turn.removeAttribute("aria-current"));
  is?.setAttribute("aria-current", "true");
  if (is && moving && follows) reveal(is);
}

function reveal(turn) {
  const place = turn.getBoundingClientRect();
  const covered = playing().getBoundingClientRect().bottom + 8;
  if (place.top >= covered && place.bottom <= innerHeight - 24) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  scrollBy({ top: place.top - Math.max(covered, innerHeight / 3), behavior });
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
  audio.addEventListener("error", () => {
    player.classList.remove("enhanced");
    player.querySelector("[data-player-error]")?.removeAttribute("hidden");
  });
  drag(player.querySelector(".lanes"), share => seek(share * length(player, audio)));
  startWhereAsked(audio);
}

function drag(lanes, to) {
  lanes?.addEventListener("pointerdown", event => {
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
  const start = () => {
    seek(asked);
    const turn = document.querySelector(".turns > [aria-current]");
    if (turn) reveal(turn);
  };
  if (audio.readyState > 0) return start();
  audio.addEventListener("loadedmetadata", start, { once: true });
  if (audio.preload === "none") audio.load();
}

document.addEventListener("click", event => {
  const place = event.target.closest("[data-seek], .turns > [data-start]");
  if (!place || !sound() || !getSelection().isCollapsed) return;
  if (busy(event.target) && !event.target.closest("[data-seek], .at")) return;
  event.preventDefault();
  seek(Number(place.dataset.seek ?? place.dataset.start), true);
});

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !sound() || busy(event.target)) return;
  const does = { " ": toggle, ArrowLeft: () => seek(sound().currentTime - step), ArrowRight: () => seek(sound().currentTime + step) }[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

for (const scrolled of ["wheel", "touchmove"]) addEventListener(scrolled, () => (follows = false), { passive: true });

ready(root => within(root, "[data-player]").forEach(enhance));

const back = 15;
const two = n => String(n).padStart(2, "0");
const written = seconds => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;
const quiet = element => element.matches?.("input, textarea, select, button, a, summary");

/** Follows the sound in the transcript, and takes the sound to wherever the reader points. */
function enhance(player) {
  const audio = player.querySelector("audio");
  if (!audio) return;
  const lanes = player.querySelector(".lanes");
  const now = player.querySelector("[data-now]");
  const turns = [...document.querySelectorAll(".turns [data-start]")];
  const length = () => (Number.isFinite(audio.duration) ? audio.duration : Number(player.dataset.duration)) || 0;
  let current = turns.find(turn => turn.ariaCurrent), follows = true;

  function seek(seconds, play) {
    audio.currentTime = Math.max(0, Math.min(length() || seconds, seconds));
    follows = true;
    show();
    if (play) audio.play();
  }

  function show() {
    const time = audio.currentTime;
    if (now) now.textContent = written(time);
    const next = turns.findLast(turn => Number(turn.dataset.start) <= time + .05);
    if (next !== current) {
      current?.removeAttribute("aria-current");
      next?.setAttribute("aria-current", "true");
      current = next;
      if (follows && !audio.paused) reveal(next);
    }
    if (lanes && length()) {
      lanes.querySelector(".head")?.setAttribute("x", (time / length()) * lanes.querySelector("svg").viewBox.baseVal.width);
      for (const bar of lanes.querySelectorAll("rect[data-start]")) bar.classList.toggle("played", Number(bar.dataset.start) <= time);
    }
  }

  function reveal(turn) {
    const place = turn?.getBoundingClientRect();
    if (!place) return;
    const covered = player.getBoundingClientRect().bottom + 8;
    if (place.top < covered || place.bottom > innerHeight - 24) scrollBy({ top: place.top - Math.max(covered, innerHeight / 3), behavior: "smooth" });
  }

  const toggle = () => (audio.paused ? audio.play() : audio.pause());
  const stopFollowing = () => (follows = false);

  player.classList.add("enhanced");
  turns.forEach(turn => turn.classList.add("seekable"));
  player.querySelector("[data-play]")?.addEventListener("click", toggle);
  player.querySelectorAll("[data-skip]").forEach(button => button.addEventListener("click", () => seek(audio.currentTime + Number(button.dataset.skip))));
  player.querySelector("[data-speed]")?.addEventListener("change", event => (audio.playbackRate = Number(event.target.value)));
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("seeked", show);
  for (const state of ["play", "pause", "ended"])
    audio.addEventListener(state, () => {
      player.classList.toggle("playing", !audio.paused);
      player.querySelector("[data-play]")?.setAttribute("aria-label", audio.paused ? "Play" : "Pause");
    });
  audio.addEventListener("error", () => {
    player.classList.remove("enhanced");
    player.querySelector("[data-player-error]")?.removeAttribute("hidden");
  });

  lanes?.addEventListener("pointerdown", event => {
    const at = move => {
      const box = lanes.getBoundingClientRect();
      seek(((move.clientX - box.left) / box.width) * length());
    };
    at(event);
    lanes.setPointerCapture(event.pointerId);
    lanes.onpointermove = at;
    lanes.onpointerup = lanes.onpointercancel = () => (lanes.onpointermove = null);
  });

  document.addEventListener("click", event => {
    const place = event.target.closest("[data-seek], .turns [data-start]");
    if (!place || (quiet(event.target) && !event.target.closest("[data-seek], .at")) || !getSelection().isCollapsed) return;
    event.preventDefault();
    seek(Number(place.dataset.seek ?? place.dataset.start), true);
  });
  addEventListener("wheel", stopFollowing, { passive: true });
  addEventListener("touchmove", stopFollowing, { passive: true });

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || quiet(event.target)) return;
    const acts = { " ": toggle, ArrowLeft: () => seek(audio.currentTime - back), ArrowRight: () => seek(audio.currentTime + back) };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });

  const asked = Number(new URLSearchParams(location.search).get("t"));
  if (asked > 0) {
    const start = () => {
      seek(asked);
      reveal(current);
    };
    audio.readyState > 0 ? start() : audio.addEventListener("loadedmetadata", start, { once: true });
    if (audio.preload === "none") audio.load();
  }
}

document.querySelectorAll("[data-player]").forEach(enhance);

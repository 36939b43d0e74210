import { ready, within } from "./ready.js";
import { toast } from "./toast.js";

const sound = new Audio();
let playing;

function stop() {
  playing?.classList.remove("playing");
  playing?.setAttribute("aria-pressed", "false");
  playing = undefined;
  sound.pause();
}

sound.addEventListener("ended", stop);

// One preview sounds at a time; the button lies in a voice's label, so it must not choose the voice as well.
document.addEventListener("click", async event => {
  const button = event.target.closest("[data-preview]");
  if (!button) return;
  event.preventDefault();
  const again = button === playing;
  stop();
  if (again) return;
  playing = button;
  button.classList.add("playing");
  button.setAttribute("aria-pressed", "true");
  sound.src = button.dataset.preview;
  try {
    await sound.play();
  } catch (error) {
    if (error.name === "AbortError" || playing !== button) return;
    stop();
    toast("This voice's preview cannot be played right now.", "bad");
  }
});

/** `<select data-narrow>`: shows the voices that sound so, and the chosen one. Without scripts all are there. */
ready(root => within(root, "select[data-narrow]").forEach(select => { select.hidden = false; }));
document.addEventListener("change", event => {
  const select = event.target.closest?.("select[data-narrow]");
  if (!select) return;
  for (const voice of select.closest("fieldset").querySelectorAll("[data-sounds]"))
    voice.hidden = select.value !== "" && !voice.dataset.sounds.split(", ").includes(select.value) && !voice.querySelector(":checked");
});

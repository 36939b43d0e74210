// Talking to the agent from the browser. Retell's client is large: it is loaded when somebody starts a call, and never before. The microphone
// is asked for first, since a call that nobody joins takes up a line for half a minute.
const sentences = {
  NotAllowedError: "The browser does not let this page use the microphone. Allow it in the address bar, then start again; or ring the number.",
  NotFoundError: "No microphone was found. Connect one, then start again; or ring the number.",
  NotReadableError: "Another program is using the microphone. Close it, then start again; or ring the number.",
};
const unsupported = "This browser cannot make calls. Use a current one over HTTPS, or ring the number.";
const broken = "The connection to the call broke. Start again, or ring the number.";

class Told extends Error {}

async function microphone() {
  if (!navigator.mediaDevices?.getUserMedia || !window.RTCPeerConnection) throw new Told(unsupported);
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    stream.getTracks().forEach(track => track.stop());
  } catch (refused) {
    throw new Told(sentences[refused.name] ?? unsupported);
  }
}

async function join(place) {
  const answer = await fetch(place.dataset.join, {
    method: "POST",
    headers: { RequestVerificationToken: document.querySelector('meta[name="request-token"]').content, "HX-Request": "true" },
  });
  if (answer.ok) return answer.json();
  const said = new DOMParser().parseFromString(await answer.text(), "text/html").body.textContent.trim();
  throw new Told([422, 429].includes(answer.status) && said ? said : "The call could not be opened. Reload the page and try again.");
}

function say(place, text, call) {
  const state = place.querySelector("[data-web-state]");
  state.textContent = text;
  if (!call) return;
  const link = document.createElement("a");
  link.href = `/calls/${encodeURIComponent(call)}`;
  link.textContent = "Open the call";
  state.append(" ", link);
}

function show(place, calling) {
  place.querySelector("[data-web-start]").hidden = calling;
  place.querySelector("[data-web-end]").hidden = place.querySelector("[data-web-mute]").hidden = !calling;
}

async function call(place) {
  say(place, "Asking for the microphone…");
  await microphone();
  say(place, "Connecting…");
  const [{ RetellWebClient }, opened] = await Promise.all([import(place.dataset.client), join(place)]);
  const client = new RetellWebClient();
  let over = false;
  const end = text => {
    if (over) return;
    over = true;
    show(place, false);
    say(place, text, opened.callId);
  };
  client.on("call_started", () => say(place, "You are connected. Say hello.", opened.callId));
  client.on("call_ended", () => end("The call has ended."));
  client.on("error", () => {
    client.stopCall();
    end(broken);
  });
  const mute = place.querySelector("[data-web-mute]");
  mute.setAttribute("aria-pressed", "false");
  mute.onclick = () => {
    const muted = mute.getAttribute("aria-pressed") !== "true";
    mute.setAttribute("aria-pressed", String(muted));
    muted ? client.mute() : client.unmute();
  };
  place.querySelector("[data-web-end]").onclick = () => client.stopCall();
  addEventListener("pagehide", () => client.stopCall(), { once: true });
  show(place, true);
  await client.startCall({ accessToken: opened.accessToken });
}

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-web-start]");
  if (!button || button.disabled) return;
  const place = button.closest("[data-web-call]");
  button.disabled = true;
  try {
    await call(place);
  } catch (failed) {
    show(place, false);
    say(place, failed instanceof Told ? failed.message : broken);
  } finally {
    button.disabled = false;
  }
});

// `<form data-passkey="create|get" data-options="/…/options">`: asks the server for options, the browser for a credential,
// and posts it as JSON in the form's own Credential field, so what follows is an ordinary form.
const refusals = {
  NotAllowedError: "The passkey was not used: it was cancelled or took too long.",
  InvalidStateError: "This device already has a passkey for your account.",
  SecurityError: "Passkeys do not work at this address. Use the site's own address over HTTPS, or localhost.",
};

async function options(form) {
  const response = await fetch(form.dataset.options, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error("The server did not offer a passkey request. Reload the page and try again.");
  return response.json();
}

async function credential(form) {
  if (form.dataset.passkey === "create")
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(await options(form)) });
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await options(form)) });
}

function say(form, text) {
  const place = form.querySelector("[data-passkey-error]");
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
}

document.addEventListener("submit", async event => {
  const form = event.target;
  if (!form.matches("form[data-passkey]")) return;
  event.preventDefault();
  say(form, "");
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return say(form, "This browser does not know passkeys. Use your password.");
  const button = event.submitter;
  if (button) button.disabled = true;
  try {
    const made = await credential(form);
    form.elements.namedItem(form.dataset.field ?? "Credential").value = JSON.stringify(made);
    form.submit();
  } catch (error) {
    say(form, refusals[error.name] ?? error.message);
    if (button) button.disabled = false;
  }
});

// A form goes out once: its buttons rest until the answer, or until the reader comes back to the page. One that is sent again meanwhile is silent.
const buttons = form => [...form.elements].filter(element => element.type === "submit");

function rest(form, submitter) {
  form.dataset.sent = "true";
  submitter?.setAttribute("aria-busy", "true");
  for (const button of buttons(form)) button.disabled = true;
}

function wake(form) {
  delete form.dataset.sent;
  for (const button of buttons(form)) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

// The second click of a double click. By then something else may lie under the pointer.
document.addEventListener("click", event => {
  const button = event.target instanceof Element && event.target.closest("button, input[type=submit]");
  if (event.detail < 2 || button?.type !== "submit" || button.form?.method !== "post") return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("submit", event => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || form.hasAttribute("data-passkey") || form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-busy", "true");
  // After the browser has read the form, else the pressed button's own name and value would not be sent.
  setTimeout(() => rest(form));
});

// What htmx sends: at this moment it has read the form. A search may be sent again: it asks for something else by then.
const sentByHtmx = ({ detail: { ctx } }) =>
  ctx.sourceElement instanceof HTMLFormElement && ctx.request.method !== "GET" && ctx.sourceElement.role !== "search" ? ctx.sourceElement : undefined;

document.addEventListener("htmx:config:request", event => {
  const form = sentByHtmx(event);
  if (!form) return;
  if (form.dataset.sent) return event.preventDefault();
  rest(form, event.detail.ctx.request.submitter);
});

document.addEventListener("htmx:finally:request", event => {
  const form = sentByHtmx(event);
  if (form) wake(form);
});

addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(wake));

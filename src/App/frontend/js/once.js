// A form goes out once: its buttons rest until the answer, or until the reader comes back to the page.
const buttons = form => [...form.elements].filter(element => element.type === "submit");

document.addEventListener("submit", event => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || form.hasAttribute("data-passkey") || form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "true";
  event.submitter?.setAttribute("aria-busy", "true");
  // After the browser has read the form, else the pressed button's own name and value would not be sent.
  setTimeout(() => buttons(form).forEach(button => (button.disabled = true)));
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of buttons(form)) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  }
});

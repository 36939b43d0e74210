const secondsShown = 8;

/** Says one sentence at the foot of the page for a while. */
export function toast(text, kind = "") {
  const element = document.createElement("div");
  element.className = `toast ${kind}`;
  element.textContent = text;
  document.getElementById("toasts")?.append(element);
}

// Toasts come from here, from htmx (out-of-band into #toasts) and from the page's first view: each leaves by itself.
function expire(element) {
  if (element.dataset.expires) return;
  element.dataset.expires = "true";
  const leave = () => (element.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : element.remove());
  setTimeout(leave, secondsShown * 1000);
}

const toasts = document.getElementById("toasts");
if (toasts) {
  const expireAll = () => [...toasts.children].forEach(expire);
  new MutationObserver(expireAll).observe(toasts, { childList: true });
  expireAll();
}

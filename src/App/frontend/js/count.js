import { ready, within } from "./ready.js";

const written = new Intl.NumberFormat("en");

/** `<textarea data-count="#id" maxlength>`: the element named says "268 of 8,000". */
function count(field) {
  const output = document.querySelector(field.dataset.count || `#${CSS.escape(field.id)}-count`);
  if (!output) return;
  const length = written.format(field.value.length);
  output.textContent = field.maxLength > 0 ? `${length} of ${written.format(field.maxLength)}` : length;
}

ready(root => within(root, "textarea[data-count]").forEach(count));
document.addEventListener("input", event => event.target.matches?.("textarea[data-count]") && count(event.target));

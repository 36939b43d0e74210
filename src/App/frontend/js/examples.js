// `<button data-fill="#description" data-text="…">` starts a field from an example; what the reader wrote is asked for first.
document.addEventListener("click", event => {
  const button = event.target.closest("[data-fill]");
  const field = button && document.querySelector(button.dataset.fill);
  if (!field) return;
  const own = field.value.trim() && field.value !== field.dataset.filled;
  if (own && !confirm("Replace what you wrote with the example?")) return;
  field.value = field.dataset.filled = button.dataset.text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

// What the reader or a script of ours changed on an element survives a live update, which else restores the server's view.
const kept = [
  ["open", "details, dialog"],
  ["title", "[data-relative], [data-clock]"],
  ["class", "[data-player], .preview, .icon-btn.done"],
  ["aria-current", ".turns > [data-start]"],
  ["hidden", "[data-follow], [data-player-error]"],
  ["disabled", "form[data-sent] *"],
  ["data-sent", "form"],
];

htmx.registerExtension("kept", {
  htmx_before_morph_attr: (element, { attrName }) =>
    !kept.some(([name, selector]) => name === attrName && element.matches(selector)),
});

/** Runs `work(root)` on the page, and again on whatever htmx puts into it, before it is painted. */
export function ready(work) {
  work(document.body);
  document.addEventListener("htmx:after:process", event => {
    if (event.target instanceof Element) work(event.target);
  });
}

/** The elements matching within `root`, itself included. */
export const within = (root, selector) =>
  [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];

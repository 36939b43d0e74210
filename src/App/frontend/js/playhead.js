import { ready, within } from "./ready.js";

// The chosen event of a long stream is brought into sight within its list; the page itself stays where it is.
ready(root => {
  for (const event of within(root, ".events a[aria-current]")) {
    const list = event.closest(".events");
    const [chosen, box] = [event.getBoundingClientRect(), list.getBoundingClientRect()];
    if (chosen.bottom > box.bottom) list.scrollTop += chosen.bottom - box.bottom;
    if (chosen.top < box.top) list.scrollTop -= box.top - chosen.top;
  }
});

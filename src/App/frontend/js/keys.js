const typing = element => element.matches?.("input, textarea, select, [contenteditable]");
const links = () => [...document.querySelectorAll("main .list a.row-link, main [data-walk] a")].filter(link => link.offsetParent);

function walk(step) {
  const all = links();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + step))];
  next.focus();
  next.closest("tr, li")?.scrollIntoView({ block: "nearest" });
}

const step = by => document.querySelector(`main a[data-step="${by}"]`)?.click();

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") return escape(event.target);
  if (typing(event.target)) return;
  if (event.key === "/") {
    const search = document.querySelector('main input[type="search"]');
    if (!search) return;
    event.preventDefault();
    search.select();
  }
  if (event.key === "j") walk(1);
  if (event.key === "k") walk(-1);
  // Picks the row that is walked to; the link keeps the focus, so that the walk goes on.
  if (event.key === "x") document.activeElement.closest("tr")?.querySelector(".pick input")?.click();
  if (event.key === "ArrowRight") step(1);
  if (event.key === "ArrowLeft") step(-1);
});

function escape(target) {
  if (typing(target)) return target.blur();
  target.closest?.("details[open][data-closes]")?.removeAttribute("open");
}

// One box for all the rows of the page.
document.addEventListener("change", event => {
  if (!event.target.matches?.("[data-pick-all]")) return;
  for (const box of document.querySelectorAll(".list .pick input")) box.checked = event.target.checked;
});

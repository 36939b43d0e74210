import { toast } from "./toast.js";

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    toast("The browser did not allow copying.", "bad");
    return;
  }
  const use = button.querySelector("use");
  if (use && !button.classList.contains("done")) {
    const icon = use.getAttribute("href");
    use.setAttribute("href", icon.replace(/#.*/, "#check"));
    button.classList.add("done");
    setTimeout(() => {
      use.setAttribute("href", icon);
      button.classList.remove("done");
    }, 1500);
  }
  announceCopied();
});

function announceCopied() {
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.textContent = "Copied";
  document.getElementById("toasts")?.append(said);
}

import { toast } from "./toast.js";

const token = () => document.querySelector('meta[name="request-token"]')?.content;

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (ctx.request.method !== "GET" && token()) ctx.request.headers["RequestVerificationToken"] = token();
});

// Signed out meanwhile: the answer is the sign-in page, and it belongs in the window, not in a part of it.
document.addEventListener("htmx:before:response", event => {
  const { raw, status } = event.detail.ctx.response;
  const signIn = raw.redirected && new URL(raw.url).pathname === "/sign-in";
  if (status !== 401 && !signIn) return;
  event.preventDefault();
  location.reload();
});

document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
  const { status } = ctx.response;
  if (status === 429) toast("Too many requests. Wait a moment and try again.", "bad");
  else if (status !== 422 && status !== 401) toast("That did not work. Reload the page and try again.", "bad");
});

document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
  if (ctx && !ctx.sourceEvent?.type?.startsWith("live-")) toast("The server cannot be reached. Try again in a moment.", "bad");
});

import "htmx.org";
import "./js/requests.js";
import "./js/morph.js";
import "./js/live.js";
import "./js/time.js";
import "./js/copy.js";
import "./js/count.js";
import "./js/examples.js";
import "./js/voices.js";
import "./js/player.js";
import "./js/web-call.js";
import "./js/passkey.js";
import "./js/once.js";
import "./js/keys.js";
import "./js/pick.js";
import "./js/playhead.js";
import "./js/toast.js";

document.documentElement.classList.add("js");

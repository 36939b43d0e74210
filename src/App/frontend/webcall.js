export { RetellWebClient } from "retell-client-js-sdk";

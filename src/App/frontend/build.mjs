import { build } from "esbuild";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const lib = join(here, "../wwwroot/lib");
const packageFolder = name => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** One symbol per icon; colour and stroke come from the `.icon` that uses it. */
async function sprite() {
  const names = (await readFile(join(here, "icons.txt"), "utf8")).split("\n").map(line => line.trim()).filter(Boolean);
  const symbols = await Promise.all([...new Set(names)].sort().map(async name => {
    const source = await readFile(join(packageFolder("lucide-static"), "icons", `${name}.svg`), "utf8");
    const shapes = source.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replace(/\s*\n\s*/g, "").replace(/\s*\/>/g, "/>");
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  }));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

await mkdir(lib, { recursive: true });
await copyFile(join(packageFolder("@fontsource-variable/inter"), "files/inter-latin-wght-normal.woff2"), join(lib, "inter.woff2"));
await copyFile(join(here, "favicon.svg"), join(lib, "favicon.svg"));
await writeFile(join(lib, "icons.svg"), await sprite());
await build({
  entryPoints: [join(here, "app.css"), join(here, "app.js")],
  outdir: lib,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome125", "firefox128", "safari17.5"],
  external: ["/lib/*"],
  legalComments: "none",
  logLevel: "warning",
});
// On its own, and only for who starts a call: it weighs more than everything else together.
await build({
  entryPoints: [join(here, "webcall.js")],
  outdir: lib,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome125", "firefox128", "safari17.5"],
  legalComments: "none",
  logLevel: "warning",
});

// Two builds may start at once; npm must not. The second waits, then finds the first one's stamp.
import { execSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = resolve(process.argv[2]);
const lock = join(root, "artifacts", "npm.lock");
const stamp = join(root, "node_modules", ".restored");
const time = file => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const fresh = () => time(stamp) >= Math.max(time(join(root, "package.json")), time(join(root, "package-lock.json")));

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
}

function holderLives() {
  const written = time(lock);
  if (!written) return false;
  const pid = Number(readFileSync(lock, "utf8"));
  if (!pid) return Date.now() - written < 2000;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

mkdirSync(join(root, "artifacts"), { recursive: true });
while (!take()) {
  if (!holderLives()) rmSync(lock, { force: true });
  await sleep(200);
}
try {
  if (!fresh()) {
    execSync("npm ci --ignore-scripts --no-audit --no-fund", { cwd: root, stdio: "inherit" });
    writeFileSync(stamp, "");
  }
} finally {
  rmSync(lock, { force: true });
}

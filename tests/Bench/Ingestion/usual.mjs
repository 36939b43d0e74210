// The same work as it is usually done: one query after the other for every webhook, in the request.
import { createServer } from "node:http";
import { createHmac, timingSafeEqual } from "node:crypto";
import pg from "pg";

const [port, connectionString, key] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 20 });

function verified(body, header) {
  const form = /^v=(\d+),d=([0-9a-f]{64})$/.exec(header ?? "");
  if (!form || Math.abs(Date.now() - Number(form[1])) > 300_000) return false;
  const digest = createHmac("sha256", key).update(body).update(form[1]).digest();
  return timingSafeEqual(digest, Buffer.from(form[2], "hex"));
}

async function take(body) {
  const { event, call } = JSON.parse(body);
  const { rows: [agent] } = await pool.query("select tenant_id from agents where retell_agent_id = $1", [call.agent_id]);
  if (!agent) return;
  await pool.query(
    `insert into calls (call_id, tenant_id, status, started_at, ended_at, transcript, analysis, payload)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000), $6, $7, $8)
     on conflict (call_id) do update set status = excluded.status, ended_at = coalesce(excluded.ended_at, calls.ended_at),
       transcript = coalesce(excluded.transcript, calls.transcript), analysis = coalesce(excluded.analysis, calls.analysis), payload = excluded.payload`,
    [call.call_id, agent.tenant_id, event, call.start_timestamp, call.end_timestamp ?? null, JSON.stringify(call.transcript_object ?? null), JSON.stringify(call.call_analysis ?? null), body.toString()]);
  if (event === "call_analyzed")
    await pool.query(
      "insert into leads (call_id, tenant_id, phone, summary) values ($1, $2, $3, $4) on conflict (call_id) do nothing",
      [call.call_id, agent.tenant_id, call.from_number, call.call_analysis.call_summary]);
}

createServer((request, response) => {
  const parts = [];
  request.on("data", part => parts.push(part));
  request.on("end", async () => {
    const body = Buffer.concat(parts);
    if (!verified(body, request.headers["x-retell-signature"])) return response.writeHead(401).end();
    try {
      await take(body);
      response.writeHead(204).end();
    } catch {
      response.writeHead(500).end();
    }
  });
}).listen(Number(port), "127.0.0.1");

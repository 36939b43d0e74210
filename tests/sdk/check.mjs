// Retell's own SDK against the sandbox: node check.mjs http://localhost:5080/sandbox/retell
import assert from 'node:assert/strict';
import http from 'node:http';
import Retell, { verify } from 'retell-sdk';

const baseURL = process.argv[2];
const key = `key_sdk_${Date.now()}`;
const client = new Retell({ apiKey: key, baseURL, maxRetries: 0, timeout: 60_000 });

const deliveries = [];
const receiver = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    deliveries.push({ body, told: JSON.parse(body), signature: request.headers['x-retell-signature'] });
    response.writeHead(204).end();
  });
});
await new Promise((listening) => receiver.listen(0, '127.0.0.1', listening));
const webhook_url = `http://127.0.0.1:${receiver.address().port}/hook`;

const control = async (method, path, body, apiKey = key) => {
  const response = await fetch(`${baseURL.replace(/\/retell$/, '/control')}/${path}`, {
    method, headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {}, body: body && JSON.stringify(body),
  });
  assert.ok(response.ok, `${path}: ${response.status}`);
  return response.status === 204 ? undefined : response.json();
};
const pagesOf = async (list) => {
  const items = [];
  for (let pagination_key; ; ) {
    const page = await list(pagination_key);
    assert.equal(page.has_more, page.pagination_key !== undefined);
    items.push(...page.items);
    if (!page.has_more) return items;
    pagination_key = page.pagination_key;
  }
};

const refused = (promise, kind, words) =>
  assert.rejects(promise, (error) => {
    assert.ok(error instanceof kind, `${error?.constructor?.name} is not ${kind.name}`);
    // Retell has two forms: one for what it validates, one for all else.
    if (!error.error?.error_message) assert.equal(error.error?.status, 'error');
    assert.match(error.error?.error_message ?? error.error?.message, words);
    return true;
  });
const until = async (what, done) => {
  for (const end = Date.now() + 90_000; Date.now() < end; await new Promise((wake) => setTimeout(wake, 50))) {
    const value = await done();
    if (value) return value;
  }
  assert.fail(`waited in vain for ${what}`);
};

// Keys
await refused(new Retell({ apiKey: 'nope', baseURL, maxRetries: 0 }).identity.retrieve(), Retell.AuthenticationError, /key/i);
const identity = await client.identity.retrieve();
assert.equal(typeof identity.org_name, 'string');

// Voices
const voices = await client.voice.list();
assert.ok(Array.isArray(voices) && voices.length >= 12);
for (const voice of voices) {
  assert.ok(['male', 'female'].includes(voice.gender));
  assert.ok(['elevenlabs', 'openai', 'cartesia', 'minimax', 'fish_audio', 'inworld', 'platform'].includes(voice.provider));
  assert.deepEqual(await client.voice.retrieve(voice.voice_id), voice);
}
const preview = await fetch(voices[0].preview_audio_url);
assert.equal(preview.headers.get('content-type'), 'audio/wav');

// LLM and agent
const llm = await client.llm.create({
  start_speaker: 'agent',
  general_prompt: 'You are the front desk of a dental clinic.',
  begin_message: 'Thanks for calling {{clinic}}, how can I help?',
  model: 'gpt-4.1',
  default_dynamic_variables: { clinic: 'Acme Dental' },
  general_tools: [{ type: 'end_call', name: 'end_call', description: 'Hang up.' }],
});
assert.match(llm.llm_id, /^llm_/);
assert.equal(llm.version, 0);
assert.equal(llm.is_published, false);
assert.equal((await client.llm.retrieve(llm.llm_id)).general_prompt, llm.general_prompt);
assert.equal((await client.llm.update(llm.llm_id, { model_temperature: 0.2 })).model_temperature, 0.2);

const agent = await client.agent.create({
  response_engine: { type: 'retell-llm', llm_id: llm.llm_id },
  voice_id: voices[0].voice_id,
  agent_name: 'Front desk',
  webhook_url,
  webhook_events: ['call_started', 'call_ended', 'call_analyzed', 'transcript_updated'],
  max_call_duration_ms: 600_000,
  opt_in_signed_url: true,
  post_call_analysis_data: [
    { type: 'string', name: 'caller_name', description: 'Who called' },
    { type: 'boolean', name: 'is_lead', description: 'Whether it is a lead' },
    { type: 'enum', name: 'lead_intent', description: 'What they want', choices: ['book_appointment', 'question', 'other'] },
    { type: 'number', name: 'urgency', description: 'From 1 to 5' },
    { type: 'system-presets', name: 'call_summary', description: 'Two sentences.' },
  ],
});
assert.match(agent.agent_id, /^agent_[0-9a-f]{26}$/);
assert.deepEqual([agent.version, agent.is_published, agent.response_engine.version], [0, false, 0]);
await refused(client.agent.retrieve('agent_of_somebody_else'), Retell.UnprocessableEntityError, /cannot find/i);
await refused(client.agent.create({ response_engine: { type: 'retell-llm', llm_id: llm.llm_id } }), Retell.BadRequestError, /voice_id/);

// Publishing, immutability, a new draft
assert.ok(!(await client.agent.publish(agent.agent_id, { version: 0 })));
assert.equal((await client.agent.retrieve(agent.agent_id, { version: 'latest_published' })).is_published, true);
await refused(client.agent.update(agent.agent_id, { agent_name: 'Other' }), Retell.UnprocessableEntityError, /Cannot update published agent/);
await refused(client.llm.update(llm.llm_id, { general_prompt: 'Other' }), Retell.BadRequestError, /Cannot update published LLM/);
const draft = await client.agent.createVersion(agent.agent_id, { base_version: 0 });
assert.deepEqual([draft.version, draft.base_version, draft.is_published, draft.response_engine.version], [1, 0, false, 1]);
await client.llm.update(llm.llm_id, { general_prompt: 'You are the front desk of a dentist.' });
await client.agent.publish(agent.agent_id, { version: 1, version_title: 'Second' });
const versions = await client.agent.listVersions(agent.agent_id);
assert.deepEqual(versions.items.map((version) => [version.version, version.is_published]), [[1, true], [0, true]]);
await refused(client.agent.publish(agent.agent_id, { version: 7 }), Retell.NotFoundError, /version/i);

// A version by its number, a draft changed and thrown away
const renamed = await client.agent.createVersion(agent.agent_id, { base_version: 1 });
assert.equal((await client.agent.update(agent.agent_id, { version: renamed.version, agent_name: 'Reception', begin_message_delay_ms: 400 })).agent_name, 'Reception');
await client.llm.update(llm.llm_id, { version: renamed.response_engine.version, begin_message: null, general_prompt: 'Be someone else.' });
assert.equal((await client.llm.retrieve(llm.llm_id, { version: renamed.response_engine.version })).begin_message, null);
assert.equal((await client.llm.retrieve(llm.llm_id, { version: 0 })).general_prompt, llm.general_prompt);
assert.equal((await client.agent.retrieve(agent.agent_id)).version, 2);
for (const version of [0, 1]) assert.equal((await client.agent.retrieve(agent.agent_id, { version })).version, version);
assert.ok(!(await client.agent.deleteVersion(agent.agent_id, { version: 2 })));
await refused(client.agent.deleteVersion(agent.agent_id, { version: 2 }), Retell.NotFoundError, /version/i);
assert.deepEqual((await pagesOf((pagination_key) => client.agent.listVersions(agent.agent_id, { limit: 1, pagination_key }))).map((version) => version.version), [1, 0]);

// Numbers
const binding = [{ agent_id: agent.agent_id, weight: 1, agent_version: 'latest_published' }];
const number = await client.phoneNumber.create({ area_code: 415, nickname: 'sdk', inbound_agents: binding, outbound_agents: binding });
assert.match(number.phone_number, /^\+1415555\d{4}$/);
assert.equal(number.phone_number_type, 'retell-twilio');
assert.deepEqual(await client.phoneNumber.retrieve(number.phone_number), number);
assert.equal((await client.phoneNumber.update(number.phone_number, { nickname: 'renamed' })).nickname, 'renamed');
assert.deepEqual((await client.phoneNumber.retrieve(number.phone_number)).inbound_agents, binding);
assert.deepEqual((await client.phoneNumber.update(number.phone_number, { inbound_agents: [], outbound_agents: null })).inbound_agents, []);
assert.equal((await client.phoneNumber.retrieve(number.phone_number)).outbound_agents, null);
await client.phoneNumber.update(number.phone_number, { inbound_agents: binding, outbound_agents: binding, fallback_number: '+12125551234' });
assert.equal((await client.phoneNumber.update(number.phone_number, { fallback_number: null })).fallback_number, null);
await refused(client.phoneNumber.update(number.phone_number, { fallback_number: number.phone_number }), Retell.BadRequestError, /same/);
const spare = await client.phoneNumber.create({ toll_free: true, nickname: 'spare' });
assert.deepEqual(new Set((await pagesOf((pagination_key) => client.phoneNumber.list({ limit: 1, pagination_key }))).map((item) => item.nickname)), new Set(['renamed', 'spare']));
await client.phoneNumber.delete(spare.phone_number);
await refused(client.phoneNumber.delete(spare.phone_number), Retell.UnprocessableEntityError, /cannot find/i);
await refused(client.phoneNumber.create({ area_code: 999 }), Retell.BadRequestError, /999/);
await refused(client.phoneNumber.create({ inbound_agents: [{ agent_id: agent.agent_id, weight: 0.4 }] }), Retell.BadRequestError, /weights/i);

// Lists
const found = await client.agent.list({ filter_criteria: { query: 'front' }, limit: 10 });
assert.deepEqual(found.items.map((item) => [item.agent_id, item.channel]), [[agent.agent_id, 'voice']]);
assert.deepEqual((await client.llm.list({ limit: 10 })).items.map((item) => [item.llm_id, item.version]), [[llm.llm_id, 2]], 'a draft of the LLM outlives the agent version it was made with');
const numbers = await client.phoneNumber.list();
assert.deepEqual([numbers.has_more, numbers.items.length], [false, 1]);
assert.equal((await client.concurrency.retrieve()).concurrency_limit, 20);

// Calls
const simulate = async (scenario) => {
  const response = await fetch(`${baseURL}/simulate-call`, {
    method: 'POST', headers: { authorization: `Bearer ${key}` }, body: JSON.stringify({ agent_id: agent.agent_id, scenario }),
  });
  assert.equal(response.status, 201);
  return (await response.json()).call_id;
};
const calls = {};
for (const scenario of ['booking', 'never_connected', 'web_call', 'voicemail']) calls[scenario] = await simulate(scenario);
const heard = (event, id) => deliveries.map((delivery) => delivery.told).find((told) => told.event === event && told.call.call_id === id);
for (const id of Object.values(calls)) await until(`the analysis of ${id}`, () => heard('call_analyzed', id));

for (const { body, signature } of deliveries) {
  assert.ok(await verify(body, key, signature), 'the SDK refuses a signature');
  assert.ok(!(await verify(`${body} `, key, signature)));
}

const booking = await client.call.retrieve(calls.booking);
assert.deepEqual([booking.call_type, booking.call_status, booking.direction, booking.agent_version], ['phone_call', 'ended', 'inbound', 1]);
assert.equal(booking.to_number, number.phone_number);
assert.ok(booking.transcript.startsWith('Agent: Thanks for calling Acme Dental, how can I help?\nUser: '));
assert.equal(booking.end_timestamp - booking.start_timestamp, booking.duration_ms);
const said = booking.transcript_object.flatMap((turn) => turn.words);
assert.ok(said.every((word, i) => word.start < word.end && (i === 0 || said[i - 1].end <= word.start)));
assert.ok(said.at(-1).end * 1000 <= booking.duration_ms);
assert.ok(booking.transcript_with_tool_calls.some((turn) => turn.role === 'tool_call_invocation' && JSON.parse(turn.arguments)));
assert.deepEqual(Object.keys(booking.call_analysis.custom_analysis_data), ['caller_name', 'is_lead', 'lead_intent', 'urgency']);
assert.deepEqual(booking.metadata, { simulated: true });
assert.ok(Math.abs(booking.call_cost.product_costs.reduce((sum, product) => sum + product.cost, 0) - booking.call_cost.combined_cost) < 0.01);
assert.equal((await fetch(booking.recording_url, { headers: { range: 'bytes=0-43' } })).status, 206);
assert.equal((await fetch(booking.recording_url.split('?')[0])).status, 403);

const silent = await client.call.retrieve(calls.never_connected);
assert.deepEqual([silent.call_status, silent.direction, silent.from_number], ['not_connected', 'outbound', number.phone_number]);
assert.ok(!heard('call_started', calls.never_connected) && heard('call_ended', calls.never_connected));
const web = await client.call.retrieve(calls.web_call);
assert.ok(web.access_token && !('from_number' in web) && !('direction' in web));
assert.equal((await client.call.retrieve(calls.voicemail)).call_analysis.in_voicemail, true);

const pages = await pagesOf(async (pagination_key) => {
  const page = await client.call.list({
    filter_criteria: { agent: [{ agent_id: agent.agent_id }], end_timestamp: { type: 'number', op: 'ge', value: 0 } },
    sort_order: 'ascending', limit: 3, pagination_key, include_total: true,
  });
  assert.equal(page.total, 4);
  return page;
});
assert.deepEqual(new Set(pages.map((call) => call.call_id)), new Set(Object.values(calls)));
assert.ok(pages.every((call) => !('transcript' in call) && !('transcript_object' in call) && !('transcript_with_tool_calls' in call)));

// Failing on command
const buying = 'POST /create-phone-number';
const failing = (fault) => control('POST', 'faults', { match: buying, ...fault });
const buy = (options) => client.phoneNumber.create({ nickname: 'tried' }, options);
await failing({ fault: 'refuse', refusal: 'no-credit' });
await assert.rejects(buy(), (error) => error.status === 402 && error.error.status === 'error');
await failing({ fault: '429', retry_after: 3 });
await assert.rejects(buy(), (error) => error instanceof Retell.RateLimitError && error.headers.get('retry-after') === '3');
await failing({ fault: '500-after' });
await assert.rejects(buy(), Retell.InternalServerError);
await failing({ fault: 'reset-after' });
await assert.rejects(buy(), Retell.APIConnectionError);
await failing({ fault: 'timeout-before', ms: 5_000 });
await assert.rejects(buy({ timeout: 300 }), Retell.APIConnectionTimeoutError);
await failing({ fault: '500-before' });
assert.ok((await client.phoneNumber.create({ nickname: 'tried' }, { maxRetries: 2 })).phone_number, 'its own retry gets through');
const ledger = await control('GET', 'ledger');
assert.equal(ledger.totals.purchases, 5, 'the first number, the spare, two of which nobody was told, and the last');
const tried = (await pagesOf((pagination_key) => client.phoneNumber.list({ limit: 2, pagination_key }))).filter((item) => item.nickname === 'tried');
assert.equal(tried.length, 3);
for (const { phone_number } of tried) await client.phoneNumber.delete(phone_number);

// Somebody else's workspace
const theirs = await control('POST', 'ready-made', { agent_name: 'Theirs', org_name: 'Their company', webhook_url }, null);
const owner = new Retell({ apiKey: theirs.api_key, baseURL, maxRetries: 0 });
assert.equal((await owner.identity.retrieve()).org_name, 'Their company');
assert.equal((await owner.phoneNumber.retrieve(theirs.phone_number)).inbound_agents[0].agent_id, theirs.agent_id);
await refused(client.agent.retrieve(theirs.agent_id), Retell.UnprocessableEntityError, /cannot find/i);
const next = await owner.agent.createVersion(theirs.agent_id, { base_version: 0 });
await owner.agent.update(theirs.agent_id, { version: next.version, webhook_url: `${webhook_url}?theirs` });
await owner.agent.publish(theirs.agent_id, { version: next.version });
const dialled = await fetch(`${baseURL}/simulate-call`, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: JSON.stringify({ to_number: theirs.phone_number }) });
const { call_id } = await dialled.json();
await until('their call', () => heard('call_analyzed', call_id));
for (const { body, told, signature } of deliveries.filter((delivery) => delivery.told.call.call_id === call_id)) {
  assert.ok(await verify(body, theirs.api_key, signature), 'signed with their key');
  assert.ok(!(await verify(body, key, signature)), 'not with ours');
  assert.equal(told.call.agent_version, 1);
}

// Taking it all away again
assert.ok(!(await client.call.delete(calls.web_call)));
await refused(client.call.retrieve(calls.web_call), Retell.UnprocessableEntityError, /cannot find/i);
await refused(client.llm.delete(llm.llm_id), Retell.BadRequestError, /using/);
await client.phoneNumber.delete(number.phone_number);
await client.agent.delete(agent.agent_id);
await client.llm.delete(llm.llm_id);
assert.deepEqual((await client.phoneNumber.list()).items, []);

receiver.close();
receiver.closeAllConnections();
console.log(`retell-sdk is content: ${deliveries.length} deliveries verified`);

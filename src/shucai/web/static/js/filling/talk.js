// Asking the server: a refusal is an answer with words, a server that cannot be reached is an error of its own.

export class Unreachable extends Error {
  // why: 'offline' no connection, 'server' it failed, 'login' one has to log in again.
  constructor(why) { super(why); this.why = why; }
}

const token = () => document.querySelector('[name=csrfmiddlewaretoken]')?.value
  ?? /(?:^|; )shucai_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? '';

async function answerOf(response) {
  const isJSON = (response.headers.get('content-type') ?? '').includes('json');
  if (response.status >= 500) throw new Unreachable('server');
  if (response.redirected && !isJSON) throw new Unreachable('login');
  if (!isJSON) {
    if (response.status === 401) throw new Unreachable('login');
    return { ok: false, status: response.status, message: '服务器没有接受这次请求，请刷新页面后再试' };
  }
  const answer = await response.json();
  return { ok: response.ok, status: response.status, message: answer.message ?? '', ...answer, answer };
}

async function fetched(url, options) {
  let response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...options, headers: { Accept: 'application/json', ...options.headers } });
  } catch { throw new Unreachable('offline'); }
  return answerOf(response);
}

// poll: asked by the page itself; it does not count as somebody at work.
const asPoll = poll => (poll ? { 'X-Shucai-Poll': '1' } : {});

export function get(url, query = {}, { poll = false } = {}) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== null && value !== '') asked.set(name, String(value));
  return fetched(asked.toString() ? `${url}?${asked}` : url, { headers: asPoll(poll) });
}

const KEPT_ALIVE = 60000;

export function post(url, body, { poll = false } = {}) {
  const text = JSON.stringify(body);
  return fetched(url, {
    method: 'POST', body: text, keepalive: text.length < KEPT_ALIVE,
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token(), ...asPoll(poll) },
  });
}

// 32 hexadecimal digits for a row or a page; crypto.randomUUID is missing where a school serves without https.
export function newUid() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

// What was really looked at: a row that stood in view for a moment while the page was in front, and the time it was so.
import { send } from './talk.js';

const bar = document.querySelector('[data-watch]');
const MOMENT = 900;
const EVERY = 8000;
const IDLE = 60000;
const MOST = 500;
const waiting = new Map();
const fresh = new Set();
const known = new Set();
let seconds = 0;
let stirred = Date.now();
let on = Promise.resolve();
let over = false; // the part moved on while this page stood open: nothing is noted any more

const grouped = number => number.toLocaleString('en-US');
const inFront = () => !document.hidden && document.hasFocus();

function told(answer) {
  for (const one of document.querySelectorAll('[data-looked-count]')) one.textContent = grouped(answer.looked);
  for (const one of document.querySelectorAll('[data-unseen-count]')) one.textContent = grouped(answer.unseen);
  for (const label of document.querySelectorAll('[data-unseen]')) {
    label.hidden = answer.unseen === 0;
    const box = label.querySelector('input');
    box.required = answer.unseen > 0;
    box.value = answer.unseen;
  }
  for (const one of document.querySelectorAll('[data-seen-in]')) {
    const seen = answer.slices[one.dataset.seenIn] ?? 0;
    one.textContent = seen === Number(one.dataset.of) ? '已看' : seen ? `看过 ${grouped(seen)}` : '';
  }
}

async function tell() {
  const uids = [...fresh].slice(0, MOST);
  const spent = Math.floor(seconds);
  if (over || !uids.length && !spent) return;
  try {
    const answer = await send(bar.dataset.lookedAt, { uids: uids.join(','), seconds: spent });
    if (answer.status === 204) { over = true; return; }
    for (const uid of uids) fresh.delete(uid);
    seconds -= spent;
    told(await answer.json());
  } catch { /* kept, and told with the next */ }
}

export const flush = () => (on = on.then(tell));

export function look(row) {
  const uid = row.dataset.row;
  if (!uid || known.has(uid)) return;
  known.add(uid);
  fresh.add(uid);
  row.classList.add('seen');
  const tag = row.querySelector('.seen-tag');
  if (tag) tag.hidden = false;
}

function sight(entries) {
  for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) {
    const there = isIntersecting && (intersectionRatio > 0.7 || intersectionRect.height > (rootBounds?.height ?? Infinity) * 0.5);
    if (there && !waiting.has(target)) {
      waiting.set(target, setTimeout(() => { waiting.delete(target); if (inFront()) look(target); else again(target); }, MOMENT));
    } else if (!there) { clearTimeout(waiting.get(target)); waiting.delete(target); }
  }
}

const eyes = bar && new IntersectionObserver(sight, { threshold: [0, 0.3, 0.7, 1], rootMargin: '0px 0px -60px 0px' });
function again(row) { eyes.unobserve(row); eyes.observe(row); }

if (bar) {
  for (const row of document.querySelectorAll('[data-row]')) {
    if (row.classList.contains('seen')) known.add(row.dataset.row);
    else if (row.dataset.row) eyes.observe(row);
  }
  for (const kind of ['pointermove', 'keydown', 'scroll', 'touchstart']) {
    addEventListener(kind, () => { stirred = Date.now(); }, { passive: true });
  }
  setInterval(() => { if (inFront() && Date.now() - stirred < IDLE) seconds += 1; }, 1000);
  setInterval(() => { if (fresh.size || seconds >= EVERY / 1000) flush(); }, EVERY);
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', () => { if (document.hidden) flush(); });
}

// The page of review: by keyboard from row to row, and what was looked at goes to the server before a decision does.
import './panels.js';
import './place.js';
import { settled, toggle } from './marks.js';
import { flush, look } from './watch.js';

const rows = () => [...document.querySelectorAll('[data-row]')];
const current = () => rows().indexOf(document.activeElement?.closest?.('[data-row]'));
const help = document.querySelector('[data-help]');

function go(to) {
  const all = rows();
  if (!all.length) return;
  const row = all[Math.max(0, Math.min(to, all.length - 1))];
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

const KEYS = {
  j: () => go(current() + 1),
  k: () => go(current() < 0 ? 0 : current() - 1),
  ' ': () => { if (current() >= 0) { look(rows()[current()]); go(current() + 1); } else go(0); },
  p: () => {
    const pin = current() < 0 ? null : rows()[current()].querySelector('.row-top .pin');
    if (pin) toggle(pin);
  },
  r: () => document.querySelector('.decide-bar .back > summary')?.click(),
  n: () => document.querySelector('[data-next]')?.click(),
  '?': () => (help.open ? help.close() : help.showModal()),
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest('input, select, textarea')) return;
  if (event.key === ' ' && event.target.closest('a, button, summary')) return;
  if (help?.open && event.key !== '?') return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
document.querySelector('[data-help-open]')?.addEventListener('click', () => help.showModal());

for (const form of document.querySelectorAll('[data-deciding]')) {
  form.addEventListener('submit', event => {
    if (form.dataset.told !== undefined) return;
    event.preventDefault();
    const button = event.submitter;
    // After this turn: where there was nothing to tell, the browser is still busy with this event and would ignore another.
    Promise.all([settled(), flush()]).finally(() => setTimeout(() => {
      form.dataset.told = '';
      form.requestSubmit(button);
      delete form.dataset.told;
    }));
  });
}

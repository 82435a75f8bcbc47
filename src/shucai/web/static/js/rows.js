// Row review by keyboard: j and k go from row to row, x ticks, a accepts, d deletes; and how many are ticked.
const found = document.getElementById('found');
let place = 0;

const rows = () => [...found.querySelectorAll('[data-row]')];
const ticks = () => [...found.querySelectorAll('input[name=uid]')];

function go(to) {
  const all = rows();
  if (!all.length) return;
  place = Math.max(0, Math.min(to, all.length - 1));
  all[place].focus();
  all[place].scrollIntoView({ block: 'nearest' });
}

function count() {
  const ticked = ticks().filter(one => one.checked).length;
  for (const button of found.querySelectorAll('[data-selected]')) button.disabled = !ticked;
  const shown = found.querySelector('[data-count]');
  if (shown) shown.textContent = ticked ? ` ${ticked} 行` : '';
}

const current = () => rows().indexOf(document.activeElement?.closest?.('[data-row]'));

function press(name) {
  const at = current();
  const button = at < 0 ? null : rows()[at].querySelector(name);
  if (!button || button.disabled) return;
  place = at;
  button.click();
}

const KEYS = {
  j: () => go(current() < 0 ? 0 : current() + 1),
  k: () => go(current() < 0 ? 0 : current() - 1),
  a: () => press('[data-accept]'),
  d: () => press('[data-delete]'),
  x: () => {
    const tick = current() < 0 ? null : rows()[current()].querySelector('input[name=uid]');
    if (tick) { tick.checked = !tick.checked; count(); }
  },
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest('input:not([type=checkbox]), select, textarea')) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

found.addEventListener('change', event => {
  if (event.target.matches('[data-all]')) {
    for (const one of ticks()) one.checked = event.target.checked && !('barred' in one.dataset);
  }
  count();
});
// after a decision the next row takes the place of the one that went; who looks for rows stays where they type
document.body.addEventListener('htmx:afterSwap', event => {
  if (event.detail.target !== found) return;
  if (event.detail.requestConfig.verb === 'post') go(place);
  else place = 0;
});

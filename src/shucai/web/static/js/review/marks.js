// The list of what will be returned: a flag puts a place on it or takes it off; it is kept at once, words too.
import { send, trouble } from './talk.js';

const form = document.getElementById('marks');
const count = document.querySelector('[data-pins]');
let turn = Promise.resolve();

function shown() {
  const tray = document.getElementById('tray');
  const number = Number(tray?.dataset.count ?? 0);
  if (count) count.textContent = number ? ` ${number} 处` : '';
  const on = new Set([...document.querySelectorAll('#tray [name=pin]')].map(one => one.value));
  for (const pin of document.querySelectorAll('.pin[data-pin]')) {
    const pressed = on.has(pin.dataset.pin);
    pin.setAttribute('aria-pressed', pressed);
    pin.value = `${pressed ? 'drop' : 'add'}:${pin.dataset.pin}`;
  }
}

async function keep(fields, redraw) {
  try {
    const answer = await send(form.action, fields, { 'X-Wants': 'tray' });
    const text = await answer.text();
    const tray = document.getElementById('tray');
    if (redraw && tray) tray.outerHTML = text;
    shown();
  } catch (problem) { trouble(problem.message); }
}

// One after the other, so that the list is always the last one the server has made.
const inTurn = work => (turn = turn.then(work));

function words(input) {
  return inTurn(() => keep({ mark: `add:${input.dataset.words}`, [input.name]: input.value }, false));
}

export const settled = () => turn;

export function toggle(pin) {
  const unsaved = [...document.querySelectorAll('#tray [data-words]')].filter(one => one.value !== one.defaultValue);
  for (const one of unsaved) { one.defaultValue = one.value; words(one); }
  return inTurn(() => keep({ mark: pin.value }, true));
}

if (form) {
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (event.submitter) toggle(event.submitter);
  });
  document.addEventListener('change', event => {
    const input = event.target.closest('[data-words]');
    if (!input) return;
    input.defaultValue = input.value;
    words(input);
  });
}

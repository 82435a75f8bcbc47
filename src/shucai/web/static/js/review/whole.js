// The compliance check of a whole return: the places that are pointed at become a list in what is sent back, and how long the
// page was in front of the reviewer goes with a decision.
import './panels.js';

const list = document.querySelector('[data-pin-list]');
const count = document.querySelector('[data-pins]');
const MOST_WORDS = 300;
const began = Date.now();
let hidden = 0;
let left = 0;

function line(pin) {
  const item = document.createElement('li');
  item.dataset.of = pin.value;
  const said = document.createElement('span');
  said.textContent = pin.dataset.pin;
  const words = document.createElement('input');
  words.className = 'form-control';
  words.name = `words:${pin.value}`;
  words.maxLength = MOST_WORDS;
  words.setAttribute('aria-label', `${pin.dataset.pin}：哪里不对`);
  words.placeholder = '哪里不对（可不写）';
  item.append(said, words);
  return item;
}

function shown() {
  const pins = list.children.length + document.querySelectorAll('[data-marked]').length;
  if (count) count.textContent = pins ? ` ${pins} 处` : '';
}

document.addEventListener('change', event => {
  const pin = event.target.closest('[data-pin]');
  if (!pin || !list) return;
  const there = [...list.children].find(item => item.dataset.of === pin.value);
  if (pin.checked && !there) list.append(line(pin));
  if (!pin.checked && there) there.remove();
  shown();
});

// Nobody is sent back by a slip: the button names the departments that are ticked, and waits until one is.
const back = document.getElementById('send-back');
const units = back ? [...back.querySelectorAll('[name=part][type=checkbox]')] : [];
const FEW = 2;

function named() {
  const chosen = units.filter(unit => unit.checked).map(unit => unit.parentElement.textContent.trim());
  const button = back.querySelector('[value=return]');
  button.disabled = !chosen.length;
  if (!chosen.length) button.textContent = '先选退给哪些部门';
  else button.textContent = chosen.length > FEW ? `退回给 ${chosen.length} 个部门` : `退回给${chosen.join('、')}`;
}

if (units.length) {
  back.addEventListener('change', named);
  addEventListener('pageshow', () => setTimeout(named));
  named();
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) left = Date.now();
  else if (left) { hidden += Date.now() - left; left = 0; }
});

// Who comes to ask for a re-opening finds what is asked unfolded.
const asked = location.hash.startsWith('#ask-') && document.getElementById(location.hash.slice(1));
if (asked) asked.open = true;

function keep(form, name, value) {
  const field = form.elements[name] || form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name }));
  field.value = value;
}

for (const form of document.querySelectorAll('[data-looked]')) {
  form.addEventListener('submit', () => {
    keep(form, 'seconds', Math.round((Date.now() - began - hidden) / 1000));
  });
}
if (list) for (const pin of document.querySelectorAll('[data-pin]:checked')) { list.append(line(pin)); shown(); }

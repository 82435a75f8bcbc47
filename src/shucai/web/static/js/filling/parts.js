// Small pieces of the page: icons, buttons, floating menus, dialogs. Built as elements; texts never become markup.

const SVG = 'http://www.w3.org/2000/svg';
const sprite = () => document.getElementById('filling')?.dataset.icons ?? '';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg'), use = document.createElementNS(SVG, 'use');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `${sprite()}#${name}`);
  svg.append(use);
  return svg;
}

// h('button.btn.btn-sm', {onclick, title}, child, child …): nothing and false are left out.
export function h(selector, properties = {}, ...children) {
  const [tag, ...classes] = selector.split('.');
  const node = document.createElement(tag || 'div');
  if (classes.length) node.className = classes.join(' ');
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'dataset') Object.assign(node.dataset, value);
    else if (name in node && !name.startsWith('aria')) node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false && child !== ''));
  return node;
}

export function button(words, { sign, after, kind = 'text', ...properties } = {}) {
  return h(`button.btn.btn-${kind}.btn-sm`, { type: 'button', ...properties }, sign && icon(sign), words, after && icon(after));
}

let open = null;

export function closeFloat() {
  if (!open) return;
  const { node, back, off } = open;
  open = null;
  off();
  node.remove();
  back?.();
}

function within(node, at) {
  const left = Math.min(at.left, innerWidth - node.offsetWidth - 8), below = at.bottom + node.offsetHeight + 8 < innerHeight;
  Object.assign(node.style, { left: `${Math.max(8, left)}px`, top: `${below ? at.bottom + 4 : Math.max(8, at.top - node.offsetHeight - 4)}px` });
}

// Tab goes round within a box that floats above the page.
function goRound(node, event) {
  const stops = [...node.querySelectorAll('input,select,textarea,button,summary')].filter(one => !one.disabled && one.checkVisibility());
  const end = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== end) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}

// A floating box at a place on the screen. Esc, a click elsewhere and its own buttons close it; the focus goes back.
export function float(at, label, children, back) {
  closeFloat();
  const node = h('div.float', { role: 'dialog', 'aria-label': label }, ...children);
  const away = event => { if (!node.contains(event.target)) closeFloat(); };
  const key = event => {
    if (event.key === 'Escape' && !event.isComposing) { event.stopPropagation(); closeFloat(); }
    if (event.key === 'Tab') goRound(node, event);
  };
  node.addEventListener('keydown', key);
  setTimeout(() => document.addEventListener('mousedown', away));
  document.body.append(node);
  within(node, at);
  open = { node, back, off: () => document.removeEventListener('mousedown', away) };
  node.querySelector('input,select,textarea,button')?.focus();
  return node;
}

// Arrow keys walk through the buttons of a menu.
export function menu(at, label, entries, back) {
  const items = entries.map(entry => (entry === null ? h('hr') : h('button', {
    type: 'button', disabled: entry.disabled, title: entry.title ?? '', onclick: () => { closeFloat(); entry.act(); },
  }, entry.sign && icon(entry.sign), h('span', {}, entry.words), entry.key && h('kbd', {}, entry.key))));
  const node = float(at, label, [h('div.menu', {}, ...items)], back);
  node.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const stops = [...node.querySelectorAll('button:not(:disabled)')], here = stops.indexOf(document.activeElement);
    stops[(here + (event.key === 'ArrowDown' ? 1 : stops.length - 1)) % stops.length]?.focus();
  });
  return node;
}

export function dialog(label, children, { onclose } = {}) {
  const before = document.activeElement, node = h('dialog.ask', { 'aria-label': label }, ...children);
  const back = () => (before?.isConnected && before !== document.body ? before : document.getElementById('sheet-input'))?.focus();
  // The browser gave the focus back when it closed; this is told later, when the focus may have gone on.
  node.addEventListener('close', () => { node.remove(); onclose?.(); if (document.activeElement === document.body) back(); });
  document.body.append(node);
  node.showModal();
  return node;
}

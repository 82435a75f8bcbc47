// What was typed and chosen in a form that was left for the log-in page, or for a page of the browser as no server answered,
// stands in it again once one has come back, or loads the page anew: whatever page of ours is between, it is forgotten.
import { say } from './page.js';

const KEPT = 'shucai-typed', LOG_IN = '/account/';
const TAKEN = 'textarea, select, input:not([type=hidden], [type=file], [type=password], [type=submit], [type=button], [type=image], [type=reset])';
const controls = form => [...form.elements].filter(one => one.name && one.matches(TAKEN) && !one.readOnly && !one.disabled);
const isChoice = one => one.type === 'radio' || one.type === 'checkbox';
const isLogIn = path => path.startsWith(LOG_IN);

// of a control: its name, of a choice with its value; of several that are alike, which of them
function named(form) {
  const seen = new Map();
  return controls(form).map(one => {
    const name = isChoice(one) ? `${one.name}=${one.value}` : one.name, number = seen.get(name) ?? 0;
    seen.set(name, number + 1);
    return [`${name}#${number}`, one];
  });
}

const picked = select => [...select.options].filter(option => option.selected).map(option => option.value);

function state(one) {
  if (isChoice(one)) return one.checked;
  return one.matches('select') ? picked(one).join('\n') : one.value;
}

function atFirst(one) {
  if (isChoice(one)) return one.defaultChecked;
  if (!one.matches('select')) return one.defaultValue;
  const set = [...one.options].filter(option => option.defaultSelected);
  const first = set.length || one.multiple ? set : [...one.options].slice(0, 1);
  return first.map(option => option.value).join('\n');
}

function set(one, told) {
  if (isChoice(one)) one.checked = told;
  else if (one.matches('select')) for (const option of one.options) option.selected = told.split('\n').includes(option.value);
  else one.value = told;
}

const isTyped = form => controls(form).some(one => (one.matches('textarea') && one.value.trim()) || state(one) !== atFirst(one));

function put({ action, names, told }) {
  const alike = [...document.forms].filter(one => one.getAttribute('action') === action).map(one => [one, named(one).map(([name]) => name)]);
  const [form] = alike.find(([, own]) => own.join() === names.join()) ?? alike.find(([, own]) => own.some(name => names.includes(name))) ?? [];
  const back = form ? named(form).filter(([name, one]) => name in told && state(one) === atFirst(one) && state(one) !== told[name]) : [];
  for (const [name, one] of back) set(one, told[name]);
  for (const [, one] of back) {
    one.dispatchEvent(new Event('input', { bubbles: true }));
    for (let at = one.parentElement; at; at = at.parentElement) if (at.matches('details')) at.open = true;
  }
  (back.find(([, one]) => one.matches('textarea')) ?? back[0])?.[1].focus();
  return back.length > 0;
}

const text = sessionStorage.getItem(KEPT);
if (text && !isLogIn(location.pathname)) {
  sessionStorage.removeItem(KEPT);
  const { page, forms } = JSON.parse(text), from = document.referrer && new URL(document.referrer);
  const again = ['back_forward', 'reload'].includes(performance.getEntriesByType('navigation')[0]?.type);
  const loggedIn = from && from.origin === location.origin && isLogIn(from.pathname);
  const stand = page === location.pathname && (loggedIn || again) && forms.filter(put).length > 0;
  if (stand && again) say('写过的内容又放回来了', '上次没有送出去。请看一遍，再提交一次。', 'amber');
}

addEventListener('pagehide', () => {
  if (isLogIn(location.pathname)) return;
  const forms = [...document.forms].filter(form => form.method === 'post' && isTyped(form)).map(form => {
    const told = Object.fromEntries(named(form).map(([name, one]) => [name, state(one)]));
    return { action: form.getAttribute('action'), names: Object.keys(told), told };
  });
  if (forms.length) sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, forms }));
});

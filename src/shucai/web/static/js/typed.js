// Words of a form that was left for the log-in page, or for a page of the browser as no server answered, stand in it again
// once one has come back, or loads the page anew: whatever page of ours is shown in between, they are forgotten.
import { say } from './page.js';

const KEPT = 'shucai-typed', LOG_IN = '/account/';
const areas = form => [...form.querySelectorAll('textarea[name]')].filter(area => !area.readOnly && !area.disabled);
const isLogIn = path => path.startsWith(LOG_IN);

function put({ action, words }) {
  const form = [...document.forms].find(one => one.getAttribute('action') === action && areas(one).length);
  const blank = form ? areas(form).filter(area => !area.value && words[area.name]) : [];
  for (const area of blank) {
    area.value = words[area.name];
    area.dispatchEvent(new Event('input', { bubbles: true }));
    for (let at = area.parentElement; at; at = at.parentElement) if (at.matches('details')) at.open = true;
  }
  blank[0]?.focus();
  return blank.length > 0;
}

const text = sessionStorage.getItem(KEPT);
if (text && !isLogIn(location.pathname)) {
  sessionStorage.removeItem(KEPT);
  const { page, forms } = JSON.parse(text), from = document.referrer && new URL(document.referrer);
  const again = ['back_forward', 'reload'].includes(performance.getEntriesByType('navigation')[0]?.type);
  const loggedIn = from && from.origin === location.origin && isLogIn(from.pathname);
  const stand = page === location.pathname && (loggedIn || again) && forms.filter(put).length > 0;
  if (stand && again) say('写过的内容又放回来了', '上次没有送出去。请看一遍，再提交一次。');
}

addEventListener('pagehide', () => {
  if (isLogIn(location.pathname)) return;
  const forms = [...document.forms].filter(form => form.method === 'post').map(form => ({
    action: form.getAttribute('action'),
    words: Object.fromEntries(areas(form).filter(area => area.value.trim()).map(area => [area.name, area.value])),
  })).filter(({ words }) => Object.keys(words).length);
  if (forms.length) sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, forms }));
});

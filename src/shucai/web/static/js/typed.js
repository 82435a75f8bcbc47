// Words of a form that was left for the log-in page, sent in vain or not yet sent, stand in it again once one has come back.
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
}

const text = sessionStorage.getItem(KEPT);
if (text && !isLogIn(location.pathname)) {
  sessionStorage.removeItem(KEPT);
  const { page, forms } = JSON.parse(text), from = document.referrer && new URL(document.referrer);
  if (from && from.origin === location.origin && isLogIn(from.pathname) && page === location.pathname) forms.forEach(put);
}

addEventListener('pagehide', () => {
  if (isLogIn(location.pathname)) return;
  const forms = [...document.forms].filter(form => form.method === 'post').map(form => ({
    action: form.getAttribute('action'),
    words: Object.fromEntries(areas(form).filter(area => area.value.trim()).map(area => [area.name, area.value])),
  })).filter(({ words }) => Object.keys(words).length);
  if (forms.length) sessionStorage.setItem(KEPT, JSON.stringify({ page: location.pathname, forms }));
});

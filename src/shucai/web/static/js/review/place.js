// A row was accepted, and the page comes anew: it stands where it stood, at that row or, where it is listed no more, the next.
const KEPT = 'shucai-accepted', LISTED = '[data-row]';
const row = uid => uid && [...document.querySelectorAll(LISTED)].find(one => one.dataset.row === uid);

addEventListener('submit', ({ target, submitter }) => {
  const own = target.id === 'accepts' && submitter?.closest(LISTED);
  if (!own) return;
  const next = own.nextElementSibling?.matches(LISTED) ? own.nextElementSibling : own.previousElementSibling;
  const told = { path: location.pathname, uids: [own.dataset.row, next?.dataset?.row], top: own.getBoundingClientRect().top };
  sessionStorage.setItem(KEPT, JSON.stringify(told));
});

const told = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
sessionStorage.removeItem(KEPT);
const there = told?.path === location.pathname && (row(told.uids[0]) || row(told.uids[1]));
if (there) {
  scrollBy(0, there.getBoundingClientRect().top - told.top);
  there.focus({ preventScroll: true });
}

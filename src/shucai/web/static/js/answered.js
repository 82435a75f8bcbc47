// Something of an import was answered, and its file is compared anew: who answered goes on at the same part of the page, or at
// what follows where nothing of it is left. The page that tells how far the comparing is comes between.
const KEPT = 'shucai-answered', PARTS = ['ask', 'fix', 'pick', 'held', 'probs'];
const heading = id => document.getElementById(id);

addEventListener('submit', ({ target }) => {
  const part = target.closest('section')?.querySelector('h2[id]');
  if (!PARTS.includes(part?.id)) return;
  const told = { path: location.pathname, part: part.id, top: part.getBoundingClientRect().top };
  sessionStorage.setItem(KEPT, JSON.stringify(told));
});

const told = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
const isCompared = Boolean(heading('probs'));
if (isCompared || told?.path !== location.pathname) sessionStorage.removeItem(KEPT);
if (isCompared && told?.path === location.pathname) {
  const there = PARTS.slice(PARTS.indexOf(told.part)).map(heading).find(Boolean);
  there.tabIndex = -1;
  scrollBy(0, there.getBoundingClientRect().top - told.top);
  there.focus({ preventScroll: true });
}

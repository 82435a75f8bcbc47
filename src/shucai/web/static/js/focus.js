// What htmx puts in place of the old takes over the focus that stood in it: keys go on from there, not from the top of the page.
const CHOSEN = 'a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled), select, textarea, summary';
const words = one => one.textContent.trim();
const isLike = one => other => one.tagName === other.tagName && one.name === other.name && words(one) === words(other);

// The same as before; where it is gone, the last there is: of a list, what turns its pages.
function heir(fresh, old) {
  const all = [...fresh.querySelectorAll(CHOSEN)].filter(one => one.checkVisibility());
  return all.find(isLike(old)) ?? all.at(-1);
}

function handOn(fresh, old) {
  if (!fresh || document.activeElement !== document.body) return;
  const found = heir(fresh, old);
  if (!found) fresh.tabIndex = -1;
  (found ?? fresh).focus({ preventScroll: true });
}

document.addEventListener('htmx:beforeSwap', ({ detail: { target, shouldSwap } }) => {
  const old = document.activeElement, around = target.parentElement;
  if (!shouldSwap || old === document.body || !target.contains(old) || target.matches('[data-live]')) return;
  const place = [...around.children].indexOf(target);
  setTimeout(() => handOn(target.isConnected ? target : around.children[place], old));
});

// A link that lists something below itself stays where it is; its address serves those whose browser runs no script.
document.addEventListener('click', event => {
  if (event.target.closest?.('a[href^="#"][hx-get]')) event.preventDefault();
});

// A page that asks again and again for what is new: a hidden one is left alone, and what is put in place of the old keeps
// the focus, what was unfolded, and the place to which a wide table was moved.
const LIVE = '[data-live]';

function marked(element) {
  for (const name of ['id', 'data-part', 'href']) {
    const value = element.getAttribute(name);
    if (value) return `[${name}="${CSS.escape(value)}"]`;
  }
  return element.tagName.toLowerCase();
}

// Several links may lead to one address: the how manieth of them it is, tells it from the others.
function placed(root, element) {
  const name = marked(element);
  const place = [...root.querySelectorAll(name)].indexOf(element);
  return place < 0 ? null : { name, place };
}

function found(root, place) {
  return place ? root.querySelectorAll(place.name)[place.place] : null;
}

function seen(root) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  return {
    focused: focused && placed(root, focused),
    open: [...root.querySelectorAll('details[open]')].map(one => placed(root, one)),
    moved: [...root.querySelectorAll('*')].filter(one => one.scrollLeft || one.scrollTop)
      .map(one => ({ place: placed(root, one), left: one.scrollLeft, top: one.scrollTop })),
  };
}

function shownAgain(root, before) {
  for (const place of before.open) found(root, place)?.setAttribute('open', '');
  for (const { place, left, top } of before.moved) found(root, place)?.scrollTo(left, top);
  found(root, before.focused)?.focus({ preventScroll: true });
}

document.addEventListener('htmx:beforeRequest', event => {
  if (document.hidden && event.target.matches(LIVE)) event.preventDefault();
});
document.addEventListener('htmx:beforeSwap', event => {
  const old = event.detail.target;
  if (!old.matches(LIVE) || !event.detail.shouldSwap) return;
  const before = seen(old);
  const { id } = old;
  setTimeout(() => shownAgain(document.getElementById(id), before));
});
// Who comes back to the page sees what is new at once.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) for (const one of document.querySelectorAll(LIVE)) htmx.trigger(one, 'seen');
});

// What unfolds above the page: Escape closes it and leads back to what opened it, and so does going elsewhere, unless words
// are written in it.
const OPEN = 'details[open]';
const floats = one => [...one.children].some(part => !part.matches('summary') && getComputedStyle(part).position === 'absolute');

document.addEventListener('keydown', event => {
  const one = event.key === 'Escape' && !event.isComposing && !event.defaultPrevented && event.target.closest?.(OPEN);
  if (!one || !floats(one)) return;
  one.open = false;
  one.querySelector('summary').focus();
});

function leave({ target }) {
  for (const one of document.querySelectorAll(OPEN)) {
    if (!one.contains(target) && floats(one) && !one.querySelector('textarea')) one.open = false;
  }
}
document.addEventListener('pointerdown', leave);
document.addEventListener('focusin', leave);

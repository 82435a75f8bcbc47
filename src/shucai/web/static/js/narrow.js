// A page narrowed to what is typed, and its folded parts. Plain script, since the pages of a folder may not import files.
const FEW_FOUND = 5;

function words(text) {
  return text.normalize('NFKC').trim().toLowerCase().split(/\s+/).filter(Boolean);
}

function holds(text, wanted) {
  const folded = text.normalize('NFKC').toLowerCase();
  return wanted.every(word => folded.includes(word));
}

// Folded parts as they were before something was typed.
function remembered() {
  return new Map([...document.querySelectorAll('.fold, .fold-one')].map(part => [part, part.open]));
}

// What does not hold what is typed is hidden; folded parts open where something is found in them.
function narrowed(input, rows, before) {
  const wanted = words(input.value);
  for (const row of rows) row.hidden = !holds(row.textContent, wanted);
  const shown = rows.filter(row => !row.hidden);
  for (const [part, wasOpen] of before) {
    const found = shown.some(row => part.contains(row) || row.contains(part));
    if (part.matches('.fold')) part.hidden = !found;
    part.open = wanted.length ? found && (part.matches('.fold') || shown.length <= FEW_FOUND) : wasOpen;
  }
  const said = input.closest('.finding')?.querySelector('[data-found]');
  if (said) said.textContent = wanted.length ? (shown.length ? `查到 ${shown.length} ${input.dataset.unit}` : '没有查到，请换个词') : '';
}

for (const input of document.querySelectorAll('[data-filter]')) {
  const rows = [...document.querySelectorAll(input.dataset.filter)];
  let before = new Map();
  input.addEventListener('input', () => {
    if (!input.dataset.typed) before = remembered();
    input.dataset.typed = input.value;
    narrowed(input, rows, before);
  });
}

for (const button of document.querySelectorAll('[data-unfold]')) {
  const parts = [...document.querySelectorAll('.fold, .fold-one')];
  const name = () => { button.textContent = parts.every(part => part.open) ? '全部收起' : '全部展开'; };
  button.hidden = false;
  name();
  button.addEventListener('click', () => {
    const open = !parts.every(part => part.open);
    for (const part of parts) part.open = open;
    name();
  });
}

// Who comes for one check finds it unfolded, with what it stands in.
function unfoldTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const own = target.querySelector(':scope > .fold-one');
  if (own) own.open = true;
  for (let part = target.closest('details'); part; part = part.parentElement.closest('details')) part.open = true;
  target.scrollIntoView({ block: 'start' });
}
window.addEventListener('hashchange', unfoldTarget);
unfoldTarget();

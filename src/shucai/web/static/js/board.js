// The board: a tile opens what is known of its form beside it; the words of a reminder are copied.
const pop = document.getElementById('pop');
const GAP = 8;
const BAR = 60; // under which nothing is seen
let opener = null;

function place(tile) {
  const box = tile.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(innerWidth - pop.offsetWidth - GAP, box.left));
  const below = box.bottom + GAP, above = box.top - pop.offsetHeight - GAP;
  const top = below + pop.offsetHeight < innerHeight ? below : above >= BAR ? above : Math.max(BAR, innerHeight - pop.offsetHeight - GAP);
  pop.style.left = `${left + scrollX}px`;
  pop.style.top = `${top + scrollY}px`;
}

async function open(tile) {
  const answer = await fetch(tile.dataset.part, { headers: { 'HX-Request': 'true' } });
  if (!answer.ok || answer.redirected) return location.assign(tile.href);
  pop.innerHTML = await answer.text();
  pop.style.top = `${scrollY + BAR}px`; // in sight before it takes the focus, which else scrolls the page to it
  pop.show();
  place(tile);
  opener = tile.dataset.part;
  pop.querySelector('a, button').focus({ preventScroll: true });
}

function close() {
  if (!pop?.open) return;
  pop.close();
  document.querySelector(`[data-part="${opener}"]`)?.focus(); // the board may have been told anew meanwhile
}

document.addEventListener('click', event => {
  const tile = event.target.closest('.tile[data-part]');
  if (tile && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(tile).catch(() => location.assign(tile.href));
  } else if (event.target.closest('[data-close]') || !event.target.closest('#pop')) close();
});
document.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });

document.querySelector('[data-copy]')?.addEventListener('click', async event => {
  const words = document.getElementById(event.currentTarget.dataset.copy);
  const said = document.getElementById('copied');
  try {
    await navigator.clipboard.writeText(words.value);
    said.textContent = '已复制，到工作群里粘贴';
  } catch {
    words.select();
    said.textContent = '已选中，按 Ctrl+C 复制';
  }
});

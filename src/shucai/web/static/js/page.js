// Every page: what htmx does with answers that are refusals, and with a server that does not answer.
import './focus.js';
import './popups.js';

const problem = document.getElementById('problem');

function say(title, hint, look = '') {
  if (problem.textContent === title + hint) return;
  const note = document.createElement('div');
  note.className = `note ${look}`;
  const b = document.createElement('b');
  b.textContent = title;
  const p = document.createElement('p');
  p.textContent = hint;
  const words = document.createElement('div');
  words.append(b, p);
  note.append(words);
  problem.replaceChildren(note);
  problem.scrollIntoView({ block: 'nearest' });
}

// An answer of 4xx or 5xx is a line of words: it goes where problems stand, whatever was asked for.
document.body.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.xhr.status < 400) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
  event.detail.target = problem;
  event.detail.swapOverride = 'innerHTML show:window:top';
});
// What asks by itself again and again clears the place only once it is answered, so that the words do not flicker.
const polls = event => 'X-Shucai-Poll' in (event.detail.requestConfig?.headers ?? {});
document.body.addEventListener('htmx:beforeRequest', event => { if (!polls(event)) problem.replaceChildren(); });
document.body.addEventListener('htmx:afterRequest', event => { if (polls(event) && event.detail.successful) problem.replaceChildren(); });
document.body.addEventListener('htmx:sendError', () => say('连不上服务器', '请检查网络。正在进行的校验和后台任务不受影响，连上后接着显示。'));

// “/” goes to the search box of the page, except where somebody is typing.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest('input, textarea, select, [contenteditable], [role=grid], .sheet')) return;
  const box = document.querySelector('.find input');
  if (!box?.offsetParent) return;
  event.preventDefault();
  box.focus();
  box.select();
});

export { say };

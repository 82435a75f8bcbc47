// Every page: what htmx does with answers that are refusals, and with a server that does not answer.
const problem = document.getElementById('problem');

function say(title, hint) {
  const note = document.createElement('div');
  note.className = 'note';
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
document.body.addEventListener('htmx:beforeRequest', () => problem.replaceChildren());
document.body.addEventListener('htmx:sendError', () => say('连不上服务器', '请检查网络后再试。正在进行的校验不受影响。'));

export { say };

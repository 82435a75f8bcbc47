// What is sent is sent once: while a form is on its way its buttons wait, and a second Enter does nothing.
const buttons = form => [...form.querySelectorAll('button:not([type=button]), input[type=submit]')];

function hold(form) {
  form.dataset.sent = '';
  form.setAttribute('aria-busy', 'true');
  for (const button of buttons(form)) button.disabled = true;
}

function release(form) {
  if (!('sent' in form.dataset)) return;
  delete form.dataset.sent;
  form.removeAttribute('aria-busy');
  for (const button of buttons(form)) button.disabled = false;
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post') return;
  if ('sent' in form.dataset) return event.preventDefault();
  // After this turn: the button that was pressed is still to be sent along, and another script may have kept it back.
  setTimeout(() => { if (!event.defaultPrevented || form.matches('[hx-post]')) hold(form); });
});
document.addEventListener('htmx:afterRequest', event => { if (event.target instanceof HTMLFormElement) release(event.target); });
// Back in history may bring the page as it was left.
addEventListener('pageshow', () => { for (const form of document.querySelectorAll('form[data-sent]')) release(form); });

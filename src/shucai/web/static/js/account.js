// Log-in and password pages: show what was typed, tell of caps lock, tick the rules while typing, print codes.
import { ticked } from './password-rules.js';

for (const button of document.querySelectorAll('.secret-show')) {
  const input = button.parentElement.querySelector('input');
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
    button.textContent = shown ? '隐藏' : '显示';
    button.setAttribute('aria-label', shown ? '隐藏密码' : '显示密码');
    input.focus();
  });
}

const caps = document.querySelector('.caps');
if (caps) {
  document.addEventListener('keyup', event => {
    if (event.getModifierState) caps.hidden = !event.getModifierState('CapsLock');
  });
}

const choose = document.getElementById('choose');
if (choose) {
  const { login, name, staffNo } = choose.dataset;
  choose.elements.chosen.addEventListener('input', event => {
    const holds = ticked(event.target.value, [login, name, staffNo]);
    for (const item of choose.querySelectorAll('[data-rule]')) {
      item.classList.toggle('held', event.target.value !== '' && holds[item.dataset.rule]);
    }
  });
}

const print = document.querySelector('[data-print]');
if (print) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}

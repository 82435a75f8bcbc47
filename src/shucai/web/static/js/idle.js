// Two minutes before somebody is logged out for doing nothing, ask. The server counts; typing is told to it now and then.
const WARN_SECONDS = 120;
const TOLD_EVERY = 90_000;
const { idleSeconds, stay } = document.body.dataset;
let ends = Date.now() + Number(idleSeconds) * 1000;
let told = Date.now();
let box = null;

async function ask(method) {
  const token = document.cookie.match(/shucai_csrf=([^;]+)/);
  const headers = method === 'POST' ? { 'X-CSRFToken': token ? token[1] : '' } : { 'X-Shucai-Poll': '1' };
  const answer = await fetch(stay, { method, headers, redirect: 'manual' });
  if (!answer.ok) return location.reload(); // logged out meanwhile: the server says so and leads back here
  ends = Date.now() + (await answer.json()).left * 1000;
  return hide();
}

function hide() {
  if (box && ends - Date.now() > WARN_SECONDS * 1000) {
    box.remove();
    box = null;
  }
}

function touched() {
  if (box || Date.now() - told < TOLD_EVERY) return;
  told = Date.now();
  ask('POST').catch(() => {}); // no connection: asked again at the next touch
}
for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, touched, { passive: true });

function show() {
  box = document.createElement('div');
  box.className = 'idle';
  box.setAttribute('role', 'alertdialog');
  box.setAttribute('aria-label', '即将自动退出');
  const words = document.createElement('p');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-primary';
  button.textContent = '继续使用';
  button.addEventListener('click', () => ask('POST').catch(() => { words.textContent = '连不上服务器，请检查网络后再点一次'; }));
  box.append(words, button);
  document.body.append(box);
  button.focus();
}

let asking = false;
async function look() {
  const left = Math.ceil((ends - Date.now()) / 1000);
  if (left > WARN_SECONDS || asking) return;
  if (!box || left <= 0) {
    asking = true; // another tab may be in use: only the server knows
    await ask('GET').catch(() => {});
    asking = false;
    if (ends - Date.now() > WARN_SECONDS * 1000) return;
    if (!box) show();
  }
  box.firstChild.textContent = `您有一段时间没有操作，${Math.max(left, 0)} 秒后自动退出，没有保存的内容会丢失`;
}
if (Number(idleSeconds)) setInterval(look, 1000);

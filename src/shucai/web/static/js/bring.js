// Bringing a file in: sent piece by piece, so that a lost line or a closed page costs one piece and no more.
import { say } from './page.js';

const form = document.getElementById('bring');
if (form) begin(form);

function begin(zone) {
  const field = zone.querySelector('.zone-file');
  field.addEventListener('change', () => take(zone, field.files));
  zone.addEventListener('submit', event => event.preventDefault());
  let depth = 0;
  const holds = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
  document.addEventListener('dragenter', event => { if (holds(event)) { depth += 1; zone.classList.add('over'); } });
  document.addEventListener('dragleave', event => { if (holds(event) && --depth <= 0) { depth = 0; zone.classList.remove('over'); } });
  document.addEventListener('dragover', event => { if (holds(event)) event.preventDefault(); });
  document.addEventListener('drop', event => {
    if (!holds(event)) return;
    event.preventDefault();
    depth = 0;
    zone.classList.remove('over');
    take(zone, event.dataTransfer.files);
  });
}

async function take(zone, files) {
  if (!files?.length || zone.dataset.busy) return;
  if (files.length > 1) return say('一次请放一个文件', `收到 ${files.length} 个，请逐个导入。`);
  const [file] = files;
  const limit = Number(zone.dataset.limit);
  if (file.size > limit) return say('文件太大，没有上传', `上限是 ${megabytes(limit)}。请删除多余的工作表和空白行列，或另存为 CSV。`);
  zone.dataset.busy = 'yes';
  zone.classList.add('has-file');
  const field = zone.querySelector('.zone-file'), byKeys = document.activeElement === field;
  field.disabled = true;
  try {
    location.assign(await send(zone, file));
  } catch (refused) {
    say('没有上传', refused.message);
    forget(zone);
  } finally {
    delete zone.dataset.busy;
    field.disabled = false;
    field.value = '';
    if (byKeys && document.activeElement === document.body) field.focus({ preventScroll: true });
  }
}

async function send(zone, file) {
  const offer = JSON.stringify({ name: file.name, size: file.size, mark: String(file.lastModified) });
  let now = await ask(zone, file, 'POST', zone.action, offer);
  while (now.state === 'uploading' && now.received < file.size) {
    const piece = file.slice(now.received, now.received + now.piece);
    now = await ask(zone, file, 'PUT', `${now.page}pieces/${now.received}/`, piece);
    tell(zone, file, now.received, '');
  }
  return (await ask(zone, file, 'POST', `${now.page}finish/`, '')).page;
}

// A line that is lost is tried again, ever more slowly, for as long as the page is open; a refusal is told at once.
async function ask(zone, file, method, address, body) {
  const token = zone.querySelector('[name=csrfmiddlewaretoken]').value;
  for (let wait = 1000; ; wait = Math.min(wait * 2, 15000)) {
    const answer = await fetch(address, { method, body, headers: { 'X-CSRFToken': token } }).catch(() => null);
    if (answer?.ok && !answer.redirected) return answer.json();
    if (answer && answer.status < 500) throw new Error(await reason(answer));
    tell(zone, file, null, '连不上服务器，恢复后接着传');
    await new Promise(done => { setTimeout(done, wait); });
  }
}

async function reason(answer) {
  const told = await answer.json().catch(() => ({}));
  return told.problem ?? (answer.redirected || answer.status === 403 ? '登录已过期。请重新登录后再选择这份文件，会接着传。' : '请刷新页面后再试。');
}

function tell(zone, file, received, words) {
  const bar = zone.querySelector('.zone-progress');
  const share = received === null ? bar.value : Math.floor(100 * received / file.size);
  bar.hidden = false;
  bar.value = share;
  zone.querySelector('.zone-chosen').textContent = `${file.name}（${megabytes(file.size)}）已上传 ${share}%${words && `，${words}`}`;
}

function forget(zone) {
  zone.classList.remove('has-file');
  zone.querySelector('.zone-progress').hidden = true;
  zone.querySelector('.zone-chosen').textContent = '';
}

function megabytes(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

// The place to drop a workbook: by mouse, by keyboard, by paste. Without this script it is an ordinary file field.
import { say } from './page.js';

const form = document.getElementById('drop');
const field = form.querySelector('.zone-file');
const chosen = form.querySelector('.zone-chosen');
const bar = form.querySelector('.zone-progress');
const limit = Number(form.dataset.limit);
const MEGABYTE = 1048576;

function take(files) {
  if (!files || !files.length) return;
  if (files.length > 1) return say('一次请放一个文件', `收到 ${files.length} 个。整套文件可以用命令行 shucai check 文件夹 校验。`);
  field.files = files;
  shown();
}

function shown() {
  const file = field.files[0];
  form.classList.toggle('has-file', Boolean(file));
  chosen.textContent = file ? `${file.name}（${size(file.size)}）` : '';
  if (!file) return;
  if (file.size > limit) {
    field.value = '';
    form.classList.remove('has-file');
    chosen.textContent = '';
    say('文件太大，没有上传', `「${file.name}」有 ${size(file.size)}，上限是 ${size(limit)}。请删除多余的工作表和空白行列，或另存为 CSV。`);
    return;
  }
  form.requestSubmit();
}

function size(bytes) {
  return bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

field.addEventListener('change', shown);
let depth = 0;
const holdsFile = event => [...(event.dataTransfer?.types ?? [])].includes('Files');
document.addEventListener('dragenter', event => { if (holdsFile(event)) { depth += 1; form.classList.add('over'); } });
document.addEventListener('dragleave', event => { if (holdsFile(event) && --depth <= 0) { depth = 0; form.classList.remove('over'); } });
document.addEventListener('dragover', event => { if (holdsFile(event)) event.preventDefault(); });
document.addEventListener('drop', event => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  depth = 0;
  form.classList.remove('over');
  take(event.dataTransfer.files);
});
document.addEventListener('paste', event => {
  if (event.clipboardData?.files.length) { event.preventDefault(); take(event.clipboardData.files); }
});
form.addEventListener('htmx:xhr:progress', event => {
  if (!event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.value = 100 * event.detail.loaded / event.detail.total;
});
form.addEventListener('htmx:afterRequest', event => {
  bar.hidden = true;
  if (event.detail.failed || event.detail.xhr?.status >= 400) { field.value = ''; form.classList.remove('has-file'); chosen.textContent = ''; }
});

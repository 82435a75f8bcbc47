// The small forms in the panel: an explanation, a doubt about a rule, a question on a field.
import { button, h } from './parts.js';

const CATEGORIES = ['政策变化', '统计口径变化', '学生变动', '机构调整', '一次性事项', '上年有误', '其他'];

// Before a form goes, the focus goes to what opened it, or to what stands in its place by now; unless somebody took it elsewhere.
function giveBack(node, slot, opener) {
  const at = document.activeElement;
  if (at && at !== document.body && !node.contains(at)) return;
  const now = slot.dataset.of && document.querySelector(`[data-of="${CSS.escape(slot.dataset.of)}"]:not(.slot)`);
  (opener?.isConnected ? opener : now?.querySelector('button,summary,input'))?.focus({ preventScroll: true });
}

// send(values) → what was wrong, or nothing; then the form goes.
function form(slot, fields, { label, send, done }) {
  const wrong = h('p.wrong', { role: 'alert' }), opener = document.activeElement, leave = () => { giveBack(node, slot, opener); node.remove(); };
  const node = h('form.inplace', { 'aria-label': label, onsubmit: async event => {
    event.preventDefault();
    const submit = node.querySelector('[type=submit]');
    submit.disabled = true;
    try { wrong.textContent = await send(); } catch { wrong.textContent = '没有发出去，请检查网络后再试'; }
    submit.disabled = false;
    if (wrong.textContent) { if (document.activeElement === document.body) node.querySelector('textarea').focus(); return; }
    if (done) node.after(h('p.told', { role: 'status' }, done));
    leave();
  } }, ...fields, wrong, h('div.pair', {}, h('button.btn.btn-primary.btn-sm', { type: 'submit' }, label), button('取消', { onclick: leave })));
  const said = () => node.querySelector('textarea').value, before = said();
  node.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (said() === before) leave(); // what was written is not thrown away by a key
  });
  slot.replaceChildren(node);
  node.querySelector('select,textarea').focus();
}

// before: what was said while the value was another one; it is there to be changed.
export function explainForm(slot, { categories, count, before, send }) {
  const choices = (categories ?? CATEGORIES).map(one => (Array.isArray(one) ? one : [one, one]));
  const category = h('select.form-select', { 'aria-label': '原因类别', required: true }, h('option', { value: '' }, '选择原因类别'), ...choices.map(([value, words]) => h('option', { value }, words)));
  const text = h('textarea.form-control', { 'aria-label': '说明', rows: 3, required: true, placeholder: '写明是什么变化、从何时起、依据在哪里' });
  if (before) { category.value = before.category; text.value = before.text; }
  form(slot, [category, text], { label: count > 1 ? `保存 ${count} 条的解释` : '保存解释', send: () => send({ category: category.value, text: text.value.trim() }) });
}

export function disputeForm(slot, { send }) {
  const reason = h('textarea.form-control', { 'aria-label': '理由', rows: 3, required: true, placeholder: '这条规则在本校什么情况下不成立' });
  form(slot, [reason], { label: '告诉牵头部门', send: () => send(reason.value.trim()), done: '已告诉牵头部门，答复会显示在「校验并提交」页。数据可以先保留。' });
}

export function askForm(slot, { send }) {
  const open = slot.querySelector('textarea[aria-label=问题]');
  if (open) { open.focus(); return; }
  const text = h('textarea.form-control', { 'aria-label': '问题', rows: 3, required: true, placeholder: '这一项哪里拿不准' });
  form(slot, [text], { label: '提问', send: () => send(text.value.trim()), done: '已提问，答复会留在这里，填这张表的人都能看到。' });
}

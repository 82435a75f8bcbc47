// The keys of the page in one list, and the keys that hold outside the sheet: ? for the list, F6 from part to part.
import { dialog, h } from './parts.js';

const GROUPS = [
  ['移动', [['方向键', '上下左右移动'], ['Ctrl+方向键', '到这一片的边上'], ['Home / End', '到行首、行尾'], ['Ctrl+Home / End', '到第一格、最后一格'], ['PgUp / PgDn', '翻一页'], ['Tab / Enter', '向右、向下，加 Shift 反向']]],
  ['输入', [['直接打字', '改写这一格'], ['F2', '接着原来的内容改'], ['Alt+↓', '打开代码表或日历'], ['Alt+Enter', '格内换行'], ['Esc', '不改了'], ['Delete', '清空'], ['Ctrl+D', '向下填充']]],
  ['行', [['Ctrl+Shift+=', '在上方加行'], ['Ctrl+-', '删除选中的行'], ['Shift+空格', '选中整行'], ['空格', '已锁定的表里，勾选要申请重新开放的行'], ['Ctrl+A', '全选']]],
  ['剪贴与撤销', [['Ctrl+C / X / V', '复制、剪切、粘贴（与 Excel、WPS 互通）'], ['Ctrl+Z / Y', '撤销、重做']]],
  ['查找与筛选', [['Ctrl+F', '查找'], ['Ctrl+H', '替换'], ['Alt+Shift+↓', '当前列的排序与筛选']]],
  ['页面', [['F6', '在工具、表格、校验结果之间移动'], ['Esc 再按 Tab', '离开表格'], ['Ctrl+S', '立即保存'], ['Ctrl+/', '这张清单；在表格以外也可按 ?']]],
];

export function showKeys() {
  if (document.querySelector('dialog[open]')) return;
  const list = keys => h('dl.keylist', {}, ...keys.map(([key, words]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, words))));
  const node = dialog('快捷键', [
    h('h2', {}, '快捷键'), h('div.keygroups', { tabIndex: 0, role: 'group', 'aria-label': '快捷键' }, ...GROUPS.map(([title, keys]) => h('section', {}, h('h3', {}, title), list(keys)))),
    h('div.pair.end', {}, h('button.btn.btn-primary.btn-sm', { type: 'button', autofocus: true, onclick: () => node.close() }, '知道了')),
  ]);
}

const first = node => node.querySelector('button:not(:disabled),a[href],input,select,textarea');

// Which part of the page has the focus: tools, sheet or panel; the next one takes it.
function around({ tools, sheet, panel }, toSheet, back) {
  const places = [[tools, () => first(tools)?.focus()], [sheet, toSheet], [panel, () => first(panel)?.focus()]];
  const here = places.findIndex(([node]) => node.contains(document.activeElement));
  places[(here + (back ? places.length - 1 : 1)) % places.length][1]();
}

// Wherever the focus is, the browser's own search would miss the rows that are not drawn, and its saving is not ours.
const EVERYWHERE = { f: acts => acts.find({ replace: false }), h: acts => acts.find({ replace: true }), s: acts => acts.save() };

function fromAnywhere(event, acts) {
  const act = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && EVERYWHERE[event.key.toLowerCase()];
  if (!act || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  act(acts);
}

export function listenForKeys(parts, toSheet, acts) {
  document.addEventListener('keydown', event => {
    fromAnywhere(event, acts);
    if (event.key === 'F6' && !document.querySelector('dialog[open]')) { event.preventDefault(); around(parts, toSheet, event.shiftKey); return; }
    if (event.key !== '?' || event.ctrlKey || event.metaKey || event.target.closest('input,select,textarea')) return;
    event.preventDefault();
    showKeys();
  });
}

// The tools above the sheet and the menu of rows.
import { button, h, menu } from './parts.js';
import { duplicateRows, insertRows, removeRows, restoreRows } from '../sheet/row_steps.js';

const sep = () => h('span.sep', {});

export function rowEntries(sheet) {
  const { can, locked } = sheet;
  return [
    { words: '在上方加行', key: 'Ctrl+Shift+=', sign: 'plus', disabled: !can.add || Boolean(locked), act: () => insertRows(sheet, 'above') },
    { words: '在下方加行', sign: 'plus', disabled: !can.add || Boolean(locked), act: () => insertRows(sheet, 'below') },
    { words: '复制选中的行', sign: 'copy', disabled: !can.add || Boolean(locked), act: () => duplicateRows(sheet) },
    null,
    { words: '删除选中的行', key: 'Ctrl+-', sign: 'trash', disabled: !can.remove || Boolean(locked), act: () => removeRows(sheet) },
    { words: '恢复已删除的行', sign: 'arrow-back-up', disabled: !can.remove || Boolean(locked), act: () => restoreRows(sheet) },
  ];
}

export function drawTools(node, { sheet, acts }) {
  const back = () => sheet.focus();
  const onSheet = act => () => { act(); sheet.focus(); };
  const closed = Boolean(sheet.locked);
  const undo = button('撤销', { sign: 'arrow-back-up', title: '撤销 Ctrl+Z', disabled: closed, onclick: onSheet(() => sheet.undo()) });
  const redo = button('重做', { sign: 'arrow-forward-up', title: '重做 Ctrl+Y', disabled: closed, onclick: onSheet(() => sheet.redo()) });
  const more = button('行', { after: 'chevron-down', title: '复制行、恢复已删除的行', 'aria-haspopup': 'menu', onclick: event => menu(event.currentTarget.getBoundingClientRect(), '行', rowEntries(sheet), back) });
  const compare = button('对比上年', { sign: 'arrows-exchange', 'aria-pressed': 'false', onclick: () => acts.compare(compare) });
  node.replaceChildren(
    undo, redo, sep(),
    button('加行', { sign: 'plus', title: '在下方加行 Ctrl+Shift+=（上方）', disabled: closed || !sheet.can.add, onclick: onSheet(() => insertRows(sheet, 'below')) }),
    button('删行', { sign: 'trash', title: '删除选中的行 Ctrl+-', disabled: closed || !sheet.can.remove, onclick: onSheet(() => removeRows(sheet)) }),
    more, sep(),
    button('查找', { sign: 'search', title: '查找 Ctrl+F，替换 Ctrl+H', onclick: () => acts.find({ replace: false }) }),
    button('筛选', { sign: 'filter', title: '筛选当前列 Alt+Shift+↓', onclick: event => acts.narrow(sheet.selection.active.column, event.currentTarget.getBoundingClientRect()) }),
    button('列', { sign: 'columns-3', title: '显示、隐藏、跳到某一列', onclick: event => acts.columns(event.currentTarget.getBoundingClientRect()) }),
    compare, h('span.grow', {}),
    button('修改记录', { sign: 'history', onclick: () => acts.cell('history') }),
    button('填报说明', { sign: 'help', onclick: () => acts.cell('help') }),
    button('快捷键', { sign: 'list-details', title: '快捷键 Ctrl+/', onclick: () => acts.keys() }),
  );
}

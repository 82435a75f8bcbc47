// The commands of the keys, carried out on a sheet.
import { commandOf, editingCommand } from './keys.js';
import { clear, fillDown } from './ranges.js';
import { insertRows, removeRows } from './row_steps.js';
import { edge } from './selection.js';

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta']);

const COMMANDS = {
  move(sheet, [down, right], event) {
    const from = event.shiftKey ? sheet.selection.corner : sheet.selection.active;
    sheet.go(from.row + down, from.column + right, { extend: event.shiftKey });
  },
  edge(sheet, direction, event) {
    const from = event.shiftKey ? sheet.selection.corner : sheet.selection.active;
    const filled = (row, column) => { const record = sheet.rows.peek(row); return !record || Boolean(record.cells[sheet.columns[column].index]); };
    const inside = (row, column) => row >= 0 && row < sheet.rows.count && column >= 0 && column < sheet.columns.length;
    const to = edge(filled, inside, from, direction);
    sheet.go(to.row, to.column, { extend: event.shiftKey });
  },
  step(sheet, [down, right]) { sheet.go(sheet.selection.active.row + down, sheet.selection.active.column + right); },
  page(sheet, by, event) {
    const from = event.shiftKey ? sheet.selection.corner : sheet.selection.active;
    sheet.go(from.row + by * sheet.pageRows, from.column, { extend: event.shiftKey });
  },
  toColumn(sheet, end, event) {
    const from = event.shiftKey ? sheet.selection.corner : sheet.selection.active;
    sheet.go(from.row, end === 'first' ? 0 : sheet.columns.length - 1, { extend: event.shiftKey });
  },
  toRow(sheet, end, event) {
    sheet.go(end === 'first' ? 0 : sheet.rows.count - 1, end === 'first' ? 0 : sheet.columns.length - 1, { extend: event.shiftKey });
  },
  selectAll(sheet) { sheet.select({ row: 0, column: 0 }, { row: sheet.rows.count - 1, column: sheet.columns.length - 1 }); },
  selectRows(sheet) {
    const range = sheet.selection.range();
    sheet.select({ row: range.top, column: 0 }, { row: range.bottom, column: sheet.columns.length - 1 });
  },
  pick(sheet) { sheet.onpick(sheet.selection.range()); },
  edit(sheet) { sheet.editor.startWithValue(); },
  open(sheet) { sheet.editor.startWithValue({ open: true }); },
  clear(sheet) { clear(sheet); },
  fillDown(sheet) { const range = sheet.selection.range(); fillDown(sheet, { ...range, bottom: range.top }, range.bottom); },
  undo(sheet) { sheet.undo(); },
  redo(sheet) { sheet.redo(); },
  insertRows(sheet) { insertRows(sheet, 'above'); },
  removeRows(sheet) { removeRows(sheet); },
  find(sheet) { sheet.onfind?.({ replace: false }); },
  replace(sheet) { sheet.onfind?.({ replace: true }); },
  keys(sheet) { sheet.onkeys?.(); },
  save(sheet) { sheet.onsave?.(); },
  menu(sheet) { sheet.onmenu?.(sheet.selection.active.column); },
  escape(sheet) {
    sheet.leaving = true;
    sheet.scroller.tabIndex = -1; // Shift+Tab would come back through it.
    sheet.announce('按 Tab 离开表格');
    sheet.select(sheet.selection.active, { ...sheet.selection.active });
  },
};

const EDITING = {
  mark({ choices }, by) { choices.step(by); },
  pick({ calendar }, name) { calendar.key(name); },
  newLine(editor) { const { input } = editor; input.setRangeText('\n', input.selectionStart, input.selectionEnd, 'end'); editor.place(); },
  toggle(editor, down) { if (editor.choices.marked) editor.toggle(); else editor.stop(true, down); },
  stop(editor, [down, right]) { editor.stop(true, down, right); },
  drop(editor) { editor.stop(false); },
};

// The input method keeps its own keys; Esc and then Tab leave the sheet.
export function onKey(sheet, event) {
  if (event.isComposing || event.keyCode === 229 || MODIFIERS.has(event.key)) return;
  const { editor } = sheet;
  if (editor.isOn) {
    const choosing = editor.choices.isOpen && (editor.column.multi ? 'several' : 'one');
    const found = editingCommand(event, { choosing, picking: editor.calendar.isOpen });
    if (!found) return;
    event.preventDefault();
    EDITING[found[0]](editor, found[1]);
    return;
  }
  const leaving = sheet.leaving, found = commandOf(event);
  sheet.leaving = false;
  if (!found || (found[0] === 'pick' && !sheet.onpick) || (leaving && event.key === 'Tab')) return;
  event.preventDefault();
  COMMANDS[found[0]](sheet, found[1], event);
}

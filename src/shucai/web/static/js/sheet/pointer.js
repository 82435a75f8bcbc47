// What the mouse does in the sheet: select, drag, fill downwards, widen a column, open a column's menu.
import { clamp } from './element.js';
import { fillDown } from './ranges.js';

const NEAR = 6, NARROWEST = 48;

function under(sheet, event) {
  const { scroller, geometry, rows } = sheet, box = scroller.getBoundingClientRect();
  const x = event.clientX - box.left, y = event.clientY - box.top;
  return {
    row: clamp(Math.floor((y - geometry.top + scroller.scrollTop) / geometry.row), 0, Math.max(0, rows.count - 1)),
    column: geometry.columnAt(x < geometry.frozenWidth ? x : x + scroller.scrollLeft),
    number: x < geometry.number,
    head: y < geometry.top,
    outside: x > scroller.clientWidth || y > scroller.clientHeight,
    below: y - geometry.top + scroller.scrollTop >= rows.count * geometry.row,
  };
}

function drag(move, end = () => {}) {
  const done = event => { removeEventListener('mousemove', move); removeEventListener('mouseup', done); end(event); };
  addEventListener('mousemove', move);
  addEventListener('mouseup', done);
}

function widen(sheet, event) {
  const column = sheet.columns[Number(event.target.dataset.column)], from = event.clientX, before = column.width;
  drag(now => { column.width = Math.max(NARROWEST, before + now.clientX - from); sheet.laid(); }, () => sheet.onwidth?.(column));
}

function wholeLines(sheet, hit) {
  const all = hit.head && hit.number, last = { row: sheet.rows.count - 1, column: sheet.columns.length - 1 };
  const from = { row: hit.head ? 0 : hit.row, column: all || !hit.head ? 0 : hit.column };
  sheet.select(from, { row: hit.head ? last.row : hit.row, column: all || !hit.head ? last.column : hit.column });
  if (all) sheet.onpick?.({ top: 0, bottom: last.row });
  if (hit.head) return;
  drag(event => sheet.select(from, { row: under(sheet, event).row, column: last.column }), () => sheet.onpick?.(sheet.selection.range()));
}

const onHandle = (sheet, event) => {
  const range = sheet.selection.range(), cell = sheet.rect(range.bottom, range.right), box = sheet.scroller.getBoundingClientRect();
  return !sheet.locked && Math.abs(event.clientX - box.left - cell.x - cell.w) < NEAR && Math.abs(event.clientY - box.top - cell.y - cell.h) < NEAR;
};

function fill(sheet) {
  const range = sheet.selection.range();
  let bottom = range.bottom;
  drag(event => {
    bottom = Math.max(range.bottom, under(sheet, event).row);
    sheet.select({ row: range.top, column: range.left }, { row: bottom, column: range.right });
    sheet.reveal({ row: bottom, column: range.right });
  }, () => { if (bottom > range.bottom) fillDown(sheet, range, bottom); });
}

function press(sheet, event) {
  const hit = under(sheet, event);
  if (event.button || hit.outside || event.target.closest('button')) return;
  event.preventDefault();
  if (sheet.editor.isOn) sheet.editor.stop(true);
  if (event.target.classList.contains('sheet-resize')) { widen(sheet, event); return; }
  sheet.focus();
  if (hit.head || hit.number) { wholeLines(sheet, hit); return; }
  if (hit.below) return;
  if (onHandle(sheet, event)) { fill(sheet); return; }
  sheet.go(hit.row, hit.column, { extend: event.shiftKey });
  drag(now => {
    const to = under(sheet, now), { corner } = sheet.selection;
    if (to.row === corner.row && to.column === corner.column) return;
    sheet.select(sheet.selection.active, { row: to.row, column: to.column });
    sheet.reveal(to);
  });
}

export function listenToPointer(sheet) {
  const { scroller } = sheet;
  scroller.addEventListener('mousedown', event => press(sheet, event));
  scroller.addEventListener('click', event => {
    const button = event.target.closest('.sheet-menu');
    if (button) sheet.onmenu?.(Number(button.dataset.column));
  });
  scroller.addEventListener('contextmenu', event => {
    const hit = under(sheet, event);
    if (!sheet.oncontext || hit.head || hit.outside || hit.below) return;
    event.preventDefault();
    const range = sheet.selection.range();
    if (hit.row < range.top || hit.row > range.bottom) sheet.go(hit.row, hit.column);
    sheet.oncontext({ x: event.clientX, y: event.clientY });
  });
  scroller.addEventListener('dblclick', event => {
    const hit = under(sheet, event);
    if (!hit.head && !hit.number && !hit.below && !event.target.closest('button')) sheet.editor.startWithValue({ open: true });
  });
  scroller.addEventListener('mouseover', event => {
    if (event.target.classList.contains('sheet-c')) { const hit = under(sheet, event); sheet.hint(hit.row, hit.column); }
  });
  scroller.addEventListener('mouseleave', () => sheet.hint(sheet.selection.active.row, sheet.selection.active.column));
}

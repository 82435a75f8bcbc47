// Whole rows: insert, duplicate, delete, restore. Each makes one step that can be taken back.
import { rowsOf } from './selection.js';

function chain(sheet, index, rows) {
  let after = sheet.rows.uidBefore(index);
  return rows.map(cells => {
    const uid = sheet.newUid(), row = { uid, after, state: 'added', cells };
    after = uid;
    return row;
  });
}

function add(sheet, index, rows) {
  if (!sheet.can.add || sheet.locked) return sheet.say(sheet.locked || sheet.can.why || '这张表的行不能由您增加');
  sheet.change({ added: chain(sheet, index, rows) });
  const { column } = sheet.selection.active;
  sheet.selection.between({ row: index, column }, { row: index + rows.length - 1, column });
  return sheet.shownAgain();
}

// As many empty rows as are selected, above them or below.
export async function insertRows(sheet, where) {
  const range = sheet.selection.range();
  const count = sheet.rows.count ? Math.min(rowsOf(range), 200) : 1;
  const index = sheet.rows.count ? (where === 'below' ? range.bottom + 1 : range.top) : 0;
  if (sheet.rows.count && !await sheet.rows.ensure(Math.max(0, index - 1), index)) return undefined;
  return add(sheet, index, Array.from({ length: count }, () => ({})));
}

export async function duplicateRows(sheet) {
  const range = sheet.selection.range();
  if (!sheet.rows.count || !await sheet.have(range)) return undefined;
  const copies = [];
  for (let row = range.top; row <= range.bottom; row++) {
    const { cells } = sheet.rows.peek(row);
    copies.push(Object.fromEntries(sheet.fields.filter(field => !field.readonly && cells[field.index]).map(field => [field.name, cells[field.index]])));
  }
  return add(sheet, range.bottom + 1, copies);
}

const textsOf = (sheet, record) => Object.fromEntries(sheet.fields.map(field => [field.name, record.cells[field.index] ?? '']));

export function asStep(sheet, record, index) {
  return { uid: record.uid, after: sheet.rows.uidBefore(index), state: record.state, cells: textsOf(sheet, record) };
}

async function chosen(sheet, wanted) {
  const range = sheet.selection.range();
  if (!sheet.rows.count || !await sheet.have(range)) return [];
  const rows = [];
  for (let row = range.top; row <= range.bottom; row++) {
    const record = sheet.rows.peek(row);
    if (wanted(record)) rows.push(asStep(sheet, record, row));
  }
  return rows;
}

export async function removeRows(sheet) {
  if (!sheet.can.remove || sheet.locked) return sheet.say(sheet.locked || sheet.can.why || '这张表的行不能由您删除');
  const removed = await chosen(sheet, record => record.state !== 'removed' && !record.locked?.['*']);
  const closed = sheet.rows.peek(sheet.selection.range().top)?.locked?.['*'];
  if (!removed.length) return closed && sheet.say(closed);
  const accepted = removed.filter(({ uid }) => ['formal', 'changed'].includes(sheet.rows.find(uid)?.state)).length;
  sheet.change({ removed });
  sheet.say(`已删除 ${removed.length} 行${accepted ? `，其中 ${accepted} 行已复核过，要另一人复核后才真正删除` : ''}${closed ? '，不由您负责的行没有删除' : ''}，按 Ctrl+Z 恢复`);
  return sheet.shownAgain();
}

export async function restoreRows(sheet) {
  if (!sheet.can.remove || sheet.locked) return sheet.say(sheet.locked || sheet.can.why || '这张表的行不能由您恢复');
  const rows = await chosen(sheet, record => record.state === 'removed');
  if (!rows.length) return sheet.say('选中的行里没有已删除的行');
  const added = rows.map(row => ({ ...row, state: sheet.rows.find(row.uid).was === 'removed' ? 'formal' : sheet.rows.find(row.uid).was }));
  sheet.change({ added });
  return sheet.say(`已恢复 ${added.length} 行`);
}

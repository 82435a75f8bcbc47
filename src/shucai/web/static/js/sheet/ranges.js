// What one does with a range at once: read, clear, fill down, paste. Each makes one step that can be taken back.
import { parseTSV } from './clipboard.js';
import { LeftOut } from './left_out.js';
import { columnsOf, rowsOf } from './selection.js';
import { spell, whyLocked } from './editing_rules.js';

export function textsIn(sheet, range, shown = true) {
  const rows = [];
  for (let row = range.top; row <= range.bottom; row++) {
    const record = sheet.rows.peek(row), texts = [];
    for (let column = range.left; column <= range.right; column++) {
      texts.push(record ? (shown ? sheet.shown(record, column) : record.cells[sheet.columns[column].index] ?? '') : '');
    }
    rows.push(texts);
  }
  return rows;
}

// The number at the head of a row.
const numberAt = (sheet, row) => (sheet.isNarrowed && sheet.rows.peek(row)?.number) || row + 1;

// Put texts by place into a step; locked cells are left as they are, with the reason.
export function cellsOf(sheet, placed) {
  const cells = [], left = new LeftOut();
  for (const [row, column, text] of placed) {
    const record = sheet.rows.peek(row), field = sheet.columns[column];
    const after = spell(field, sheet.lists, text), before = record?.cells[field.index] ?? '', why = whyLocked({ locked: sheet.locked, column: field, record });
    if (record && after === before) continue;
    if (why) left.note(why, field.title, numberAt(sheet, row));
    else cells.push([record.uid, field.name, before, after]);
  }
  return { cells, left };
}

function carryOut(sheet, placed) {
  const { cells, left } = cellsOf(sheet, placed);
  sheet.change({ cells });
  if (left.count && placed.length === 1) sheet.tell(left.why);
  else if (left.count) sheet.onleft?.(left);
}

export async function clear(sheet) {
  const range = sheet.selection.range(), placed = [];
  if (!await sheet.have(range)) return;
  for (let row = range.top; row <= range.bottom; row++) {
    for (let column = range.left; column <= range.right; column++) placed.push([row, column, '']);
  }
  carryOut(sheet, placed);
}

// The range repeated downwards to a row.
export async function fillDown(sheet, range, bottom) {
  const height = rowsOf(range), placed = [];
  if (!await sheet.have({ ...range, bottom })) return;
  for (let row = range.bottom + 1; row <= bottom; row++) {
    for (let column = range.left; column <= range.right; column++) {
      const record = sheet.rows.peek(range.top + (row - range.top) % height);
      placed.push([row, column, record.cells[sheet.columns[column].index] ?? '']);
    }
  }
  sheet.selection.between({ row: range.top, column: range.left }, { row: bottom, column: range.right });
  carryOut(sheet, placed);
}

// What a pasted block covers: a single value fills the selection, a block goes from its corner on.
export function covered(block, range, columns) {
  const single = block.length === 1 && block[0].length === 1;
  const height = single ? rowsOf(range) : block.length;
  const width = single ? columnsOf(range) : Math.max(...block.map(row => row.length));
  const value = single ? () => block[0][0] : (row, column) => block[row][column];
  const fits = Math.min(width, columns - range.left);
  return { height, width: fits, beyond: width - fits, value };
}

function newRow(sheet, { value, width }, { from, row, number, left }) {
  const cells = {};
  for (let column = 0; column < width; column++) {
    const field = sheet.columns[from + column], text = value(row, column);
    if (!text) continue;
    if (field.readonly) left.note(field.readonly, field.title, number);
    else cells[field.name] = spell(field, sheet.lists, text);
  }
  return cells;
}

export async function paste(sheet, text) {
  if (sheet.locked) return sheet.say(sheet.locked);
  const range = sheet.selection.range(), block = covered(parseTSV(text), range, sheet.columns.length);
  const bottom = Math.min(sheet.rows.count, range.top + block.height) - 1, inside = bottom - range.top + 1;
  if (inside > 0 && !await sheet.have({ ...range, bottom })) return undefined;
  const placed = [];
  for (let row = 0; row < inside; row++) {
    for (let column = 0; column < block.width; column++) {
      const value = block.value(row, column);
      if (value !== undefined) placed.push([range.top + row, range.left + column, value]);
    }
  }
  const { cells, left } = cellsOf(sheet, placed);
  const beyond = block.height - inside, added = [];
  if (beyond > 0 && sheet.can.add) {
    let after = sheet.rows.uidBefore(sheet.rows.count);
    for (let row = inside; row < block.height; row++) {
      const uid = sheet.newUid();
      added.push({ uid, after, state: 'added', cells: newRow(sheet, block, { from: range.left, row, number: sheet.rows.count + added.length + 1, left }) });
      after = uid;
    }
  }
  const last = { row: Math.max(0, bottom + added.length), column: range.left + block.width - 1 };
  sheet.selection.between({ row: range.top, column: range.left }, last);
  sheet.change({ cells, added });
  return sheet.pasted({ rows: inside + added.length, columns: block.width, added: added.length, cut: beyond - added.length, aside: block.beyond, left });
}

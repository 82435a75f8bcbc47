// What the server tells comes into the sheet in place: the cursor, the view and own unsaved texts stay.
import { mark } from './marks.js';

function laidOver(sheet, keeper, uid) {
  const unsaved = keeper.textsOf(uid), places = new Map(sheet.fields.map(field => [field.name, field.index]));
  return unsaved && { removed: unsaved.removed, cells: Object.entries(unsaved.cells).map(([field, text]) => [places.get(field), text]) };
}

export const unsavedOf = (sheet, keeper) => uid => laidOver(sheet(), keeper, uid);

// The answer to a save: versions, states, texts in their one spelling, findings of those rows.
export function mergeSaved(sheet, keeper, answer) {
  for (const { uid, version, state, cells } of answer.saved ?? []) {
    const record = sheet.rows.find(uid);
    if (!record) continue;
    record.version = version;
    const unsaved = keeper.textsOf(uid);
    if (state && !unsaved?.removed) record.state = state;
    for (const field of sheet.fields) {
      const text = cells?.[field.name];
      if (text !== undefined && unsaved?.cells[field.name] === undefined) record.cells[field.index] = text;
    }
  }
  for (const [uid, findings] of Object.entries(answer.findings ?? {})) mark(sheet, uid, findings);
  for (const { uid, field, message } of answer.refused ?? []) markRefused(sheet, uid, field, message);
  if (sheet.rows.held && !keeper.moves) sheet.rows.settle();
  sheet.marked();
}

function markRefused(sheet, uid, field, message) {
  const found = sheet.marks.get(uid) ?? { fields: {}, worst: 'error' };
  found.worst = 'error';
  found.fields[field ?? sheet.fields[0].name] = { severity: 'error', message: `没有保存：${message}` };
  sheet.marks.set(uid, found);
}

// Rows that others changed. Returns whether rows came that have no place here yet.
export function mergeChanges(sheet, { rows = [], gone = [] }) {
  let strange = false;
  for (const raw of rows) {
    if (sheet.rows.find(raw[0])) sheet.rows.take(raw);
    else strange = true;
  }
  for (const uid of gone) {
    const index = sheet.rows.indexOf(uid);
    if (index < 0) continue;
    sheet.rows.drop(uid);
    const { active, corner } = sheet.selection;
    for (const end of new Set([active, corner])) if (end.row > index) end.row--;
  }
  if (gone.length) { sheet.rows.settle(); sheet.sized(); } else sheet.paint();
  return strange;
}

// Read the rows anew with the same filters; the cursor follows its row as far as it is still in sight.
export async function reread(sheet, read) {
  const { active } = sheet.selection, uid = sheet.rows.peek(active.row)?.uid, { scrollTop } = sheet.scroller;
  const { total } = await read(0, 1);
  sheet.load(total);
  sheet.scroller.scrollTop = scrollTop;
  const [first, last] = sheet.indexesInSight();
  await sheet.rows.ensure(first, last);
  const index = uid ? sheet.rows.indexOf(uid) : -1;
  if (index >= 0) sheet.selection.to(index, active.column);
  sheet.shownAgain();
}

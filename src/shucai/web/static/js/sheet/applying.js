// Carries a step out on the rows of a sheet: first what goes, then what comes, then the cells.

function remove(sheet, { uid }) {
  const record = sheet.rows.find(uid);
  if (!record) return;
  if (record.state === 'added') { sheet.rows.drop(uid); return; }
  if (record.state !== 'removed') record.was = record.state;
  record.state = 'removed';
}

// A row that has its place is only marked otherwise; a new one that went comes back, whatever the server said of it since.
function add(sheet, { uid, after, state, cells }, placed) {
  if (placed.has(uid)) { sheet.rows.find(uid).state = state; return; }
  const texts = sheet.fields.map(field => cells[field.name] ?? '');
  const index = after === null ? 0 : sheet.rows.indexOf(after) + 1;
  sheet.rows.insert(after !== null && index === 0 ? sheet.rows.count : index, sheet.rows.made(uid, texts));
}

// Rows pasted at the end come in their order one after the other: looking each place up again would cost their square.
function addAll(sheet, rows) {
  const placed = new Set(rows.length ? sheet.rows.places.map(place => place.record?.uid) : []);
  const fresh = rows.length > 1 && rows.every((row, i) => row.state === 'added' && !placed.has(row.uid) && (!i || row.after === rows[i - 1].uid));
  if (!fresh) { for (const row of rows) add(sheet, row, placed); return; }
  const first = rows[0].after === null ? 0 : sheet.rows.indexOf(rows[0].after) + 1;
  const start = rows[0].after !== null && first === 0 ? sheet.rows.count : first;
  rows.forEach((row, i) => sheet.rows.insert(start + i, sheet.rows.made(row.uid, sheet.fields.map(field => row.cells[field.name] ?? ''))));
}

export function applied(sheet, { cells, added, removed }) {
  for (const row of removed) remove(sheet, row);
  addAll(sheet, added);
  const places = new Map(sheet.fields.map(field => [field.name, field.index]));
  for (const [uid, field, , after] of cells) {
    const record = sheet.rows.find(uid);
    if (!record) continue;
    record.cells[places.get(field)] = after;
    if (record.state === 'formal') { record.was = 'formal'; record.state = 'changed'; }
  }
}

// What waits to be saved: edits by row, rows added, removed, restored. Pure; versions are those one began from.
// A version of null is filled in when the save that is under way has told it.

export const nothing = () => ({ edits: new Map(), added: new Map(), removed: new Map(), restored: new Map() });

const KINDS = ['added', 'restored', 'edits', 'removed'];

export const isNothing = waiting => KINDS.every(kind => waiting[kind].size === 0);
export const rowCount = waiting => KINDS.reduce((sum, kind) => sum + waiting[kind].size, 0);
const cellCount = rows => rows.reduce((sum, row) => sum + Object.keys(row.cells).length, 0);
export const placeCount = body => cellCount(body.edits) + body.added.length + body.removed.length + body.restored.length;

// A row that the server never saw goes without a trace; what stood after it stands after its neighbour.
function forget(waiting, uid) {
  const { after } = waiting.added.get(uid);
  waiting.added.delete(uid);
  for (const row of waiting.added.values()) if (row.after === uid) row.after = after;
}

function noteRemoved(waiting, { uid }, versionOf) {
  waiting.edits.delete(uid);
  if (waiting.added.has(uid)) forget(waiting, uid);
  else if (!waiting.restored.delete(uid)) waiting.removed.set(uid, { uid, version: versionOf(uid) });
}

function noteAdded(waiting, { uid, after, cells }, versionOf) {
  if (waiting.removed.delete(uid)) return;
  const version = versionOf(uid);
  if (version !== 0) waiting.restored.set(uid, { uid, version });
  else waiting.added.set(uid, { uid, after, cells: Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== '')) });
}

function noteCell(waiting, [uid, field, , text], versionOf) {
  const added = waiting.added.get(uid);
  if (added) { added.cells[field] = text; return; }
  if (!waiting.edits.has(uid)) waiting.edits.set(uid, { uid, version: versionOf(uid), cells: {} });
  waiting.edits.get(uid).cells[field] = text;
}

// versionOf(uid): the version the server last told, 0 for a row it does not know, null while a save of it is under way.
export function note(waiting, step, versionOf) {
  for (const row of step.removed ?? []) noteRemoved(waiting, row, versionOf);
  for (const row of step.added ?? []) noteAdded(waiting, row, versionOf);
  for (const cell of step.cells ?? []) noteCell(waiting, cell, versionOf);
}

// Take at most so many rows out, in an order that never names a row before it exists.
export function take(waiting, most) {
  const body = { edits: [], added: [], removed: [], restored: [] };
  let left = most;
  for (const kind of KINDS) {
    for (const [uid, row] of waiting[kind]) {
      if (left-- <= 0) return body;
      body[kind].push(row);
      waiting[kind].delete(uid);
    }
  }
  return body;
}

export function asLists(waiting) {
  return Object.fromEntries(KINDS.map(kind => [kind, [...waiting[kind].values()]]));
}

export function fromLists(lists) {
  return Object.fromEntries(KINDS.map(kind => [kind, new Map((lists[kind] ?? []).map(row => [row.uid, row]))]));
}

// Tell a body that waits which version its rows have now.
export function versioned(lists, versions) {
  for (const kind of ['edits', 'removed', 'restored']) {
    for (const row of lists[kind]) if (versions.has(row.uid)) row.version = versions.get(row.uid);
  }
}

export const uidsIn = body => KINDS.flatMap(kind => body[kind].map(row => row.uid));

// Which texts of a row are still unsaved, by field, later ones over earlier.
export function overlaid(bodies, extra) {
  const rows = new Map();
  const at = uid => rows.get(uid) ?? rows.set(uid, { cells: {}, removed: false }).get(uid);
  for (const body of bodies) {
    for (const row of [...body.added, ...body.edits]) Object.assign(at(row.uid).cells, row.cells);
    for (const row of body.removed) at(row.uid).removed = true;
    for (const row of body.restored) at(row.uid).removed = false;
  }
  for (const { uid, cells } of extra) Object.assign(at(uid).cells, cells);
  return rows;
}

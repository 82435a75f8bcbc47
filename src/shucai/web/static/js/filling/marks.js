// Findings of rows as marks of cells: the weightiest of each cell, and the weightiest of the row.

const WEIGHT = { error: 3, explain: 2, confirm: 1, note: 0 };

export function marked(findings) {
  const fields = {};
  let worst = null;
  for (const finding of findings) {
    if (finding.explained || finding.ticked) continue;
    const { severity, field, message } = finding;
    if (!worst || WEIGHT[severity] > WEIGHT[worst]) worst = severity;
    if (!field) continue;
    const known = fields[field];
    if (!known || WEIGHT[severity] > WEIGHT[known.severity]) fields[field] = { severity, message };
    else if (!known.message.includes(message)) known.message += `\n${message}`;
  }
  return worst ? { fields, worst } : null;
}

export function mark(sheet, uid, findings) {
  const found = marked(findings);
  if (found) sheet.marks.set(uid, found);
  else sheet.marks.delete(uid);
}

// All findings of a part by row: those listed in the groups of the panel, and places beyond them by their words.
export function markAll(sheet, rules) {
  const byRow = new Map();
  const add = (uid, finding) => { if (uid) (byRow.get(uid) ?? byRow.set(uid, []).get(uid)).push(finding); };
  for (const { rule, severity, rows, marks } of rules) {
    for (const row of rows) add(row.uid, { ...row, rule, severity });
    for (const [message, places] of Object.entries(marks ?? {})) for (const [uid, field] of places) add(uid, { field, message, rule, severity });
  }
  sheet.marks.clear();
  for (const [uid, findings] of byRow) mark(sheet, uid, findings);
}

// Findings by rule, as the panel shows them. Pure: what a save tells of its rows is put into the groups in place.

export const TABS = [
  { key: 'error', title: '错误', holds: rule => rule.severity === 'error' && !rule.last_year },
  { key: 'hint', title: '提醒', holds: rule => rule.severity !== 'error' && !rule.last_year },
  { key: 'last_year', title: '上年差异', holds: rule => Boolean(rule.last_year) },
];

// Findings of one rule that weigh differently are groups of their own.
export const keyOf = group => group.key ?? group.rule;
const isOf = (group, finding) => group.rule === finding.rule && (!group.final || !finding.severity || group.final === finding.severity);

export const openRows = rule => rule.rows.filter(row => !row.explained && !row.ticked);

// Rows that fail a rule together are one case. Counts of cases are kept beside those of rows.
export function casesOf(rows) {
  const found = new Map();
  for (const row of rows) {
    const key = row.case ?? row.id, known = found.get(key);
    if (known) known.push(row); else found.set(key, [row]);
  }
  return [...found.values()];
}

export const caseCount = rule => rule.cases ?? rule.count;
export const openCases = rule => rule.open_cases ?? rule.open;

const AT_SUBMISSION = { error: '强制', explain: '解释', confirm: '核实' };

// What forms say of each other weighs more once a part is submitted.
export const laterOf = rule => (rule.final && rule.final !== rule.severity ? `填报时是提示，提交时是${AT_SUBMISSION[rule.final]}` : '');

function recount(rule, rows, beyond) {
  if (rule.cases === undefined) return;
  const gone = rule.cases === rule.count ? beyond : 0;
  rule.cases += casesOf(rows).length - casesOf(rule.rows).length - gone;
  rule.open_cases += casesOf(openRows({ rows })).length - casesOf(openRows(rule)).length - gone;
}

// What was said of some rows of a rule changed how many of its cases stand open.
export function resettled(rule, count) {
  rule.open -= count;
  if (rule.open_cases === undefined) return;
  rule.open_cases = rule.more ? Math.min(rule.open_cases, rule.open) : casesOf(openRows(rule)).length;
}

export const tabOf = rule => TABS.find(tab => tab.holds(rule)).key;

export function counted(rules) {
  return Object.fromEntries(TABS.map(({ key, holds }) => [key, rules.filter(holds).reduce((sum, rule) => sum + openCases(rule), 0)]));
}

// What lies beyond the rows that are listed gives its place up too.
function unmarked(rule, saved) {
  let gone = 0;
  for (const [message, places] of Object.entries(rule.marks ?? {})) {
    const kept = places.filter(([row]) => !saved.has(row));
    gone += places.length - kept.length;
    rule.marks[message] = kept;
  }
  return gone;
}

// The findings of saved rows by rule. Once a save, not once a row: a paste may bring ten thousand of them.
function byRule(findings) {
  const found = new Map();
  for (const [uid, list] of Object.entries(findings)) {
    for (const finding of list) (found.get(finding.rule) ?? found.set(finding.rule, []).get(finding.rule)).push([uid, finding]);
  }
  return found;
}

// findings: {uid: [{id, rule, severity, field, message}]}; place(uid, field) → {number, value}.
// Returns whether something came up that has no group yet: then the groups have to be asked for.
export function merged(rules, findings, place) {
  const saved = new Set(Object.keys(findings)), found = byRule(findings);
  for (const rule of rules) {
    const before = rule.rows.filter(row => saved.has(row.uid)), kept = new Map(before.map(row => [row.id, row]));
    const after = (found.get(rule.rule) ?? []).filter(([, finding]) => isOf(rule, finding)).map(([uid, finding]) => ({ explained: null, ticked: false, ...kept.get(finding.id), ...finding, uid, ...place(uid, finding.field) }));
    const beyond = unmarked(rule, saved);
    if (!before.length && !after.length && !beyond) continue;
    const laid = [...rule.rows.filter(row => !saved.has(row.uid)), ...after].sort((one, other) => one.number - other.number);
    recount(rule, laid, beyond);
    rule.rows = laid;
    rule.count += after.length - before.length - beyond;
    rule.open += openRows({ rows: after }).length - openRows({ rows: before }).length - beyond;
  }
  return [...found.values()].some(list => list.some(([, finding]) => !rules.some(rule => isOf(rule, finding))));
}

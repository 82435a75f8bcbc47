// Text of the clipboard as Excel and WPS write it: tabs, line ends, quotes round what holds either.

const ends = (text, at, end) => at >= end || text[at] === '\t' || text[at] === '\n';

// Reads a quoted cell that starts at `at`; null where the quotes are just quotes.
function quoted(text, at, end) {
  let value = '';
  for (let i = at + 1; i < end; i++) {
    if (text[i] !== '"') value += text[i];
    else if (text[i + 1] === '"') { value += '"'; i++; }
    else return ends(text, i + 1, end) ? { value, next: i + 1 } : null;
  }
  return null;
}

function plain(text, at, end) {
  let next = at;
  while (!ends(text, next, end)) next++;
  return { value: text.slice(at, next), next };
}

export function parseTSV(raw) {
  const text = raw.replace(/\r\n?/g, '\n');
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  const rows = [[]];
  for (let at = 0; ;) {
    const cell = (text[at] === '"' && at < end && quoted(text, at, end)) || plain(text, at, end);
    rows[rows.length - 1].push(cell.value);
    if (cell.next >= end) return rows;
    if (text[cell.next] === '\n') rows.push([]);
    at = cell.next + 1;
  }
}

const quote = value => (/[\t\n"]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);

export const toTSV = rows => rows.map(row => row.map(value => quote(String(value ?? ''))).join('\t')).join('\r\n');

// Dates as people type them, spelled YYYY-MM-DD; what is no date stays as typed.

const two = number => String(number).padStart(2, '0');
export const spelled = (year, month, day) => `${year}-${two(month)}-${two(day)}`;
export const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const PATTERNS = [
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const MONTHS = [/^(\d{4})[-/.年](\d{1,2})月?$/, /^(\d{4})(\d{2})$/];

const matched = (patterns, text) => patterns.map(pattern => pattern.exec(text)).find(Boolean);

export function dateOf(text) {
  const found = matched(PATTERNS, text.trim());
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return { year, month, day };
}

export function spellDate(text) {
  const date = dateOf(text);
  return date ? spelled(date.year, date.month, date.day) : text;
}

export function spellMonth(text) {
  const found = matched(MONTHS, text.trim());
  if (!found || +found[2] < 1 || +found[2] > 12) return text;
  return `${found[1]}-${two(+found[2])}`;
}

// Days of a month in weeks from Monday on; null outside the month.
export function weeksOf(year, month) {
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = [...Array(before).fill(null), ...Array.from({ length: daysIn(year, month) }, (_, i) => i + 1)];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}

export function moved({ year, month, day }, days) {
  const to = new Date(Date.UTC(year, month - 1, day + days));
  return { year: to.getUTCFullYear(), month: to.getUTCMonth() + 1, day: to.getUTCDate() };
}

export function turned({ year, month, day }, months) {
  const index = year * 12 + month - 1 + months;
  const to = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return { ...to, day: Math.min(day, daysIn(to.year, to.month)) };
}

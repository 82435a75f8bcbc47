// Cells that were left as they are because they cannot be changed: gathered by reason, said with their columns and rows.
const MOST_TITLES = 3, MOST_RUNS = 4, MOST_PLACES = 4;

// Numbers as runs: [1, 2, 3, 7] → 1–3、7.
export function runsOf(numbers) {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b), runs = [];
  for (const number of sorted) {
    if (runs.length && runs.at(-1)[1] === number - 1) runs.at(-1)[1] = number;
    else runs.push([number, number]);
  }
  const words = runs.slice(0, MOST_RUNS).map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}、${to}` : `${from}–${to}`)).join('、');
  return runs.length > MOST_RUNS ? `第 ${words} 等 ${sorted.length} 行` : `第 ${words} 行`;
}

const titled = titles => `${titles.slice(0, MOST_TITLES).map(title => `「${title}」`).join('')}${titles.length > MOST_TITLES ? `等 ${titles.length} 栏` : ''}`;

export class LeftOut {
  constructor() { Object.assign(this, { count: 0, reasons: new Map() }); }

  note(why, title, number) {
    this.count++;
    const columns = this.reasons.get(why) ?? this.reasons.set(why, new Map()).get(why);
    (columns.get(title) ?? columns.set(title, []).get(title)).push(number);
  }

  // The first reason: of a single cell, the only one.
  get why() { return this.reasons.keys().next().value; }

  // Columns with the same reason and the same rows are told together.
  get places() {
    const told = [];
    for (const [why, columns] of this.reasons) {
      const byRows = new Map();
      for (const [title, numbers] of columns) { const rows = runsOf(numbers); byRows.set(rows, [...(byRows.get(rows) ?? []), title]); }
      for (const [rows, titles] of byRows) told.push(`${titled(titles)}${rows}：${why}`);
    }
    return told;
  }

  get words() {
    const { places } = this;
    return `${this.count} 格没有改动。${places.slice(0, MOST_PLACES).join('；')}${places.length > MOST_PLACES ? `；另有 ${places.length - MOST_PLACES} 处` : ''}`;
  }
}

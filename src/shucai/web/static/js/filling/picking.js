// Rows ticked in a sheet that is closed, to ask that they be opened again; carried by their numbers into the request.

const counted = count => count.toLocaleString('zh-CN');

// 2、5-7: numbers in order, those that follow each other as a span.
export function spans(numbers) {
  const found = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join('、');
}

export class Picking {
  // most: how many rows may be asked for; any_row: also rows of other departments, in which one has columns.
  constructor({ sheet, setup: { url, anchor, verb, most, any_row: anyRow, rows }, changed }) {
    Object.assign(this, { sheet, url, anchor, verb, most, anyRow, changed });
    if (!rows) return;
    sheet.picked = new Map();
    sheet.onpick = range => this.toggle(range);
    sheet.root.classList.add('picks');
  }

  get count() { return this.sheet.picked?.size ?? 0; }
  get words() { return this.count ? `${this.verb}这 ${counted(this.count)} 行` : this.verb; }
  get hint() { return this.sheet.onpick && this.sheet.rows.count ? '；只改几行的，先在左边勾选' : ''; }
  get href() { return `${this.url}${this.count ? `?rows=${encodeURIComponent(spans(this.sheet.picked.values()))}` : ''}#${this.anchor}`; }

  clear() { this.sheet.picked.clear(); this.drawn(); }
  drawn() { this.sheet.paint(); this.changed(); }

  // All rows of a range are ticked; where all of them are, they are not any more.
  async toggle({ top, bottom }) {
    const { sheet } = this, { picked } = sheet;
    if (bottom < top || !await sheet.have({ top, bottom })) return;
    const rows = Array.from({ length: bottom - top + 1 }, (_, at) => sheet.rows.peek(top + at));
    const able = rows.filter(row => this.anyRow || !row.locked?.['*']), fresh = able.filter(row => !picked.has(row.uid));
    if (!able.length) { sheet.say(rows[0].locked['*']); return; }
    if (fresh.length && picked.size + fresh.length > this.most) { sheet.say(`一次最多申请 ${this.most} 行；要改的更多，请不勾选，申请整张表`); return; }
    for (const row of fresh.length ? fresh : able) { if (fresh.length) picked.set(row.uid, row.number); else picked.delete(row.uid); }
    this.drawn();
    const which = rows.length === 1 ? `第 ${rows[0].number} 行` : `${counted((fresh.length ? fresh : able).length)} 行`;
    sheet.announce(`${which}${fresh.length ? '已勾选' : '不再勾选'}，共勾选 ${counted(picked.size)} 行`);
  }
}

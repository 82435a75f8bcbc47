// A code list: what a typed text means, what is found by code, name or pinyin initials, how a code is shown.

const folded = text => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
const SEPARATOR = /[;；]/;

export class CodeList {
  constructor(items) {
    this.items = items.map(([code, name, initials, level]) => ({
      code, name, level: level ?? 0, initials: (initials ?? '').toLowerCase(), label: name ? `${code} ${name}` : code,
    }));
    this.byText = new Map();
    for (const item of this.items) {
      for (const text of [item.name, item.code, item.code + item.name]) {
        if (text) this.learn(folded(text), item);
      }
    }
    for (const item of this.items) this.byText.set(folded(item.code), item);
  }

  // A name that two codes share means neither: it stays as typed and is marked.
  learn(text, item) {
    const known = this.byText.get(text);
    this.byText.set(text, known === undefined || known === item ? item : null);
  }

  item(text) { return this.byText.get(folded(text)) ?? null; }

  // Best first: the code or the initials or the name begins with it, then what holds it.
  search(query) {
    const wanted = folded(query);
    if (!wanted) return this.items;
    const weigh = ({ code, name, initials, label }) => {
      if (folded(code) === wanted || folded(name) === wanted || folded(label) === wanted) return 0;
      if (folded(code).startsWith(wanted)) return 1;
      if (folded(name).startsWith(wanted)) return 2;
      if (initials.startsWith(wanted)) return 3;
      return folded(label).includes(wanted) || initials.includes(wanted) ? 4 : 9;
    };
    return this.items.map(item => [weigh(item), item]).filter(([weight]) => weight < 9)
      .sort((one, other) => one[0] - other[0]).map(([, item]) => item);
  }
}

export const YES_OR_NO = new CodeList([['是', '', 's'], ['否', '', 'f']]);

export const parts = text => text.split(SEPARATOR).map(part => part.trim()).filter(Boolean);

const NONE = '无';

// What is stored for a typed text: codes, joined by `;` in a field of several values.
export function coded(list, text, multi) {
  const one = part => list.item(part)?.code ?? part;
  return multi ? parts(text).map(one).join(';') : one(text.trim());
}

export function shown(list, text, multi) {
  const one = part => list.item(part)?.label ?? part;
  if (!text) return '';
  return multi ? text.split(';').map(one).join('；') : one(text);
}

export function unknown(list, text, multi) {
  if (!text || text === NONE || !list.items.length) return false;
  return (multi ? text.split(';') : [text]).some(part => part && !list.item(part));
}

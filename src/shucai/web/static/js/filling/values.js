// The values that occur in a column of codes, to be chosen from in its filter; found by code, name or pinyin initials.
import { h } from './parts.js';
import { listOf } from '../sheet/editing_rules.js';

const BLANK = '空';

// What a filter by chosen codes says: their names, the first few of many.
export function chosenWords(field, lists, value, most = 3) {
  const list = listOf(field, lists), names = value.split(';').map(code => (code === '' ? BLANK : list?.item(code)?.name || code));
  return names.length > most ? `${names.slice(0, most).join('、')} 等 ${names.length} 项` : names.join('、');
}

export class Values {
  // read(): asks which codes occur; chosen: codes that are in force.
  constructor({ field, lists, chosen, read }) {
    Object.assign(this, { field, list: listOf(field, lists), chosen: new Set(chosen), found: [] });
    this.search = h('input.form-control', { type: 'search', placeholder: '名称、代码或拼音', 'aria-label': '查找取值', autocomplete: 'off', oninput: () => this.draw() });
    this.items = h('ul', {}, h('li.none', {}, '正在读取'));
    this.node = h('div.values', { role: 'group', 'aria-label': '出现的取值' }, this.search, this.items);
    this.read(read);
  }

  async read(read) {
    const answer = await read().catch(() => ({ ok: false, message: '连不上服务器，稍后再试' }));
    if (!answer.ok) { this.items.replaceChildren(h('li.none', {}, answer.message)); return; }
    this.found = answer.values;
    this.more = answer.more;
    this.draw();
  }

  // Codes that are sought, the frequent ones first; what the list does not know is sought as it stands.
  get sought() {
    const wanted = this.search.value.trim();
    if (!wanted) return this.found;
    const codes = new Set(this.list.search(wanted).map(item => item.code));
    return this.found.filter(([code]) => codes.has(code) || (code === '' ? BLANK : this.list.item(code) ? '' : code).includes(wanted));
  }

  draw() {
    const line = ([code, count]) => {
      const item = this.list.item(code), box = h('input', { type: 'checkbox', checked: this.chosen.has(code), onchange: () => { if (box.checked) this.chosen.add(code); else this.chosen.delete(code); } });
      return h('li', {}, h('label', {}, box, h('span', {}, code === '' ? BLANK : item?.label ?? code), h('small', {}, count.toLocaleString('zh-CN'))));
    };
    const lines = this.sought.map(line);
    this.items.replaceChildren(...(lines.length ? lines : [h('li.none', {}, '这一列没有这样的取值')]), this.more ? h('li.none', {}, `还有 ${this.more} 种取值没有列出`) : '');
  }

  // The codes to filter by; what was sought counts as chosen where nothing else is.
  get value() {
    const codes = this.chosen.size ? [...this.chosen] : this.search.value.trim() ? this.sought.map(([code]) => code) : [];
    return codes.length ? codes.join(';') : null;
  }
}

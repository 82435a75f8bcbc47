// Filters and order of rows, kept for as long as the page is open and applied by the server.
import { button, closeFloat, float, h, icon } from './parts.js';
import { Values, chosenWords } from './values.js';
import { listOf, spell } from '../sheet/editing_rules.js';

const OPERATIONS = { one_of: '为', is: '等于', contains: '包含', blank: '为空', filled: '不为空', error: '有错误', changed: '与上年不同', staged: '待复核' };
const WITH_VALUE = new Set(['is', 'contains']);

export class Narrowing {
  // changed(): the rows have to be read anew; values(field, conditions): which codes occur in a column; back(): to the rows.
  constructor({ chips, fields, lists, changed, values, back }) {
    Object.assign(this, { chips, fields, lists, changed, values, back, filters: [], sort: '' });
  }

  get is() { return this.filters.length > 0 || this.sort !== ''; }
  get query() { return { sort: this.sort, q: this.filters.length ? JSON.stringify(this.filters) : '' }; }

  lookOf(name) {
    const sorted = this.sort === name ? 'up' : this.sort === `-${name}` ? 'down' : '';
    return { filtered: this.filters.some(filter => filter.field === name), sorted };
  }

  set(filter) {
    this.filters = [...this.filters.filter(one => one.field !== filter.field || one.op !== filter.op), filter];
    this.apply();
  }

  drop(filter) { this.filters = this.filters.filter(one => one !== filter); this.apply(); }
  order(sort) { this.sort = sort; this.apply(); }
  clear() { this.filters = []; this.sort = ''; this.apply(); }
  apply() { closeFloat(); this.draw(); this.changed(); }

  words({ field, op, value }) {
    const column = this.fields.find(one => one.name === field), title = column?.title ?? '全部列';
    if (op === 'one_of') return `${title} ${OPERATIONS[op]} ${chosenWords(column, this.lists, value)}`;
    return `${title} ${OPERATIONS[op]}${value ? ` ${value}` : ''}`;
  }

  draw() {
    if (this.chips.contains(document.activeElement)) this.back(); // what was pressed goes
    this.chips.hidden = !this.is;
    const chip = (words, act) => h('button.chip', { type: 'button', title: '去掉这一条', onclick: act }, words, icon('x'));
    const sorted = this.fields.find(field => field.name === this.sort.replace('-', ''));
    this.chips.replaceChildren(
      ...this.filters.map(filter => chip(this.words(filter), () => this.drop(filter))),
      ...(sorted ? [chip(`按 ${sorted.title} ${this.sort.startsWith('-') ? '降序' : '升序'}`, () => this.order(''))] : []),
      button('全部去掉', { onclick: () => this.clear() }),
    );
  }

  choose(field, codes) {
    const { value } = codes;
    if (value === null) { codes.search.focus(); return; }
    this.filters = this.filters.filter(one => one.field !== field.name);
    this.set({ field: field.name, op: 'one_of', value });
  }

  // The menu of a column: order, filter, hide.
  open(field, at, { back, hide }) {
    const known = this.filters.find(filter => filter.field === field.name), isCoded = Boolean(listOf(field, this.lists));
    const others = this.filters.filter(filter => filter.field !== field.name);
    const codes = isCoded && new Values({ field, lists: this.lists, chosen: known?.op === 'one_of' ? known.value.split(';') : [], read: () => this.values(field, others) });
    const offered = Object.entries(OPERATIONS).filter(([name]) => name !== 'one_of' || isCoded), preset = known?.op ?? (isCoded ? 'one_of' : 'contains');
    const op = h('select.form-select', { 'aria-label': '条件' }, ...offered.map(([value, words]) => h('option', { value, selected: value === preset }, value === 'one_of' ? '从出现的取值里选' : words)));
    const value = h('input.form-control', { 'aria-label': '值', value: known?.op === 'one_of' ? '' : known?.value ?? '', placeholder: '值', autocomplete: 'off' });
    const shown = () => { value.hidden = !WITH_VALUE.has(op.value); if (codes) codes.node.hidden = op.value !== 'one_of'; };
    op.addEventListener('change', shown);
    shown();
    const apply = event => {
      event.preventDefault();
      if (op.value === 'one_of') { this.choose(field, codes); return; }
      const text = op.value === 'is' ? spell(field, this.lists, value.value) : value.value.trim();
      if (WITH_VALUE.has(op.value) && !text) { value.focus(); return; }
      this.filters = this.filters.filter(one => one.field !== field.name);
      this.set({ field: field.name, op: op.value, ...(WITH_VALUE.has(op.value) ? { value: text } : {}) });
    };
    const order = (sort, words) => button(words, { 'aria-pressed': String(this.sort === sort), onclick: () => this.order(this.sort === sort ? '' : sort) });
    float(at, `${field.title} 的菜单`, [
      h('b.title', {}, field.title),
      h('div.pair', {}, order(field.name, '升序'), order(`-${field.name}`, '降序'), hide && button('隐藏此列', { onclick: () => { closeFloat(); hide(field); } })),
      h('form.filter', { onsubmit: apply }, op, value, codes && codes.node, h('div.pair', {},
        h('button.btn.btn-primary.btn-sm', { type: 'submit' }, '筛选'),
        known && button('去掉筛选', { kind: 'default', onclick: () => this.drop(known) }))),
    ], back);
  }
}

// Find and replace over all rows. The server finds; what is replaced becomes one step that can be taken back.
import { button, h } from './parts.js';
import { get } from './talk.js';
import { coded } from '../sheet/lists.js';
import { LeftOut } from '../sheet/left_out.js';
import { isUnknown, listOf, spell, whyLocked } from '../sheet/editing_rules.js';

const BATCH = 500;
const counted = count => count.toLocaleString('zh-CN');
const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// The text of a cell with what was found replaced; null where it is not in it. In a code column whole codes are replaced.
export function replaced(field, lists, text, { find, put, whole }) {
  const list = listOf(field, lists);
  if (list) {
    const code = coded(list, find, false), codes = text.split(';');
    return codes.includes(code) ? codes.map(one => (one === code ? coded(list, put, false) : one)).join(';') : null;
  }
  if (whole) return text === find ? spell(field, lists, put) : null;
  const pattern = new RegExp(escaped(find), 'gi');
  return pattern.test(text) ? spell(field, lists, text.replace(new RegExp(escaped(find), 'gi'), () => put)) : null;
}

export class Search {
  constructor({ sheet, form, urls, rowsOf, say }) {
    Object.assign(this, { sheet, form, urls, rowsOf, say, at: -1, hits: [] });
    this.text = h('input.form-control', { type: 'search', placeholder: '查找内容', 'aria-label': '查找内容', autocomplete: 'off' });
    this.put = h('input.form-control', { placeholder: '替换为', 'aria-label': '替换为', autocomplete: 'off' });
    this.column = h('select.form-select', { 'aria-label': '范围' }, h('option', { value: '' }, '全部列'), ...sheet.fields.map(field => h('option', { value: field.name }, field.title)));
    this.whole = h('input', { type: 'checkbox' });
    this.count = h('span.count', { role: 'status' });
    this.all = button('全部替换', { kind: 'default', onclick: () => this.replaceAll() });
    form.append(this.text, this.column, h('label.tick', {}, this.whole, '整格相同'), button('上一个', { kind: 'default', onclick: () => this.step(-1) }),
      h('button.btn.btn-default.btn-sm', { type: 'submit' }, '下一个'), this.put, this.all, this.count, button('', { sign: 'x', 'aria-label': '关闭查找', onclick: () => this.close() }));
    form.addEventListener('submit', event => { event.preventDefault(); this.step(1); });
    form.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.isComposing) { event.preventDefault(); this.close(); }
      if (event.key === 'Enter' && event.shiftKey && event.target === this.text) { event.preventDefault(); this.step(-1); }
    });
    for (const input of [this.text, this.column, this.whole]) input.addEventListener('input', () => { this.asked = ''; this.count.textContent = ''; });
  }

  open({ replace }) {
    this.form.hidden = false;
    for (const node of [this.put, this.all]) node.hidden = !replace || Boolean(this.sheet.locked);
    this.text.select();
    this.text.focus();
  }

  close() { this.form.hidden = true; this.sheet.focus(); }

  get query() { return { text: this.text.value.trim(), field: this.column.value, whole: this.whole.checked ? 1 : '' }; }

  async look() {
    const { query } = this, asked = JSON.stringify(query);
    if (!query.text) { this.text.focus(); return false; }
    if (asked === this.asked) return this.hits.length > 0;
    const answer = await get(this.urls.find, query);
    if (!answer.ok) { this.count.textContent = answer.message; return false; }
    Object.assign(this, { asked, hits: answer.at, total: answer.total, at: -1 });
    if (!answer.total) this.count.textContent = '没有找到';
    return answer.total > 0;
  }

  async step(by) {
    if (!await this.look()) return;
    this.at = (this.at + by + this.hits.length) % this.hits.length;
    if (this.at < 0) this.at = this.hits.length - 1;
    const [number, uid, field] = this.hits[this.at];
    this.count.textContent = `第 ${counted(this.at + 1)} 处，共 ${counted(this.total)} 处`;
    await this.rowsOf.jump({ number, uid, field, focus: false });
    this.text.focus();
  }

  // Rows are read with the text as the filter, so that also those never seen are changed; of filtered rows only what is left.
  async replaceAll() {
    const { text: find, field, whole } = this.query, put = this.put.value;
    if (!find) { this.text.focus(); return; }
    const cells = [], left = new LeftOut(), fields = field ? this.sheet.fields.filter(one => one.name === field) : this.sheet.fields;
    for await (const record of this.rowsOf.found(find, BATCH)) {
      for (const column of fields) {
        const before = record.cells[column.index] ?? '', after = replaced(column, this.sheet.lists, before, { find, put, whole });
        if (after === null || after === before) continue;
        const why = whyLocked({ locked: this.sheet.locked, column, record });
        if (why) left.note(why, column.title, record.number || this.sheet.rows.indexOf(record.uid) + 1);
        else cells.push([record.uid, column.name, before, after]);
      }
    }
    this.sheet.change({ cells });
    this.asked = '';
    this.count.textContent = this.replacedWords(cells, left.count);
    if (left.count) this.say(left.words, { stays: true });
  }

  replacedWords(cells, locked) {
    const { sheet } = this, where = sheet.isNarrowed ? '筛出的行里' : '', fields = new Map(sheet.fields.map(field => [field.name, field]));
    const unknown = cells.filter(([, name, , after]) => isUnknown(fields.get(name), sheet.lists, after)).length;
    if (!cells.length) return locked ? `${where}找到 ${counted(locked)} 处，都是只读的，没有替换` : `${where}没有找到`;
    return `${where}已替换 ${counted(cells.length)} 处${unknown ? `，其中 ${counted(unknown)} 处不在代码表里，已标红` : ''}${locked ? `，${counted(locked)} 处只读的没有替换` : ''}，Ctrl+Z 可撤销`;
  }
}

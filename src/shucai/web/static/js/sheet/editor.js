// The one textarea that always has the focus: keys, input methods and the clipboard all arrive here.
import { element } from './element.js';
import { Calendar } from './calendar.js';
import { Choices } from './choices.js';
import { listOf, spell, whyLocked } from './editing_rules.js';

const SEPARATOR = /[;；]/;
const TALLEST = 164;
const widthOf = text => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 14 : 8), 20);
const lastPart = text => text.split(SEPARATOR).pop().trim();
const firstParts = text => text.split(SEPARATOR).slice(0, -1).map(part => part.trim()).filter(Boolean);

export class Editor {
  constructor(sheet) {
    this.sheet = sheet;
    this.isOn = false;
    const input = this.input = element('sheet-input', sheet.root, 'textarea');
    input.setAttribute('aria-label', '单元格');
    input.setAttribute('aria-controls', 'sheet-choices');
    Object.assign(input, { spellcheck: false, autocomplete: 'off', id: 'sheet-input', name: 'cell' });
    this.choices = new Choices(sheet.root);
    this.calendar = new Calendar(sheet.root);
    this.listen();
  }

  get column() { return this.sheet.columns[this.sheet.selection.active.column]; }
  get record() { return this.sheet.rows.peek(this.sheet.selection.active.row); }
  get before() { return this.record?.cells[this.column.index] ?? ''; }

  listen() {
    const { input, sheet } = this;
    input.addEventListener('compositionstart', () => { if (!this.isOn) { input.value = ''; this.start(null); } });
    input.addEventListener('input', () => this.typed());
    input.addEventListener('blur', () => { sheet.root.classList.remove('focus'); sheet.scroller.tabIndex = 0; if (this.isOn) this.stop(true); });
    input.addEventListener('focus', () => sheet.root.classList.add('focus'));
    this.choices.node.addEventListener('mousedown', event => {
      event.preventDefault();
      const item = event.target.closest('[data-index]');
      if (!item) return;
      this.choices.at = Number(item.dataset.index);
      if (this.column.multi) this.toggle();
      else this.stop(true, 1);
    });
    this.calendar.node.addEventListener('mousedown', event => {
      event.preventDefault();
      const { turn, day } = event.target.dataset;
      if (turn) this.calendar.turn(Number(turn));
      if (day) { this.calendar.day = { ...this.calendar.day, day: Number(day) }; this.stop(true, 1); }
    });
  }

  typed() {
    if (!this.isOn) return this.whyNot() ? this.refuse() : this.start(null);
    if (this.calendar.isOpen) this.calendar.close();
    if (this.choices.isOpen) this.offer(this.column.multi ? lastPart(this.input.value) : this.input.value);
    else this.place();
    return undefined;
  }

  whyNot() { return whyLocked({ locked: this.sheet.locked, column: this.column, record: this.record }); }

  refuse() { this.input.value = ''; this.sheet.tell(this.whyNot()); }

  // text: what the editor opens with; null when typing has put its first letters already.
  start(text, { open = false } = {}) {
    if (this.isOn || !this.column) return;
    if (this.whyNot()) { this.refuse(); return; }
    this.isOn = true;
    if (text !== null) this.input.value = text;
    this.input.classList.add('on');
    this.sheet.reveal(this.sheet.selection.active);
    this.sheet.hideTip();
    if (listOf(this.column, this.sheet.lists)) this.offer(text === null ? this.input.value : '', { current: true });
    if (this.column.type === 'date' && open) this.calendar.open(this.before, this.sheet.today);
    this.place();
  }

  // What the cell shows is what one edits: of several codes each with its name would be too long. In an open list one searches
  // anew: what is typed replaces the text.
  startWithValue({ open = false } = {}) {
    const { multi } = this.column;
    this.start(multi && this.before ? `${this.before};` : this.sheet.shown(this.record ?? { cells: [] }, this.sheet.selection.active.column), { open });
    const end = this.input.value.length, anew = open && !multi && this.choices.isOpen;
    this.input.setSelectionRange(anew ? 0 : end, end);
    this.input.scrollTop = this.input.scrollHeight;
  }

  // current: what the cell holds is marked in the whole list; a text emptied by hand marks nothing.
  offer(query, { current = false } = {}) {
    const list = listOf(this.column, this.sheet.lists), { multi } = this.column;
    const items = list.search(query), chosen = multi ? firstParts(this.input.value).map(part => list.item(part)?.code) : [this.before];
    const at = query ? this.best(list, query, items) : multi || !current ? -1 : items.findIndex(item => item.code === this.before);
    this.choices.open(items, { chosen, at, multi });
    this.place();
  }

  // 无 says that there is nothing to report; it is no beginning of a longer name.
  best(list, query, items) { return !items.length || (query.trim() === '无' && !list.item('无')) ? -1 : 0; }

  // Take the marked item in or out of a field of several values and go on choosing.
  toggle() {
    const { code } = this.choices.marked, list = listOf(this.column, this.sheet.lists);
    const chosen = firstParts(this.input.value).map(part => list.item(part)?.code ?? part);
    const kept = chosen.includes(code) ? chosen.filter(one => one !== code) : [...chosen, code];
    this.input.value = kept.map(one => `${one};`).join('');
    this.offer('');
  }

  result() {
    if (this.calendar.isOpen) return this.calendar.text;
    if (!this.column.multi && this.choices.isOpen && this.choices.marked) return this.choices.marked.code;
    return this.input.value;
  }

  stop(save, down = 0, right = 0) {
    if (!this.isOn) return;
    const { sheet, column, record, before } = this, after = save ? spell(column, sheet.lists, this.result()) : before;
    this.isOn = false;
    this.input.classList.remove('on');
    this.input.value = '';
    this.choices.close();
    this.calendar.close();
    if (record && after !== before) sheet.change({ cells: [[record.uid, column.name, before, after]] });
    const { active } = sheet.selection;
    sheet.go(active.row + down, active.column + right);
  }

  place() {
    const { sheet, input } = this, { active } = sheet.selection;
    if (!sheet.columns.length) return;
    const cell = sheet.rect(active.row, active.column);
    Object.assign(input.style, { left: `${cell.x - 1}px`, top: `${cell.y - 1}px`, width: `${cell.w + 1}px`, height: `${cell.h + 1}px` });
    this.grow(cell);
    if (this.choices.isOpen) this.under(this.choices.node, cell, 262);
    if (this.calendar.isOpen) this.under(this.calendar.node, cell, 250);
  }

  // A text that is longer than its cell is edited over the cells beside and below; from so many lines on it scrolls.
  grow(cell) {
    const { input } = this, { value } = input, { clientWidth, clientHeight } = this.sheet.root;
    const isLong = this.isOn && (value.includes('\n') || widthOf(value) > cell.w);
    input.classList.toggle('long', isLong);
    if (!isLong) return;
    const width = Math.max(cell.w, Math.min(360, widthOf(value)));
    Object.assign(input.style, { width: `${width}px`, left: `${Math.max(0, Math.min(cell.x - 1, clientWidth - width - 4))}px` });
    const height = Math.max(cell.h + 1, Math.min(TALLEST, input.scrollHeight + 4));
    Object.assign(input.style, { height: `${height}px`, top: `${Math.max(0, Math.min(cell.y - 1, clientHeight - height - 4))}px` });
  }

  under(node, cell, height) {
    const { clientHeight, clientWidth } = this.sheet.root, below = cell.y + cell.h + height < clientHeight;
    const left = Math.max(4, Math.min(cell.x, clientWidth - Math.max(node.offsetWidth, cell.w) - 8));
    Object.assign(node.style, {
      left: `${left}px`, minWidth: `${Math.max(200, cell.w)}px`,
      top: below ? `${cell.y + cell.h + 2}px` : 'auto', bottom: below ? 'auto' : `${clientHeight - cell.y + 2}px`,
    });
  }
}

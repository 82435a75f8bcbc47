// The sheet: puts rows, geometry, painter, editor and keys together. No dependency; Chromium 109 and later.
// It knows nothing of the network: what was changed goes to onchange(step), and rows come through read(offset, limit).
import { element, clamp } from './element.js';
import { onKey } from './commands.js';
import { Editor } from './editor.js';
import { shownText, whyLocked } from './editing_rules.js';
import { Geometry } from './geometry.js';
import { drawHead } from './header.js';
import { History } from './history.js';
import { toTSV } from './clipboard.js';
import { Painter } from './painter.js';
import { listenToPointer } from './pointer.js';
import { clear, paste, textsIn } from './ranges.js';
import { Rows } from './rows.js';
import { Selection, isWithin } from './selection.js';
import { applied } from './applying.js';
import { Tip } from './tip.js';

const CALM = 120;

export class Sheet {
  // fields: [{name, title, group, type, list, multi, width, readonly, required, unit, hint}]; frozen: how many stay at the left.
  constructor(root, { fields, lists = {}, frozen = 0, total = 0, locked = '', can = {}, label = '数据表', today, read, unsaved, newUid, ...calls }) {
    Object.assign(this, { root, lists, locked, can, today, newUid, frozenCount: frozen, isNarrowed: false, narrowing: () => ({}) }, calls);
    this.fields = fields.map((field, index) => ({ ...field, index }));
    this.hidden = new Set();
    this.columns = this.fields;
    this.marks = new Map();
    this.others = new Map();
    this.history = new History();
    this.selection = new Selection();
    this.geometry = new Geometry(this.columns, frozen);
    this.rows = new Rows({ read, unsaved, arrived: () => this.paint() });
    this.rows.inSight = () => this.indexesInSight();
    this.build(label);
    this.editor = new Editor(this);
    this.tip = new Tip(this);
    this.listen();
    this.load(total);
  }

  build(label) {
    const { root } = this;
    root.classList.add('sheet');
    this.scroller = element('sheet-scroll', root);
    this.scroller.tabIndex = 0;
    this.scroller.setAttribute('aria-label', `${label}，可以滚动`);
    this.scroller.setAttribute('role', 'group');
    this.space = element('sheet-space', this.scroller);
    this.space.setAttribute('role', 'grid');
    this.space.setAttribute('aria-label', label);
    const headGroup = element('sheet-head', this.space);
    headGroup.setAttribute('role', 'row');
    this.head = headGroup;
    this.body = element('sheet-body', this.space);
    this.body.setAttribute('role', 'rowgroup');
    this.empty = element('sheet-empty', root);
    this.live = element('visually-hidden', root);
    this.live.setAttribute('aria-live', 'polite');
    this.painter = new Painter(this, this.body);
  }

  listen() {
    const { scroller } = this, { input } = this.editor;
    scroller.addEventListener('scroll', () => { this.frame ??= requestAnimationFrame(() => { this.frame = null; this.scrolled(); }); }, { passive: true });
    new ResizeObserver(() => { this.paint(); this.editor.place(); }).observe(scroller);
    scroller.addEventListener('focus', () => this.focus());
    input.addEventListener('keydown', event => onKey(this, event));
    const unlessEditing = act => event => { if (this.editor.isOn) return; event.preventDefault(); act(event.clipboardData); };
    const copy = board => board.setData('text/plain', toTSV(textsIn(this, this.selection.range())));
    input.addEventListener('copy', unlessEditing(copy));
    input.addEventListener('cut', unlessEditing(board => { copy(board); clear(this); }));
    input.addEventListener('paste', unlessEditing(board => paste(this, board.getData('text/plain'))));
    listenToPointer(this);
  }

  // Begin with so many rows of the server, everything known kept by uid.
  load(total) {
    this.rows.reset(total);
    this.laid();
  }

  // Columns, widths or the number of rows changed: measure and draw anew.
  laid() {
    const { geometry, space } = this;
    geometry.lay(this.columns, this.fields.filter(field => field.index < this.frozenCount && !this.hidden.has(field.name)).length);
    space.style.width = `${geometry.width}px`;
    space.setAttribute('aria-colcount', this.columns.length + 1);
    this.head.style.height = `${geometry.top}px`;
    this.body.style.top = `${geometry.top}px`;
    this.selection.within(this.rows.count, this.columns.length);
    this.painter.forget();
    this.sized();
  }

  sized() {
    this.space.style.height = `${this.geometry.top + this.rows.count * this.geometry.row}px`;
    this.space.setAttribute('aria-rowcount', this.rows.count + 1);
    this.empty.textContent = this.rows.count ? '' : (this.isNarrowed && this.noneWords) || (this.emptyWords ?? '');
    this.paint();
    this.editor?.place();
  }

  hide(names) {
    this.hidden = new Set(names);
    this.columns = this.fields.filter(field => !this.hidden.has(field.name));
    this.laid();
  }

  paint() { if (this.painter.paint({ all: true })) drawHead(this, this.head, this.painter.from, this.painter.to); }

  drawHead() { drawHead(this, this.head, this.painter.from, this.painter.to); }

  scrolled() {
    if (this.painter.paint()) this.drawHead();
    if (this.editor.isOn) this.editor.place();
    if (this.tip.at) { this.tipWas = this.tip.at; this.tip.hide(); }
    clearTimeout(this.calming);
    this.calming = setTimeout(() => this.calmed(), CALM);
  }

  // Measuring costs a layout: the words at a cell and the hidden input follow once scrolling has stopped.
  calmed() {
    this.editor.place();
    if (this.tipWas && !this.tip.at) this.hint(this.tipWas.row, this.tipWas.column);
    this.tipWas = null;
  }

  indexesInSight() {
    const { scroller, geometry, rows } = this;
    return geometry.rowsIn(scroller.scrollTop, scroller.clientHeight - geometry.top, rows.count, 0);
  }

  get pageRows() { return Math.max(1, Math.floor((this.scroller.clientHeight - this.geometry.top) / this.geometry.row) - 1); }

  rect(row, column) { return this.geometry.rect(row, column, this.scroller.scrollLeft, this.scroller.scrollTop); }
  shown(record, column) { const field = this.columns[column]; return shownText(field, this.lists, record.cells[field.index] ?? ''); }
  focus() { this.editor.input.focus({ preventScroll: true }); }
  announce(words) { this.live.textContent = words; }
  // What is told of the whole sheet, or of the cell, already is told again at the cell, not above it a second time.
  say(words) {
    const { row, column } = this.selection.active;
    if (words === this.locked || words === this.words(row, column)?.words) { this.tell(words); return; }
    this.announce(words);
    this.onsay?.(words);
  }

  // Nothing can be typed from now on. told: the id of what says why.
  shut(reason, told) {
    this.locked = reason;
    this.space.setAttribute('aria-readonly', 'true');
    this.space.setAttribute('aria-describedby', told);
  }

  tell(words) { const { row, column } = this.selection.active; this.tip.show(row, column, words, 'plain'); this.announce(words); }
  hideTip() { this.tip.hide(); }

  // What is to be said of cells changed: also of the one whose words are on the screen.
  marked() {
    this.paint();
    const at = this.tip.at;
    if (at) this.hint(at.row, at.column);
  }

  async have(range) {
    if (await this.rows.ensure(range.top, range.bottom).catch(() => false)) return true;
    this.say('选中的行还没有读完，请等连接恢复后再试');
    return false;
  }

  reveal({ row, column }) {
    const { scroller, geometry } = this, y = row * geometry.row, height = scroller.clientHeight - geometry.top;
    if (y < scroller.scrollTop) scroller.scrollTop = y;
    else if (y + geometry.row > scroller.scrollTop + height) scroller.scrollTop = y + geometry.row - height;
    if (column < geometry.frozen || !this.columns[column]) return;
    const x = geometry.lefts[column], { width } = this.columns[column];
    if (x - geometry.frozenWidth < scroller.scrollLeft) scroller.scrollLeft = x - geometry.frozenWidth;
    else if (x + width > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = x + width - scroller.clientWidth;
  }

  go(row, column, { extend = false } = {}) {
    if (!this.rows.count || !this.columns.length) return;
    const to = { row: clamp(row, 0, this.rows.count - 1), column: clamp(column, 0, this.columns.length - 1) };
    if (extend) this.selection.extend(to.row, to.column);
    else this.selection.to(to.row, to.column);
    this.reveal(to);
    this.shownAgain();
    if (extend) return;
    this.hint(to.row, to.column);
    this.announce(this.reading());
  }

  select(active, corner) {
    this.selection.between(active, corner);
    this.shownAgain();
  }

  shownAgain() {
    this.selection.within(this.rows.count, this.columns.length);
    this.paint();
    this.editor.place();
    this.tip.hide();
    this.tipWas = null;
    this.onselect?.(this.selection.range());
  }

  reading() {
    const { row, column } = this.selection.active, record = this.rows.peek(row), words = this.words(row, column);
    return `第 ${row + 1} 行 ${this.columns[column].title} ${record ? this.shown(record, column) || '空' : '正在读取'}${words ? `，${words.words}` : ''}`;
  }

  // What is to be said of a cell, and in which tone.
  words(row, column) {
    const record = this.rows.peek(row), field = this.columns[column];
    if (!record || !field) return null;
    const mark = this.marks.get(record.uid)?.fields[field.name];
    if (mark) return { words: mark.message, tone: mark.severity === 'error' ? 'stop' : 'caution' };
    const other = this.others.get(record.uid)?.find(one => one.field === field.name);
    if (other) return { words: `${other.name} 正在这一格`, tone: 'plain' };
    const why = whyLocked({ locked: '', column: field, record });
    return why ? { words: why, tone: 'plain' } : null;
  }

  // A text that its column cuts off is shown whole.
  cutOff(row, column) {
    const record = this.rows.peek(row);
    if (!record || !this.columns[column]) return null;
    const text = this.shown(record, column), wide = [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 13 : 7.3), 18);
    return wide > this.columns[column].width ? { words: text, tone: 'plain' } : null;
  }

  hint(row, column) {
    const found = this.words(row, column) ?? this.beside?.(row, column) ?? this.cutOff(row, column);
    if (found) this.tip.show(row, column, found.words, found.tone);
    else this.tip.hide();
  }

  jump(row, name) {
    const column = Math.max(0, this.columns.findIndex(field => field.name === name));
    return this.rows.ensure(row, row).then(() => {
      this.scroller.scrollTop = Math.max(0, row * this.geometry.row - (this.scroller.clientHeight - this.geometry.top) / 2);
      this.go(row, column);
      this.focus();
    });
  }

  // One step of changes that can be taken back. Returns nothing: the screen shows it, onchange sends it on.
  change({ cells = [], added = [], removed = [] }) {
    const step = { cells, added, removed };
    if (!cells.length && !added.length && !removed.length) return;
    this.history.push(step);
    this.carry(step);
  }

  carry(step) {
    if (!step) return;
    applied(this, step);
    this.onchange?.(step);
    this.sized();
    this.onselect?.(this.selection.range());
  }

  undo() { this.retrace(() => this.history.back(), -1, '没有可以撤销的了'); }
  redo() { this.retrace(() => this.history.again(), 0, '没有可以重做的了'); }

  // A step back or again; the cursor goes to where it was made, so that one sees what became of it.
  retrace(next, first, none) {
    if (this.locked) { this.say(this.locked); return; }
    const step = next();
    if (!step) { this.say(none); return; }
    this.onretrace?.();
    this.carry(step);
    const [uid, name] = step.cells.at(first) ?? [step.added[0]?.uid], row = uid ? this.rows.indexOf(uid) : -1;
    const found = this.columns.findIndex(field => field.name === name), column = found >= 0 ? found : this.selection.active.column;
    if (row < 0) return;
    if (isWithin(this.selection.range(), row, column)) this.reveal({ row, column });
    else this.go(row, column);
  }
  pasted(done) { this.onpaste?.(done); }
}

// Draws the rows and cells that can be seen and reuses their elements. Reads the sheet, changes nothing in it.
import { element } from './element.js';
import { closed, isRight, isUnknown } from './editing_rules.js';

const OVER = 6, BESIDE = 2;
const STATES = { added: '新增，待复核', changed: '已改，待复核', removed: '已删除，待复核' };

export class Painter {
  constructor(sheet, body) {
    Object.assign(this, { sheet, body, pool: new Map(), from: null, to: null });
  }

  forget() {
    for (const row of this.pool.values()) row.node.remove();
    this.pool.clear();
    this.from = null;
  }

  // Returns whether the head has to be drawn anew because other columns came into sight.
  paint({ all = false } = {}) {
    const { geometry, rows, scroller } = this.sheet;
    const [first, last] = geometry.rowsIn(scroller.scrollTop, scroller.clientHeight - geometry.top, rows.count, OVER);
    const widened = this.widen(...geometry.columnsIn(scroller.scrollLeft, scroller.clientWidth));
    const free = [];
    for (const [index, row] of this.pool) if (index < first || index > last) { free.push(row); this.pool.delete(index); }
    const fresh = document.createDocumentFragment();
    for (let index = first; index <= last; index++) this.row(index, free, fresh, { widened, all });
    if (fresh.childNodes.length) this.body.append(fresh);
    for (const row of free) row.node.remove();
    return widened;
  }

  widen(from, to) {
    if (this.from !== null && from >= this.from && to <= this.to) return false;
    const { geometry } = this.sheet;
    this.from = Math.max(geometry.frozen, from - BESIDE);
    this.to = Math.min(geometry.columns.length - 1, to + BESIDE);
    return true;
  }

  row(index, free, fresh, { widened, all }) {
    let row = this.pool.get(index);
    if (row) {
      if (widened) this.reuse(row);
      if (widened || all || row.pending) this.fill(row, index);
      return;
    }
    row = free.pop();
    if (!row) fresh.append((row = this.newRow()).node);
    if (row.from !== this.from || row.to !== this.to) this.reuse(row);
    this.pool.set(index, row);
    row.node.style.transform = `translateY(${index * this.sheet.geometry.row}px)`;
    this.fill(row, index);
  }

  newRow() {
    const { geometry } = this.sheet;
    const row = { node: element('sheet-row'), cells: [], from: this.from, to: this.to, index: -1 };
    row.node.setAttribute('role', 'row');
    row.node.style.height = `${geometry.row}px`;
    row.frozen = element('sheet-frozen', row.node);
    row.frozen.setAttribute('role', 'none');
    row.frozen.style.width = `${geometry.frozenWidth}px`;
    row.number = element('sheet-n', row.frozen);
    row.number.setAttribute('role', 'rowheader');
    row.number.style.width = `${geometry.number}px`;
    row.numberText = row.number.appendChild(document.createTextNode(''));
    for (let column = 0; column < geometry.frozen; column++) this.addCell(row, row.frozen, column);
    for (let column = this.from; column <= this.to; column++) this.addCell(row, row.node, column);
    return row;
  }

  addCell(row, parent, column) {
    const node = element('sheet-c', parent);
    node.setAttribute('role', 'gridcell');
    const cell = { node, words: node.appendChild(document.createTextNode('')), text: null, look: '' };
    this.move(cell, column);
    row.cells.push(cell);
  }

  move(cell, column) {
    const { geometry } = this.sheet;
    cell.column = column;
    cell.text = null;
    cell.node.style.left = `${geometry.lefts[column]}px`;
    cell.node.style.width = `${geometry.columns[column].width}px`;
  }

  // On a scroll to the side the cells that went out of sight become those that came in.
  reuse(row) {
    const { frozen } = this.sheet.geometry, free = [], have = new Set();
    for (const cell of row.cells) {
      if (cell.column < frozen) continue;
      if (cell.column < this.from || cell.column > this.to) free.push(cell);
      else have.add(cell.column);
    }
    for (let column = this.from; column <= this.to; column++) {
      if (have.has(column)) continue;
      const cell = free.pop();
      if (cell) this.move(cell, column);
      else this.addCell(row, row.node, column);
    }
    for (const cell of free) cell.node.remove();
    if (free.length) row.cells = row.cells.filter(cell => !free.includes(cell));
    row.from = this.from;
    row.to = this.to;
  }

  fill(row, index) {
    const { sheet } = this, record = sheet.rows.at(index), marks = record && sheet.marks.get(record.uid);
    const range = sheet.selection.range(), inRange = index >= range.top && index <= range.bottom;
    row.pending = !record;
    if (row.index !== index) { row.index = index; row.node.setAttribute('aria-rowindex', index + 2); }
    this.fillNumber(row, record, marks, inRange, index);
    const there = record && sheet.others.get(record.uid);
    for (const cell of row.cells) this.fillCell(cell, { record, marks, range, inRange, index, there });
  }

  fillNumber(row, record, marks, inRange, index) {
    const number = this.sheet.isNarrowed && record ? String(record.number || '新') : String(index + 1);
    if (row.numberText.nodeValue !== number) row.numberText.nodeValue = number;
    let look = inRange ? 'sheet-n on' : 'sheet-n';
    if (marks) look += marks.worst === 'error' ? ' err' : ' warn';
    const state = record && STATES[record.state];
    if (state) look += ` is-${record.state}`;
    const { picked } = this.sheet, isPicked = Boolean(record && picked?.has(record.uid));
    if (picked) row.node.setAttribute('aria-selected', String(isPicked));
    if (isPicked) look += ' picked';
    if (row.look === look) return;
    row.number.className = row.look = look;
    row.number.title = state ?? '';
    row.node.classList.toggle('gone', record?.state === 'removed');
  }

  fillCell(cell, at) {
    const { sheet } = this, { record, there } = at, column = sheet.columns[cell.column];
    const text = record ? sheet.shown(record, cell.column) : '';
    if (cell.text !== text) cell.words.nodeValue = cell.text = text;
    const mark = at.marks?.fields[column.name];
    const wrong = mark ? mark.severity === 'error' : Boolean(record) && isUnknown(column, sheet.lists, record.cells[column.index] ?? '');
    const look = this.look(cell.column, column, at, mark, wrong);
    const other = there?.find(one => one.field === column.name);
    this.presence(cell, other);
    const whole = other ? `${look} other o${other.tint}` : look;
    if (cell.look === whole) return;
    cell.node.className = cell.look = whole;
    if (wrong) cell.node.setAttribute('aria-invalid', 'true');
    else cell.node.removeAttribute('aria-invalid');
  }

  presence(cell, other) {
    const name = other?.name ?? '';
    if ((cell.by ?? '') === name) return;
    cell.by = name;
    if (name) cell.node.dataset.by = name;
    else delete cell.node.dataset.by;
  }

  look(index, column, { record, range, inRange, index: row }, mark, wrong) {
    const { active } = this.sheet.selection;
    let look = 'sheet-c';
    if (isRight(column)) look += ' num';
    if (column.readonly || closed(record, column)) look += ' ro';
    if (!record) look += ' loading';
    if (wrong) look += ' bad'; else if (mark) look += ' caution';
    if (inRange && index >= range.left && index <= range.right) {
      look += ' sel';
      if (row === range.top) look += ' t';
      if (row === range.bottom) look += ' b';
      if (index === range.left) look += ' l';
      if (index === range.right) look += ' r';
    }
    if (row === active.row && index === active.column) look += ' act';
    if (row === range.bottom && index === range.right && !this.sheet.locked) look += ' fh';
    return look;
  }
}

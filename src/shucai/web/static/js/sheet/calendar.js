// The month under a date cell. Arrows move by day and week, Page Up and Page Down by month, Enter takes the day.
import { element } from './element.js';
import { dateOf, moved, spelled, turned, weeksOf } from './dates.js';

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const TURNS = { PageUp: -1, PageDown: 1 };

export class Calendar {
  constructor(root) {
    this.node = element('sheet-month', root);
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', '选择日期');
    this.isOpen = false;
  }

  open(text, today) {
    this.isOpen = true;
    this.day = dateOf(text) ?? today;
    this.draw();
  }

  close() { this.isOpen = false; this.node.classList.remove('on'); }

  get text() { return spelled(this.day.year, this.day.month, this.day.day); }

  // Returns whether the key was for the calendar.
  key(name) {
    if (name in STEPS) this.day = moved(this.day, STEPS[name]);
    else if (name in TURNS) this.day = turned(this.day, TURNS[name]);
    else return false;
    this.draw();
    return true;
  }

  turn(months) { this.day = turned(this.day, months); this.draw(); }

  draw() {
    const { year, month, day } = this.day;
    this.node.textContent = '';
    this.node.classList.add('on');
    const head = element('sheet-month-head', this.node);
    for (const [by, words] of [[-12, '«'], [-1, '‹'], [0, `${year} 年 ${month} 月`], [1, '›'], [12, '»']]) {
      const part = element('', head, by ? 'button' : 'b');
      part.textContent = words;
      if (!by) continue;
      Object.assign(part, { type: 'button', tabIndex: -1 });
      part.dataset.turn = by;
      part.setAttribute('aria-label', { '-12': '上一年', '-1': '上个月', 1: '下个月', 12: '下一年' }[by]);
    }
    for (const name of '一二三四五六日') element('name', this.node, 'span').textContent = name;
    for (const one of weeksOf(year, month).flat()) {
      const cell = element(one === day ? 'day on' : 'day', this.node, 'span');
      if (one) { cell.textContent = one; cell.dataset.day = one; }
    }
  }
}

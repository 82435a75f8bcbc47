// The list under the cell being edited: items of a code list, those chosen already ticked.
import { element, clamp } from './element.js';

const MOST = 200;

export class Choices {
  constructor(root) {
    this.node = element('sheet-list', root);
    this.node.id = 'sheet-choices';
    this.node.setAttribute('role', 'listbox');
    this.node.setAttribute('aria-label', '代码表');
    this.close();
  }

  // chosen: codes that the cell holds; at: which item is marked, -1 for none.
  open(items, { chosen, at, multi }) {
    this.isOpen = true;
    this.items = items.slice(0, MOST);
    this.rest = items.length - this.items.length;
    this.chosen = new Set(chosen);
    this.multi = multi;
    this.at = at;
    this.draw();
  }

  close() {
    this.isOpen = false;
    this.items = [];
    this.at = -1;
    this.node.classList.remove('on');
  }

  get marked() { return this.items[this.at] ?? null; }

  step(by) {
    this.at = clamp(this.at + by, 0, this.items.length - 1);
    this.draw();
  }

  draw() {
    this.node.textContent = '';
    this.node.classList.add('on');
    this.node.setAttribute('aria-multiselectable', String(this.multi));
    this.items.forEach((item, index) => this.drawItem(item, index));
    if (!this.items.length) element('sheet-o none', this.node).textContent = '代码表里没有这一项，可输入代码、名称或拼音首字母';
    if (this.rest > 0) element('sheet-o none', this.node).textContent = `还有 ${this.rest} 项，继续输入可缩小范围`;
    this.node.querySelector('.on')?.scrollIntoView({ block: 'nearest' });
  }

  drawItem({ code, name, level }, index) {
    const node = element(`sheet-o${index === this.at ? ' on' : ''}${this.chosen.has(code) ? ' has' : ''}`, this.node);
    node.setAttribute('role', 'option');
    node.setAttribute('aria-selected', String(this.chosen.has(code)));
    node.dataset.index = index;
    if (level > 1) node.style.paddingLeft = `${10 + (level - 1) * 14}px`;
    if (name) element('', node, 'b').textContent = code;
    node.append(name || code);
  }
}

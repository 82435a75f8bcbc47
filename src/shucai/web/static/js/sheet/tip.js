// The words at a cell: what is wrong in it, why it is locked, what last year's return said.
import { clamp, element } from './element.js';

export class Tip {
  constructor(sheet) {
    this.sheet = sheet;
    this.node = element('sheet-tip', sheet.root);
    this.node.setAttribute('role', 'tooltip');
    this.at = null;
  }

  hide() { this.at = null; this.node.className = 'sheet-tip'; }

  show(row, column, words, tone) {
    const { sheet, node } = this, { geometry, root } = sheet, cell = sheet.rect(row, column);
    if (!words || sheet.editor.isOn) { this.hide(); return; }
    this.at = { row, column };
    const hidden = cell.y < geometry.top - 4 || cell.y > root.clientHeight || (column >= geometry.frozen && cell.x < geometry.frozenWidth - cell.w);
    node.textContent = words;
    node.className = hidden ? 'sheet-tip' : `sheet-tip on ${tone}`;
    node.style.left = `${clamp(cell.x, 4, Math.max(4, root.clientWidth - node.offsetWidth - 8))}px`;
    const below = cell.y + cell.h + node.offsetHeight + 10 < root.clientHeight;
    node.style.top = `${below ? cell.y + cell.h + 6 : cell.y - node.offsetHeight - 6}px`;
  }
}

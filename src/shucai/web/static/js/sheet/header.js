// The head of the sheet: groups of columns, titles, handles for the width, buttons for a column's menu.
import { element } from './element.js';

function place(node, { left, top, width, height }) {
  Object.assign(node.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`, lineHeight: `${height}px` });
}

const MARKS = { up: '，升序', down: '，降序' };

function title(sheet, parent, index) {
  const { geometry } = sheet, column = sheet.columns[index], look = sheet.narrowing(column.name);
  const node = element(`sheet-h${column.required ? ' req' : ''}${column.readonly ? ' ro' : ''}${look.filtered ? ' filtered' : ''}${look.sorted ? ` sorted ${look.sorted}` : ''}`, parent);
  const top = column.group ? geometry.group : 0;
  place(node, { left: geometry.lefts[index], top, width: column.width, height: geometry.top - top });
  node.setAttribute('role', 'columnheader');
  node.setAttribute('aria-colindex', index + 2);
  element('', node, 'span').textContent = column.title;
  node.title = [column.title, column.unit && `单位：${column.unit}`, column.hint, column.readonly].filter(Boolean).join('\n');
  if (sheet.onmenu) {
    const button = element('sheet-menu', node, 'button');
    Object.assign(button, { type: 'button', tabIndex: -1 });
    button.dataset.column = index;
    button.setAttribute('aria-label', `${column.title} 的菜单${look.filtered ? '，已筛选' : ''}${MARKS[look.sorted] ?? ''}`);
  }
  element('sheet-resize', node).dataset.column = index;
}

function groups(sheet, parent, from, to) {
  const { geometry, columns } = sheet;
  for (let index = from; index <= to;) {
    const { group } = columns[index];
    let end = index, width = 0;
    while (end <= to && columns[end].group === group) width += columns[end++].width;
    if (group) {
      const node = element('sheet-g', parent);
      place(node, { left: geometry.lefts[index], top: 0, width, height: geometry.group });
      element('', node, 'span').textContent = group;
    }
    index = end;
  }
}

export function drawHead(sheet, head, from, to) {
  const { geometry } = sheet;
  head.textContent = '';
  const frozen = element('sheet-frozen', head);
  frozen.setAttribute('role', 'none');
  frozen.style.width = `${geometry.frozenWidth}px`;
  const corner = element('sheet-h sheet-corner', frozen);
  corner.setAttribute('role', 'columnheader');
  element('visually-hidden', corner, 'span').textContent = '行号';
  place(corner, { left: 0, top: 0, width: geometry.number, height: geometry.top });
  if (geometry.grouped) {
    groups(sheet, frozen, 0, geometry.frozen - 1);
    groups(sheet, head, from, to);
  }
  for (let index = 0; index < geometry.frozen; index++) title(sheet, frozen, index);
  for (let index = from; index <= to; index++) title(sheet, head, index);
}

// The frame of the page: bars of words, tools, sheet with its status line, panel at the right.
import { h, icon } from './parts.js';

export function frame(host) {
  const parts = {
    bars: h('div.bars', { role: 'status' }),
    tools: h('div.tools', { role: 'toolbar', 'aria-label': '表格工具' }),
    search: h('form.searchbar', { hidden: true, role: 'search' }),
    chips: h('div.narrowed', { hidden: true, role: 'group', 'aria-label': '筛选与排序' }),
    sheet: h('div', {}),
    rows: h('span', {}), hidden: h('span', {}), where: h('span', {}), sum: h('span', {}), beside: h('span.beside', {}), others: h('span.others', {}),
    saved: h('span', {}), hint: h('span.hint', {}, 'Ctrl+V 可粘贴 Excel 区域'),
    panel: h('aside.errs', { 'aria-label': '校验结果与单元格' }),
  };
  const status = h('div.statusbar', {}, parts.rows, parts.hidden, parts.where, parts.sum, parts.beside, parts.others, h('div.r', {}, parts.saved, parts.hint));
  const grid = h('div.gridwrap', {}, parts.search, parts.chips, parts.sheet, status);
  host.replaceChildren(parts.bars, parts.tools, h('div.work', {}, grid, parts.panel));
  return parts;
}

export const barId = name => `bar-${name}`;

// Bars by name: words with an icon, a tone and buttons; null takes a bar away, and a focus within it goes to the sheet.
export function bar(bars, name, content) {
  const known = bars.querySelector(`[data-bar="${name}"]`);
  if (known?.contains(document.activeElement)) document.getElementById('sheet-input')?.focus({ preventScroll: true });
  if (!content) { known?.remove(); return; }
  const { words, sign = 'info-circle', tone = 'calm', acts = [] } = content;
  const made = h(`div.note.${tone}`, { id: barId(name), dataset: { bar: name } }, icon(sign), h('span.t', {}, words), h('span.r', {}, ...acts));
  if (known) known.replaceWith(made);
  else bars.append(made);
}

// Which columns are shown, kept on this computer by person and form; and the way to any column.
import { button, closeFloat, float, h } from './parts.js';

export class Columns {
  // told: where it stands how many are hidden, with the way to them.
  constructor({ sheet, key, told }) {
    Object.assign(this, { sheet, key, told });
    this.hidden = new Set(this.kept());
    if (this.hidden.size) sheet.hide(this.hidden);
    this.tell();
  }

  tell() {
    const { size } = this.hidden, act = event => this.open(event.currentTarget.getBoundingClientRect(), () => this.sheet.focus());
    this.told.replaceChildren(...(size ? [h('button.left-out', { type: 'button', title: '选择显示哪些列', onclick: act }, `隐藏了 ${size} 列`)] : []));
  }

  kept() {
    try {
      const names = new Set(this.sheet.fields.map(field => field.name)), kept = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      return Array.isArray(kept) ? kept.filter(name => names.has(name)) : [];
    } catch { return []; }
  }

  keep() {
    try { localStorage.setItem(this.key, JSON.stringify([...this.hidden])); } catch { /* The choice then holds for this visit. */ }
    this.sheet.hide(this.hidden);
    this.tell();
  }

  hide(field) {
    if (this.sheet.columns.length < 2) return;
    this.hidden.add(field.name);
    this.keep();
  }

  show(names) { for (const name of names) this.hidden.delete(name); this.keep(); }

  jump(field) {
    closeFloat();
    if (this.hidden.has(field.name)) this.show([field.name]);
    this.sheet.jump(this.sheet.selection.active.row, field.name);
  }

  open(at, back) {
    const { fields } = this.sheet;
    const search = h('input.form-control', { type: 'search', placeholder: '列名，回车跳到该列', 'aria-label': '列名', autocomplete: 'off' });
    const line = field => h('li', { dataset: { title: field.title } },
      h('label', {}, h('input', { type: 'checkbox', checked: !this.hidden.has(field.name), 'aria-label': `显示 ${field.title}`, onchange: event => (event.target.checked ? this.show([field.name]) : this.hide(field)) })),
      h('button', { type: 'button', title: '跳到这一列', onclick: () => this.jump(field) }, field.group && h('small', {}, `${field.group} · `), field.title));
    const list = h('ul.column-list', {}, ...fields.map(line));
    const matching = () => [...list.children].filter(item => item.dataset.title.includes(search.value.trim()));
    search.addEventListener('input', () => { const found = new Set(matching()); for (const item of list.children) item.hidden = !found.has(item); });
    search.addEventListener('keydown', event => { if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); matching()[0]?.querySelector('button').click(); } });
    float(at, '列', [search, list, h('div.pair', {}, button('全部显示', { kind: 'default', onclick: () => { this.show(fields.map(field => field.name)); closeFloat(); } }))], back);
  }
}

// The same row changed by two people: what it was, what the other wrote, what oneself wrote, cell by cell.
// Nothing is dropped before a choice is made; closing the window leaves the choice open, with what was ticked so far.
import { button, dialog, h } from './parts.js';
import { moment } from './times.js';

const fieldsOf = (fields, { mine, theirs }) => fields.filter(field => field.name in mine || field.name in theirs);
const differs = ({ mine, theirs }, field) => field.name in mine && mine[field.name] !== theirs[field.name];

// Who changed it: another person by name, or oneself in another window.
export const whose = conflict => (conflict.is_own ? '您的另一个窗口' : conflict.by || '别人');
export const whoseAll = list => (list.every(conflict => conflict.is_own) ? '您的另一个窗口' : '别人');

const before = ({ base }, field) => base[field.name] ?? '';
const after = (conflict, field) => conflict.theirs[field.name] ?? before(conflict, field);

// The texts to be saved over theirs: what was chosen as one's own or as it was before, unless it is already there.
export function chosenCells(conflict, fields, picks) {
  const text = field => ({ mine: conflict.mine[field.name], base: before(conflict, field) })[picks[field.name]];
  return fieldsOf(fields, conflict).filter(field => differs(conflict, field)).map(field => [field.name, text(field), after(conflict, field)])
    .filter(([, chosen, there]) => chosen !== undefined && chosen !== there).map(([name, chosen]) => [name, chosen]);
}

export class Conflicts {
  // acts: shown(field, text), take(conflict, cells), again(conflict), ticked(): a choice is to be kept.
  constructor({ fields, acts }) { Object.assign(this, { fields, acts, list: [] }); }

  open(list) {
    this.list = list;
    for (const conflict of list) conflict.picks = { ...Object.fromEntries(fieldsOf(this.fields, conflict).map(field => [field.name, differs(conflict, field) ? '' : 'theirs'])), ...conflict.picks };
    this.body = h('div.conflicts', {});
    this.wrong = h('p.wrong', { role: 'alert' });
    this.draw();
    const who = whoseAll(list), [mine, theirs] = list.every(conflict => conflict.is_own) ? ['这个窗口', '另一个窗口'] : ['我', '对方'];
    this.node = dialog(`与${who}的修改冲突`, [
      h('h2', { tabIndex: -1, autofocus: true }, `同一行有${who}先改了`), // it may open while somebody types: no key chooses yet
      h('p', {}, `${list.length} 行在您修改期间被${who}改过。请逐格选择，或一次选完；没有选的先留着，不会丢失。`),
      h('div.pair', {}, button(`全部用${mine}的`, { kind: 'default', onclick: () => this.all('mine') }), button(`全部用${theirs}的`, { kind: 'default', onclick: () => this.all('theirs') })),
      this.body, this.wrong,
      h('div.pair.end', {}, button('以后再选', { kind: 'default', onclick: () => this.node.close() }), h('button.btn.btn-primary.btn-sm', { type: 'button', onclick: () => this.save() }, '保存选择')),
    ]);
  }

  all(side) {
    for (const { picks } of this.list) for (const name of Object.keys(picks)) picks[name] = side;
    this.acts.ticked();
    this.draw();
  }

  tick(picks, name, side) { picks[name] = side; this.acts.ticked(); }

  draw() { this.body.replaceChildren(...this.list.map(conflict => (conflict.gone ? this.gone(conflict) : this.row(conflict)))); }

  title(conflict) {
    const { number, key } = conflict;
    return h('h3', {}, [number ? `第 ${number} 行` : '一行', key].filter(Boolean).join(' '), h('small', {}, `${whose(conflict)} ${moment(conflict.at)} ${conflict.gone ? '删除' : '修改'}`));
  }

  row(conflict) {
    const { picks } = conflict;
    const head = h('tr', {}, ...['字段', '原来', `${whose(conflict)}改为`, conflict.is_own ? '这个窗口改为' : '我改为'].map(words => h('th', { scope: 'col' }, words)));
    const lines = fieldsOf(this.fields, conflict).filter(field => differs(conflict, field)).map(field => {
      const radio = (side, text) => h('label', {}, h('input', {
        type: 'radio', name: `${conflict.uid}-${field.name}`, checked: picks[field.name] === side, onchange: () => this.tick(picks, field.name, side),
      }), this.acts.shown(field, text) || '空');
      return h('tr', {}, h('th', { scope: 'row' }, field.title), h('td', {}, radio('base', before(conflict, field))), h('td', {}, radio('theirs', after(conflict, field))), h('td', {}, radio('mine', conflict.mine[field.name])));
    });
    return h('section', {}, this.title(conflict), h('table', {}, h('thead', {}, head), h('tbody', {}, ...lines)));
  }

  gone(conflict) {
    const { picks } = conflict;
    const radio = (side, words) => h('label', {}, h('input', {
      type: 'radio', name: conflict.uid, checked: picks.gone === side, onchange: () => this.tick(picks, 'gone', side),
    }), words);
    const mine = this.fields.filter(field => field.name in conflict.mine).map(field => `${field.title} ${this.acts.shown(field, conflict.mine[field.name]) || '空'}`);
    picks.gone ??= '';
    return h('section', {}, this.title(conflict), h('p', {}, `我的修改：${mine.join('，')}`), h('div.pair', {}, radio('theirs', '同意删除'), radio('mine', conflict.version ? '恢复这一行，带上我的修改' : '加回这一行，带上我的修改')));
  }

  // What has no choice yet stays open.
  save() {
    let left = 0;
    for (const conflict of [...this.list]) {
      const { picks } = conflict;
      const needed = conflict.gone ? ['gone'] : fieldsOf(this.fields, conflict).filter(field => differs(conflict, field)).map(field => field.name);
      if (needed.some(name => !picks[name])) { left++; continue; }
      if (conflict.gone && picks.gone === 'mine') this.acts.again(conflict);
      else this.acts.take(conflict, conflict.gone ? [] : chosenCells(conflict, this.fields, picks));
      this.list = this.list.filter(one => one !== conflict);
    }
    if (!left) { this.node.close(); return; }
    this.draw();
    this.wrong.textContent = `还有 ${left} 行没有选完`;
  }
}

// What there is to know of one cell: its history, last year's value, how it is to be filled, questions and answers.
import { askForm } from './forms.js';
import { button, h, icon } from './parts.js';
import { moment } from './times.js';

const SEVERITIES = { error: '强制', explain: '解释', confirm: '核实', note: '提示' };
const CALM = 200, KNOWN_FOR = 10000; // others answer questions and fill last year's rows meanwhile
const summary = words => h('summary', {}, words, icon('chevron-right'));

export class CellPanel {
  // acts: cell({uid, field}), ask({field, text}), shown(field, text), back(), isKept(uid): whether the server knows the row.
  constructor({ node, acts }) { Object.assign(this, { node, acts, known: new Map() }); }

  get isOpen() { return this.part !== undefined && this.node.contains(this.root); }

  open(part) { this.part = part; this.root = h('div.cellpanel', {}); this.node.replaceChildren(this.root); }
  close() { this.part = undefined; this.acts.back(); this.node.querySelector('[role=tab].on')?.focus({ preventScroll: true }); }
  forget() { this.known = new Map(); }

  // Rows were saved or changed: what is shown of a cell is read anew, unless somebody is at work in the panel.
  again() {
    this.forget();
    if (this.isOpen && this.cell && !this.node.contains(document.activeElement)) this.show(this.cell);
  }

  // Ask only once the cursor rests; the last cell wins.
  show(cell) {
    this.cell = cell;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.read(cell).catch(() => this.trouble('连不上服务器，稍后再试')), CALM);
  }

  async of(cell) {
    const key = `${cell.uid} ${cell.field.name}`, { known } = this, found = known.get(key);
    if (found && Date.now() - found.at < KNOWN_FOR) return found.answer;
    const answer = await this.acts.cell({ uid: this.acts.isKept(cell.uid) ? cell.uid : '', field: cell.field.name });
    if (answer.ok) known.set(key, { answer, at: Date.now() });
    return answer;
  }

  async read(cell) {
    const answer = await this.of(cell);
    if (cell !== this.cell || !this.root) return;
    if (answer.ok) this.draw(cell, answer);
    else this.trouble(answer.message);
  }

  trouble(words) { this.root?.replaceChildren(this.head('单元格'), h('p.none', {}, words)); }

  head(title, small) {
    return h('header', {}, h('h2', {}, button('', { sign: 'arrow-left', 'aria-label': '返回校验结果', title: '返回校验结果', onclick: () => this.close() }), h('span', {}, title), small && h('small', {}, small)));
  }

  draw(cell, answer) {
    const { field, number } = cell;
    const history = h('details', { open: this.part === 'history' }, summary('修改记录'), this.history(field, answer.history));
    const last = h('dl.facts', {}, h('dt', {}, '上年的值'), h('dd', {}, answer.last_year === null ? '上年没有这一行' : this.acts.shown(field, answer.last_year) || '空'));
    const help = h('details', { open: this.part !== 'history' }, summary('填报说明'), this.help(answer.help));
    const slot = h('div.slot', {});
    const questions = h('details', { open: this.part !== 'history' || answer.help.questions.length > 0 }, summary(`提问与答复 ${answer.help.questions.length || ''}`),
      ...answer.help.questions.map(question => this.question(question)), slot,
      button('就这一项提问', { sign: 'message-question', onclick: () => askForm(slot, { send: text => this.ask(cell, text) }) }));
    const at = this.root.contains(document.activeElement) && document.activeElement.textContent;
    this.root.replaceChildren(this.head(field.title, `第 ${number} 行`), h('div.list', { tabIndex: 0, role: 'group', 'aria-label': field.title }, last, history, help, questions));
    if (at) [...this.root.querySelectorAll('button,summary')].find(one => one.textContent === at)?.focus();
  }

  history(field, entries) {
    if (!entries.length) return h('p.none', {}, '没有改过');
    const value = text => this.acts.shown(field, text) || '空';
    const moved = ({ old, new: now }) => old !== now && h('span', {}, h('del', {}, value(old)), icon('arrow-right'), h('ins', {}, value(now)));
    return h('ol.changes', {}, ...entries.map(entry => h('li', {}, moved(entry) || h('span', {}, entry.how),
      h('small', {}, [moment(entry.at), entry.by, moved(entry) && entry.how].filter(Boolean).join(' · ')))));
  }

  help({ guidance, limits, standing, rules }) {
    const lines = Array.isArray(limits) ? limits : limits ? [limits] : [];
    return h('div.help', {}, (guidance || !lines.length) && h('p', {}, guidance || '没有另外的填报说明'), lines.length > 0 && h('ul.limits', {}, ...lines.map(line => h('li', {}, line))),
      rules.length > 0 && h('ul.rules', {}, ...rules.map(rule => h('li', {}, h(`span.st.s-${rule.severity === 'error' ? 'back' : 'doing'}`, {}, SEVERITIES[rule.severity]), ` ${rule.words} `, h('small', {}, rule.id)))),
      standing && h('p.standing', {}, standing));
  }

  question({ text, by, at, answers }) {
    return h('div.question', {}, h('p', {}, text), h('small', {}, `${by} · ${moment(at)}`),
      ...answers.map(answer => h('div.answer', {}, h('p', {}, answer.text), h('small', {}, `${answer.by} · ${moment(answer.at)}`))), !answers.length && h('small.open', {}, '还没有答复'));
  }

  async ask(cell, text) {
    const answer = await this.acts.ask({ field: cell.field.name, text });
    if (!answer.ok) return answer.message;
    this.forget();
    setTimeout(() => { if (cell === this.cell) this.show(cell); }, 1500);
    return '';
  }
}

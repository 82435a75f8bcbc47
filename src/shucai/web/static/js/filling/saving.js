// Autosave at the desk: the journal, the words about it, conflicts, and leaving the page.
import { bar } from './layout.js';
import { Conflicts, whoseAll } from './conflicts.js';
import { Journal } from './journal.js';
import { Keeper } from './keeping.js';
import { mergeSaved } from './merging.js';
import { button, h } from './parts.js';
import { keptWords, savedWords, troubleWords } from './saving_words.js';
import { newUid, post } from './talk.js';
import { shownText } from '../sheet/editing_rules.js';

export class Saving {
  constructor({ desk }) {
    const { setup } = desk, client = newUid();
    this.desk = desk;
    this.journal = new Journal(`${setup.person.id}:${setup.part}`, client, setup.seal);
    this.keeper = new Keeper({
      client, journal: this.journal, send: body => post(setup.urls.save, body), versionOf: uid => desk.sheet.rows.find(uid)?.version ?? 0,
      tells: { saved: (answer, body, how) => this.saved(answer, how), conflicts: list => this.conflicting(list), turnedDown: (words, closed) => this.turnedDown(words, closed), changed: () => this.draw() },
    });
    this.conflicts = new Conflicts({ fields: setup.fields, acts: {
      shown: (field, text) => shownText(field, desk.lists, text), ticked: () => this.keeper.stirred(),
      take: (conflict, cells) => this.take(conflict, cells), again: conflict => this.addAgain(conflict),
    } });
    addEventListener('beforeunload', event => { if (this.keeper.unsaved || this.keeper.open.length) { event.preventDefault(); event.returnValue = ''; } });
    addEventListener('pagehide', () => { this.keeper.write(); });
    document.addEventListener('visibilitychange', () => { if (document.hidden) { this.keeper.write(); this.keeper.hurry(); } });
    addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
  }

  // Take over what earlier pages left; nothing of it is shown as saved before the server says so.
  async start() {
    await this.journal.open();
    const entries = await this.journal.left();
    if (this.keeper.adopt(entries)) this.desk.say(`上次未保存的 ${this.keeper.unsaved} 处修改已找回，正在保存`);
    this.started = true;
  }

  draw() {
    if (!this.desk.sheet) return;
    const { keeper } = this, { parts } = this.desk, { words, tone } = savedWords(keeper, this.desk.sheet.locked);
    parts.saved.textContent = parts.saved.title = words;
    parts.saved.className = tone;
    const trouble = troubleWords({ state: keeper.state, unsaved: keeper.unsaved, kept: this.journal.works });
    const again = button('再试一次', { onclick: () => keeper.hurry() });
    if (trouble !== this.trouble) bar(parts.bars, 'trouble', trouble && { words: trouble, sign: 'alert-triangle', tone: 'amber', acts: [...(keeper.state === 'login' ? [h('a.btn.btn-default.btn-sm', { href: this.desk.setup.urls.login ?? '/account/login/', target: '_blank' }, '登录')] : []), again] });
    this.trouble = trouble;
    if (keeper.state === 'saved') bar(parts.bars, 'refused', keeper.refused.size ? { words: `${keeper.refused.size} 行有内容没有保存，原因写在标红的格里`, sign: 'alert-circle', tone: 'amber' } : null);
  }

  merge(answer) {
    mergeSaved(this.desk.sheet, this.keeper, answer);
    this.desk.moved(answer);
    this.desk.stands(answer.state);
    this.desk.findings.merge(answer.findings ?? {});
    this.desk.cells.again();
  }

  saved(answer, { foreign }) {
    for (const refusal of answer.refused ?? []) this.refusals = [...(this.refusals ?? []), refusal];
    this.merge(answer);
    if (foreign && !this.keeper.unsaved) this.desk.again();
    this.draw();
  }

  // Findings were read anew: what the server refused stays marked for as long as it stands in its cell.
  markRefused() {
    const still = (this.refusals ?? []).filter(({ uid, field }) => field && this.keeper.refused.get(uid)?.[field] !== undefined);
    this.refusals = still;
    for (const { uid, field, message } of still) {
      const found = this.desk.sheet.marks.get(uid) ?? { fields: {}, worst: 'error' };
      found.fields[field] = { severity: 'error', message: `没有保存：${message}` };
      found.worst = 'error';
      this.desk.sheet.marks.set(uid, found);
    }
  }

  conflicting(list) {
    const { parts } = this.desk;
    for (const conflict of list) this.named(conflict);
    bar(parts.bars, 'conflict', list.length ? { words: `${list.length} 行与${whoseAll(list)}的修改冲突，这里的修改还没有保存${this.journal.works ? '' : '，请选好以前不要关闭本页'}`, sign: 'alert-triangle', tone: 'amber', acts: [button('逐格选择', { kind: 'default', onclick: () => this.conflicts.open(this.keeper.open) })] } : null);
    if (list.length && this.started && !document.querySelector('dialog[open]') && !this.desk.sheet.editor.isOn) this.conflicts.open(list);
  }

  // Which row it is, told as on the sheet while it is at hand: later the page may not have read it.
  named(conflict) {
    const { sheet } = this.desk, record = sheet?.rows.find(conflict.uid);
    if (conflict.number || !record) return;
    const texts = sheet.fields.slice(0, sheet.frozenCount).map(field => shownText(field, this.desk.lists, conflict.base[field.name] ?? record.cells[field.index] ?? ''));
    Object.assign(conflict, { number: sheet.rows.indexOf(conflict.uid) + 1, key: texts.filter(Boolean).join(' ') });
  }

  // Their row is what stands; the cells chosen as one's own are edited over it.
  take(conflict, cells) {
    const { sheet } = this.desk, record = sheet.rows.recordOf(conflict.uid, sheet.fields.length), places = new Map(sheet.fields.map(field => [field.name, field.index]));
    this.keeper.settle(conflict.uid);
    if (conflict.gone) { this.goneNow(conflict, record); return; }
    for (const [name, text] of Object.entries({ ...conflict.base, ...conflict.theirs })) record.cells[places.get(name)] = text;
    record.version = conflict.version;
    sheet.change({ cells: cells.map(([name, text]) => [conflict.uid, name, record.cells[places.get(name)] ?? '', text]) });
    sheet.paint();
  }

  // An accepted row stays, struck through, until a second person has accepted that it goes.
  goneNow({ uid, version }, record) {
    const { sheet } = this.desk;
    if (version) { Object.assign(record, { version, state: 'removed' }); this.desk.again(); return; }
    sheet.rows.drop(uid);
    sheet.rows.settle();
    sheet.sized();
  }

  addAgain(conflict) {
    if (conflict.version) { this.restore(conflict); return; }
    const { sheet } = this.desk, index = sheet.rows.indexOf(conflict.uid), after = index > 0 ? sheet.rows.uidBefore(index) : null;
    this.take(conflict, []);
    sheet.change({ added: [{ uid: newUid(), after, state: 'added', cells: { ...conflict.base, ...conflict.mine } }] });
  }

  restore({ uid, version, mine }) {
    const { sheet } = this.desk, record = sheet.rows.recordOf(uid, sheet.fields.length), places = new Map(sheet.fields.map(field => [field.name, field.index]));
    this.keeper.settle(uid);
    Object.assign(record, { version, state: 'removed' });
    const state = record.was && record.was !== 'removed' ? record.was : 'formal';
    const step = { added: [{ uid, after: null, state, cells: {} }], cells: Object.entries(mine).map(([name, text]) => [uid, name, record.cells[places.get(name)] ?? '', text ?? '']) };
    if (sheet.rows.indexOf(uid) >= 0) { sheet.change(step); return; }
    record.state = state; // it has its place, which was not read yet
    this.keeper.note(step);
  }

  turnedDown(words, closed) {
    if (closed) { this.desk.lock(words || '这张表现在不能修改'); bar(this.desk.parts.bars, 'kept', { words: keptWords(this.keeper.unsaved, this.journal.works), sign: 'alert-triangle', tone: 'amber' }); return; }
    bar(this.desk.parts.bars, 'failed', { words: words || '服务器没有接受这次保存', sign: 'alert-circle', tone: 'amber', acts: [button('再试一次', { onclick: () => { bar(this.desk.parts.bars, 'failed', null); this.keeper.hurry(); } })] });
  }
}

// The desk at which one fills: sheet, autosave, panel, search, filters, others, each told of what concerns it.
import { Sheet } from '../sheet/sheet.js';
import { closed, shownText } from '../sheet/editing_rules.js';
import { isOne, columnsOf, rowsOf, summed } from '../sheet/selection.js';
import { textsIn } from '../sheet/ranges.js';
import { Saving } from './saving.js';
import { Columns } from './columns.js';
import { CellPanel } from './cell_panel.js';
import { Findings } from './findings.js';
import { bar, barId, frame } from './layout.js';
import { listenForKeys, showKeys } from './shortcuts.js';
import { emptyLists, fetchLists } from './lists.js';
import { markAll } from './marks.js';
import { mergeChanges, reread, unsavedOf } from './merging.js';
import { Narrowing } from './narrowing.js';
import { Picking } from './picking.js';
import { button, h, icon, menu } from './parts.js';
import { Reading } from './reading.js';
import { Search } from './searching.js';
import { get, newUid, post } from './talk.js';
import { Returned } from './returned.js';
import { dateOf } from './times.js';
import { drawTools, rowEntries } from './tools.js';
import { Watch, othersWords } from './watching.js';

const isNumber = ({ type }) => type === 'integer' || type === 'number';
const STILL_FILLED = new Set(['not_started', 'filling']);
const SHORT = 6000, MOST_SUMMED = 20000;

export class Desk {
  constructor(host, setup) {
    this.setup = setup;
    this.revision = setup.revision;
    this.state = setup.state ?? { value: '' };
    this.parts = frame(host);
    this.lists = emptyLists(setup.lists);
    this.narrowing = new Narrowing({ chips: this.parts.chips, fields: setup.fields, lists: this.lists, changed: () => this.again(), back: () => this.sheet.focus(),
      values: (field, q) => get(setup.urls.values, { field: field.name, q: q.length ? JSON.stringify(q) : '' }) });
    this.reading = new Reading({ urls: setup.urls, narrowing: this.narrowing, desk: this });
    this.saving = new Saving({ desk: this });
    this.sheet = this.makeSheet();
    this.columns = new Columns({ sheet: this.sheet, told: this.parts.hidden, key: `shucai-columns:${setup.person.id}:${setup.form ?? setup.part}` });
    this.search = new Search({ sheet: this.sheet, form: this.parts.search, urls: setup.urls, rowsOf: this.reading, say: (words, how) => this.say(words, how) });
    this.findings = new Findings({ desk: this });
    this.cells = new CellPanel({ node: this.parts.panel, acts: {
      cell: query => get(setup.urls.cell, query), ask: body => post(setup.urls.ask, body),
      shown: (field, text) => shownText(field, this.lists, text), back: () => this.findings.show(), isKept: uid => Boolean(this.sheet.rows.find(uid)?.version),
    } });
    this.watch = this.makeWatch();
    this.returned = new Returned({ jump: place => (place.uid ? this.reading.jump(place) : this.columns.jump(setup.fields.find(field => field.name === place.field))) });
    listenForKeys(this.parts, () => this.sheet.focus(), { find: how => this.search.open(how), save: () => this.saving.keeper.hurry() });
    window.sheet = this.sheet; // for the console of whoever looks into a question, and for tests
  }

  makeSheet() {
    const { setup } = this;
    return new Sheet(this.parts.sheet, {
      fields: setup.fields, lists: this.lists, frozen: setup.frozen, total: setup.total, locked: setup.locked, can: setup.can, label: setup.title ?? '数据表',
      today: dateOf(new Date()), newUid, read: (offset, limit) => this.reading.rows(offset, limit), unsaved: unsavedOf(() => this.sheet, this.saving.keeper),
      narrowing: name => this.narrowing.lookOf(name), beside: (row, column) => this.besideWords(row, column),
      emptyWords: setup.can.add && !setup.locked ? `还没有数据。点「加行」，或按 Ctrl+V 粘贴 Excel 区域${setup.can.bring ? '，行多的点右上角「导入 Excel」' : ''}` : setup.locked ? '没有数据' : setup.why_no_rows ? `还没有数据。${setup.why_no_rows}，有了行以后再填` : '还没有数据',
      noneWords: '没有符合条件的行。点上方的条件去掉一条，或点「全部去掉」',
      onretrace: () => bar(this.parts.bars, 'said', null), onchange: step => this.changed(step), onselect: range => this.selected(range), onpaste: done => this.pasted(done), onsay: words => this.say(words), onleft: left => this.say(left.words, { stays: true }),
      onfind: how => this.search.open(how), onsave: () => this.saving.keeper.hurry(), onkeys: () => showKeys(), onmenu: column => this.openMenu(column), oncontext: at => this.openRows(at),
    });
  }

  makeWatch() {
    return new Watch({
      urls: this.setup.urls, since: () => this.revision, busy: () => this.saving.keeper.sending === true,
      place: () => { const { active } = this.sheet.selection; return { uid: this.sheet.rows.peek(active.row)?.uid ?? null, field: this.sheet.columns[active.column]?.name ?? null }; },
      tells: { others: (rows, names) => { this.sheet.others = rows; this.parts.others.textContent = othersWords(names); this.sheet.paint(); }, changes: news => this.heard(news), state: state => this.stands(state) },
    });
  }

  async start() {
    const { setup, sheet } = this;
    if (setup.locked) this.lock(setup.locked);
    this.drawTools();
    this.count();
    await this.saving.start();
    this.saving.draw();
    sheet.paint();
    await Promise.all([fetchLists(setup.lists, this.lists, () => { sheet.paint(); }), this.findings.panel.read().catch(() => this.findings.panel.trouble('校验结果暂时读不到，稍后再试'))]);
    this.watch.start();
    await this.open(location.hash);
  }

  // The page of findings leads to a cell by #uid/field/number.
  async open(place) {
    const [, uid, field, number] = /^#([0-9a-f]{32})\/(\w+)\/(\d+)$/.exec(place) ?? [];
    if (uid) await this.reading.jump({ uid, field, number: Number(number) });
    else await this.begin();
    if (document.activeElement === document.body) this.sheet.focus(); // keys and Ctrl+V work without a click first
  }

  // Where one can type: who supplies columns of others' rows begins at the first of them, however far to the right it stands;
  // who was given back some rows, at the first that is as it was.
  async begin() {
    const { columns, locked, rows } = this.sheet, own = columns.find(field => !field.readonly), place = this.returned.first();
    if (!own || !rows.count || locked) return;
    if (place && await rows.ensure(0, 0).catch(() => false) && closed(rows.peek(0), own)) await this.reading.jump({ field: own.name, ...place });
    else if (columns[0].readonly) await this.sheet.jump(0, own.name);
  }

  drawTools() {
    drawTools(this.parts.tools, { sheet: this.sheet, acts: {
      find: how => this.search.open(how), narrow: (column, at) => this.openMenu(column, at), columns: at => this.columns.open(at, () => this.sheet.focus()),
      compare: pressed => this.compare(pressed), cell: part => this.openCell(part), keys: () => showKeys(),
    } });
  }

  lock(reason) {
    const { sheet, setup } = this;
    sheet.shut(reason, barId('locked'));
    if (setup.reopen) this.picking = new Picking({ sheet, setup: setup.reopen, changed: () => this.locked() });
    this.parts.hint.textContent = sheet.onpick ? 'Ctrl+C 可复制，空格勾选行' : 'Ctrl+C 可复制';
    sheet.paint();
    this.drawTools();
    this.locked();
  }

  // Why it is closed; who may ask that it be opened again does so here, for the rows that are ticked.
  locked() {
    const { picking } = this, acts = picking ? [
      picking.count > 0 && button('取消勾选', { onclick: () => { picking.clear(); this.sheet.focus(); } }),
      h('a.btn.btn-default.btn-sm', { href: picking.href }, icon('lock-open'), picking.words),
    ].filter(Boolean) : [];
    const words = picking && !picking.count ? `${this.sheet.locked}${picking.hint}` : this.sheet.locked;
    bar(this.parts.bars, 'locked', { words, sign: 'lock', tone: 'amber', acts });
  }

  // The state of the part, in the head of the page; who submitted it meanwhile closed it for everybody.
  stands(state) {
    if (!state || state.value === this.state.value) return;
    const open = STILL_FILLED.has(this.state.value) && STILL_FILLED.has(state.value);
    this.state = state;
    for (const node of document.querySelectorAll('[data-part-state]')) node.replaceChildren(h(`span.st.${state.look}`, {}, icon(state.sign), state.words));
    if (!open) bar(this.parts.bars, 'moved', { words: `这张表现在是「${state.words}」，请刷新页面`, sign: 'refresh', tone: 'amber', acts: [button('刷新', { kind: 'default', onclick: () => location.reload() })] });
  }

  broken() { bar(this.parts.bars, 'broken', { words: '页面没有完全打开，请刷新。已输入而未保存的内容记在本机，刷新后恢复', sign: 'alert-triangle', tone: 'amber' }); }

  // stays: until it was read, since it says what was not done.
  say(words, { stays = false } = {}) {
    bar(this.parts.bars, 'said', { words, acts: [button('知道了', { onclick: () => bar(this.parts.bars, 'said', null) })] });
    clearTimeout(this.saying);
    if (!stays) this.saying = setTimeout(() => bar(this.parts.bars, 'said', null), SHORT);
  }

  changed(step) {
    this.saving.keeper.note(step);
    this.returned.typed(step);
    this.cells.forget();
    this.count();
  }

  count() {
    const { rows } = this.sheet;
    this.parts.rows.textContent = this.narrowing.filters.length ? `筛出 ${rows.count.toLocaleString('zh-CN')} 行` : `共 ${rows.count.toLocaleString('zh-CN')} 行`;
  }

  selected(range) {
    const { sheet, parts } = this, one = isOne(range), field = sheet.columns[range.left];
    if (!field) return;
    parts.where.textContent = !sheet.rows.count ? '' : one ? `${this.placeOf(range.top)} · ${field.title}` : `选中 ${rowsOf(range)} 行 × ${columnsOf(range)} 列`;
    const count = rowsOf(range) * columnsOf(range), found = !one && count < MOST_SUMMED && summed(textsIn(sheet, range, false).flatMap(texts => texts.filter((_, i) => isNumber(sheet.columns[range.left + i]))));
    parts.sum.textContent = found ? `计数 ${found.count}　求和 ${found.sum}` : '';
    this.atCell();
  }

  // The number of a row as its head shows it: its own among all rows where some are left out.
  placeOf(row) { const record = this.sheet.rows.peek(row); return this.sheet.isNarrowed && record && !record.number ? '新加的行' : `第 ${this.numberAt(row)} 行`; }

  numberAt(row) { return (this.sheet.isNarrowed && this.sheet.rows.peek(row)?.number) || row + 1; }

  // The cell under the cursor, for the panel and for last year's value.
  atCell() {
    const { active } = this.sheet.selection, record = this.sheet.rows.peek(active.row), field = this.sheet.columns[active.column];
    if (!record || !field) return;
    const cell = { uid: record.uid, field, number: this.numberAt(active.row) };
    if (this.cells.isOpen) this.cells.show(cell);
    if (this.comparing) this.lastYear(cell);
  }

  openCell(part) {
    this.cells.open(part);
    this.atCell();
    this.sheet.focus();
  }

  compare(pressed) {
    this.comparing = !this.comparing;
    pressed.setAttribute('aria-pressed', String(this.comparing));
    this.parts.beside.textContent = '';
    this.comparison = null;
    this.atCell();
    this.sheet.focus();
  }

  lastYear(cell) {
    clearTimeout(this.asking);
    this.parts.beside.textContent = '';
    this.asking = setTimeout(async () => {
      const answer = await this.cells.of(cell).catch(() => null);
      if (!answer?.ok || !this.comparing) return;
      const words = answer.last_year === null ? '上年没有这一行' : `上年：${shownText(cell.field, this.lists, answer.last_year) || '空'}`;
      this.comparison = { uid: cell.uid, name: cell.field.name, words };
      this.parts.beside.textContent = words;
      const { active } = this.sheet.selection;
      if (this.sheet.rows.peek(active.row)?.uid === cell.uid && this.sheet.columns[active.column] === cell.field) this.sheet.hint(active.row, active.column);
    }, 200);
  }

  besideWords(row, column) {
    const found = this.comparison;
    if (!this.comparing || !found || this.sheet.rows.peek(row)?.uid !== found.uid || this.sheet.columns[column]?.name !== found.name) return null;
    return { words: found.words, tone: 'plain' };
  }

  pasted({ rows, columns, added, cut, aside, left }) {
    const words = [!added && left.count === rows * columns ? '没有粘贴' : `已粘贴 ${rows} 行 × ${columns} 列`];
    if (added) words.push(`其中新增 ${added} 行`);
    if (cut) words.push(`超出末行的 ${cut} 行没有粘贴，这张表的行不能由您增加`);
    if (aside) words.push(`最右边 ${aside} 列超出末列，没有粘贴`);
    if (left.count) words.push(left.words);
    if (words.length > 1) this.say(words.join('，'), { stays: Boolean(cut || aside || left.count) });
  }

  openMenu(column, at) {
    const field = this.sheet.columns[column], back = () => this.sheet.focus();
    if (!field) return;
    const head = this.parts.sheet.getBoundingClientRect(), cell = this.sheet.rect(0, column);
    const place = at ?? { left: head.left + cell.x, top: head.top, bottom: head.top + this.sheet.geometry.top };
    this.narrowing.open(field, place, { back, hide: one => this.columns.hide(one) });
  }

  openRows({ x, y }) { menu({ left: x, top: y, bottom: y }, '行', rowEntries(this.sheet), () => this.sheet.focus()); }

  // The rows by other filters or another order, or because others added some.
  async again() {
    const { sheet, saving } = this;
    await saving.keeper.hurry();
    sheet.isNarrowed = this.narrowing.is;
    await reread(sheet, (offset, limit) => this.reading.rows(offset, limit)).catch(() => this.say('连不上服务器，行没有重新读取'));
    sheet.drawHead();
    this.count();
  }

  async heard(news) {
    const strange = mergeChanges(this.sheet, news);
    this.revision = news.revision;
    this.stands(news.state);
    this.cells.again();
    this.findings.panel.soon();
    this.count();
    if (strange && !this.narrowing.is && !this.saving.keeper.unsaved && !this.sheet.editor.isOn) await this.again();
  }

  // A save tells of its own rows: what others changed between what is known here and it is asked for before the revision is known.
  moved({ before, revision }) {
    if (before === this.revision) this.revision = revision;
    else if (revision > this.revision) this.watch.soon(0);
  }

  marks(rules) { markAll(this.sheet, rules); this.saving.markRefused(); this.sheet.marked(); }
}

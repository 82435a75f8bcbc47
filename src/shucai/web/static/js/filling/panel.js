// The panel of findings: tabs, groups by rule, a row jumps to its cell, fixes, explanations, ticks, disputes.
import { button, h, icon } from './parts.js';
import { clock } from './times.js';
import { caseCount, casesOf, counted, keyOf, merged, openCases, laterOf, openRows, resettled, TABS, tabOf } from './groups.js';
import { explainForm, disputeForm } from './forms.js';

const LATER = 2500, SOON = 500;

export class Panel {
  // acts: findings(), explain, tick, dispute, fix, jump, only(rule), isEmpty(); tells marks(rules) once groups are known.
  constructor({ node, setup, acts, titleOf }) {
    Object.assign(this, { node, setup, acts, titleOf, rules: [], tab: 'error', unfolded: new Set(), forms: new Map(), only: false, said: 0 });
    this.when = h('small', {}, '');
    this.tabs = h('div.tabs', { 'data-of': 'tabs', role: 'tablist', 'aria-label': '校验结果' });
    this.list = h('div.list', { id: 'findings-list', role: 'tabpanel', tabIndex: 0, 'aria-label': '校验结果' });
    this.onlyButton = button('只看有错的行', { kind: 'default', sign: 'filter', 'aria-pressed': 'false', onclick: () => this.toggleOnly() });
    this.root = h('div.findings', {},
      h('header', {}, h('h2', {}, '校验结果', this.when), this.tabs), this.list,
      h('footer', {}, this.onlyButton, setup.urls.findings_export && h('a.btn.btn-default.btn-sm', { href: setup.urls.findings_export }, icon('download'), '导出清单')));
    this.tabs.addEventListener('keydown', event => this.turn({ ArrowRight: 1, ArrowLeft: -1 }[event.key], event));
    this.list.addEventListener('focusout', () => setTimeout(() => { if (this.isLate) this.refresh(); }));
    node.replaceChildren(this.root);
    this.draw();
  }

  async read() {
    clearTimeout(this.timer);
    const { said } = this, answer = await this.acts.findings();
    if (said !== this.said) { this.soon(SOON); return; }
    if (!answer.ok) { this.trouble(answer.message); return; }
    this.rules = answer.rules;
    this.known = true;
    this.isMoved = Boolean(answer.stale);
    this.when.textContent = answer.stale ? '正在重新校验' : answer.at ? `${clock(new Date(answer.at))} 自动校验` : '';
    this.skipped = answer.skipped ?? 0;
    if (!this.seen) { this.seen = true; this.firstTab(); }
    this.acts.marks(this.rules);
    this.refresh();
    if (answer.stale) this.soon();
  }

  firstTab() {
    const counts = counted(this.rules);
    this.tab = (TABS.find(({ key }) => counts[key]) ?? TABS[0]).key;
    const first = this.rules.find(rule => tabOf(rule) === this.tab);
    if (first) this.unfolded.add(keyOf(first));
  }

  soon(wait = LATER) { clearTimeout(this.timer); this.timer = setTimeout(() => this.read().catch(() => {}), wait); }

  // What a save told of its rows; the whole is asked for again a little later, since rules across rows may have moved.
  merge(findings, place) {
    if (!this.known) return;
    const strange = merged(this.rules, findings, place);
    this.rules = this.rules.filter(rule => rule.count > 0);
    this.isMoved = true;
    this.when.textContent = '正在重新校验';
    this.refresh();
    this.soon(strange ? SOON : LATER);
  }

  // What stands where no finding does: nothing is called right before it was checked.
  nothing() {
    if (!this.known) return '正在读取校验结果';
    if (this.acts.isEmpty()) return this.setup.locked ? '没有数据' : '还没有数据，填了以后自动校验';
    return this.isMoved ? '正在重新校验' : { error: '没有错误', hint: '没有提醒', last_year: '与上年没有要说明的差异' }[this.tab];
  }

  trouble(words) { if (this.known) this.when.textContent = words; else this.list.replaceChildren(h('p.none', {}, words)); }

  // What came by itself is shown as soon as nobody types into a form of the panel.
  refresh() {
    this.isLate = Boolean(document.activeElement?.closest('form.inplace') && this.list.contains(document.activeElement));
    if (!this.isLate) this.draw();
  }

  draw() {
    const counts = counted(this.rules), { scrollTop } = this.list, refocus = this.focused();
    this.tabs.replaceChildren(...TABS.map(({ key, title }) => h(`button.${key}${key === this.tab ? '.on' : ''}`, {
      type: 'button', role: 'tab', 'aria-selected': String(key === this.tab), 'aria-controls': 'findings-list', onclick: () => { this.tab = key; this.draw(); },
    }, `${title} `, h(counts[key] ? 'b' : 'b.zero', {}, String(counts[key])))));
    const rules = this.rules.filter(rule => tabOf(rule) === this.tab);
    this.keepForms();
    this.list.replaceChildren(...rules.map(rule => this.group(rule)), ...(rules.length ? [] : [h('p.none', {}, this.nothing())]),
      ...(this.skipped && !this.acts.isEmpty() ? [h('p.none', {}, `另有 ${this.skipped} 条规则要等其他表单有数据后才能校验`)] : []));
    for (const slot of this.slots()) if (this.forms.has(slot.dataset.of)) slot.replaceChildren(this.forms.get(slot.dataset.of));
    this.list.scrollTop = scrollTop;
    refocus();
  }

  // Arrow keys go from tab to tab.
  turn(by, event) {
    if (!by) return;
    event.preventDefault();
    this.tab = TABS[(TABS.findIndex(({ key }) => key === this.tab) + by + TABS.length) % TABS.length].key;
    this.draw();
    this.tabs.querySelector('.on').focus();
  }

  // Return what gives the focus back to the same button, or another of the same finding, once all is drawn anew.
  focused() {
    const at = document.activeElement, holder = this.root.contains(at) && at.closest('[data-of]');
    if (!holder) return () => {};
    const parts = node => [...node.querySelectorAll('button,summary,input')], nth = parts(holder).indexOf(at);
    return () => {
      if (at.isConnected) { at.focus({ preventScroll: true }); return; }
      const now = this.root.querySelector(`[data-of="${CSS.escape(holder.dataset.of)}"]:not(.slot)`);
      ((now && (parts(now)[nth] ?? parts(now)[0])) ?? this.tabs.querySelector('.on')).focus({ preventScroll: true });
    };
  }

  slots() { return this.list.querySelectorAll('.slot[data-of]'); }

  // Open forms with what was typed into them stay, whatever is drawn anew.
  keepForms() {
    for (const slot of this.slots()) {
      const open = slot.querySelector('form.inplace');
      if (open) this.forms.set(slot.dataset.of, open); else this.forms.delete(slot.dataset.of);
    }
  }

  group(rule) {
    const tone = rule.severity === 'error' ? '' : '.w', columns = [...new Set(rule.rows.map(row => this.titleOf(row.field)).filter(Boolean))];
    const place = columns.slice(0, 2).filter(title => !rule.title.includes(title)).join('、');
    const details = h(`details.rule${tone}`, { 'data-of': keyOf(rule), open: this.unfolded.has(keyOf(rule)) },
      h('summary', {}, h('span.n', {}, String(caseCount(rule))), h('span.tx', {}, h('b', {}, rule.title), h('span', {}, [place, laterOf(rule)].filter(Boolean).join(' · ')), h('span.id', { title: rule.rule }, `规则 ${this.shortOf(rule.rule)}`)), icon('chevron-right')));
    details.addEventListener('toggle', () => {
      if (details.open) { this.unfolded.add(keyOf(rule)); if (details.childElementCount === 1) details.append(...this.inside(rule)); } else this.unfolded.delete(keyOf(rule));
    });
    if (details.open) details.append(...this.inside(rule));
    return details;
  }

  // A rule of this form without the form before it; whole where the pointer rests on it.
  shortOf(rule) { return rule.startsWith(`${this.setup.form}.`) ? rule.slice(this.setup.form.length + 1) : rule; }

  inside(rule) {
    const { can, locked } = this.setup, todo = openRows(rule).filter(row => row.mine !== false), cases = casesOf(todo).length, slot = h('div.slot', { 'data-of': keyOf(rule) });
    const fix = rule.fix && !locked && h('div.fix', {}, icon('wand'), rule.fix.words, h('button', { type: 'button', onclick: event => this.fix(rule, event.currentTarget) }, '全部改正'));
    const all = can.explain && cases > 1 && !locked && rule.severity !== 'error' && rule.severity !== 'note'
      && h('div.together', {}, rule.severity === 'confirm'
        ? button(`全部 ${cases} 条已核实`, { sign: 'check', onclick: () => this.tick(rule, todo) })
        : button(`一起解释 ${cases} 条`, { sign: 'pencil', onclick: () => this.explain(rule, todo, slot) }));
    const doubt = can.dispute && casesOf(rule.rows).length > 1 && h('div.together.doubt', {}, button('这条规则不对', { title: '规则不适用或写错了，告诉牵头部门', onclick: () => this.dispute(rule, rule.rows[0], slot) }));
    return [fix, all, doubt, slot, h('ul', {}, ...casesOf(rule.rows).map(rows => this.line(rule, rows))),
      rule.more && h('p.none', {}, rule.cases < rule.count ? '没有全部列出，全部在「导出清单」里' : `只列出前 ${rule.rows.length} 条，共 ${rule.count} 条`)].filter(Boolean);
  }

  // A case: one row, or several that fail together, told by the first of them.
  line(rule, rows) {
    const [row] = rows, todo = openRows({ rows }).filter(one => one.mine !== false), said = rows.every(one => one.explained || one.ticked);
    const slot = h('div.slot', { 'data-of': `${keyOf(rule)} ${row.id}` }), { can, locked } = this.setup, may = can.explain && !locked && rows.some(one => one.mine !== false);
    const jump = h('button.go', { type: 'button', title: row.message, onclick: () => this.acts.jump(row) },
      h('span.rn', {}, row.number ? `第 ${row.number} 行` : '整张表'), h('span.ft', {}, row.called || this.titleOf(row.field)), h('span.vv', {}, this.acts.shown(row.field, row.value ?? '') || '空'));
    const acts = h('span.acts', {},
      may && rule.severity === 'explain' && todo.length > 0 && h('button', { type: 'button', onclick: () => this.explain(rule, todo, slot) }, '解释'),
      may && rule.severity === 'confirm' && h('label', {}, h('input', { type: 'checkbox', checked: said, onchange: event => this.tick(rule, event.target.checked ? todo : rows.filter(one => one.mine !== false), event.target) }), '核实'),
      can.dispute && h('button', { type: 'button', title: '规则不适用或写错了，告诉牵头部门', onclick: () => this.dispute(rule, row, slot) }, '这条规则不对'));
    const told = row.explained && h('p.told', {}, icon('check'), `${row.explained.category}：${row.explained.text}（${row.explained.by}）`,
      may && this.setup.urls.unexplain && h('button', { type: 'button', onclick: () => this.unexplain(rule, rows.filter(one => one.explained)) }, '收回解释'));
    const before = row.before && !said && h('p.message', {}, `值改过了，请重新说明。原来的解释 ${row.before.category}：${row.before.text}（${row.before.by}）`);
    const words = row.message !== rule.title && h('p.message', {}, row.message);
    return h(`li${said ? '.settled' : ''}`, { 'data-of': `${keyOf(rule)} ${row.id}` }, jump, words, this.rowsOf(rule, rows), told, before, acts, slot);
  }

  // All rows of a case, each leading to its cell.
  rowsOf(rule, rows) {
    const size = rule.more ? Math.max(rows.length, rows[0].of ?? 1) : rows.length, key = `${keyOf(rule)} ${rows[0].case}`;
    if (size < 2) return null;
    const places = rows.map(row => h('button', { type: 'button', onclick: () => this.acts.jump(row) }, `${row.number}`));
    const details = h('details.rows', { open: this.unfolded.has(key) }, h('summary', {}, `涉及 ${size.toLocaleString('zh-CN')} 行`),
      h('p', {}, '第 ', ...places, size > rows.length ? ` 等行，全部在「导出清单」里` : ' 行'));
    details.addEventListener('toggle', () => { if (details.open) this.unfolded.add(key); else this.unfolded.delete(key); });
    return details;
  }

  explain(rule, rows, slot) {
    explainForm(slot, { categories: rule.categories ?? this.setup.categories, count: casesOf(rows).length, before: rows[0].before, send: async ({ category, text }) => {
      const answer = await this.tell(this.acts.explain, { ids: rows.map(row => row.id), category, text });
      if (!answer.ok) return answer.message;
      const by = this.setup.person.name;
      for (const row of this.nowOf(rows)) row.explained = { category, text, by };
      this.settled(rule, rows.length);
      return '';
    } });
  }

  async unexplain(rule, rows) {
    const answer = await this.tell(this.acts.unexplain, { ids: rows.map(row => row.id) });
    if (!answer.ok) { this.acts.say(answer.message); return; }
    for (const one of this.nowOf(rows)) one.explained = null;
    this.settled(rule, -rows.length);
  }

  dispute(rule, row, slot) {
    disputeForm(slot, { send: async reason => {
      const answer = await this.acts.dispute({ rule: rule.rule, uid: row.uid, reason });
      return answer.ok ? '' : answer.message;
    } });
  }

  async tick(rule, rows, box) {
    const answer = await this.tell(this.acts.tick, { ids: rows.map(row => row.id), ticked: box ? box.checked : true });
    if (!answer.ok) { if (box) box.checked = !box.checked; this.acts.say(answer.message); return; }
    const before = openRows(rule).length, ticked = box ? box.checked : true;
    for (const row of new Set([...rows, ...this.nowOf(rows)])) row.ticked = ticked;
    this.settled(rule, before - openRows(rule).length);
  }

  // What is read while something is said of findings may not know of it yet: it is read again.
  async tell(act, body) { this.said++; try { return await act(body); } finally { this.said++; } }

  // The findings as they are now, where they were read anew while an answer was awaited.
  nowOf(rows) {
    const ids = new Set(rows.map(row => row.id));
    return this.rules.flatMap(rule => rule.rows).filter(row => ids.has(row.id));
  }

  settled(group, count) {
    const rule = this.rules.find(one => keyOf(one) === keyOf(group));
    if (rule) resettled(rule, count);
    this.acts.marks(this.rules);
    this.draw();
  }

  async fix(rule, pressed) {
    if (pressed.ariaDisabled) return; // once is enough; it keeps the focus
    pressed.ariaDisabled = 'true';
    const words = await this.acts.fix(rule);
    if (words) { pressed.ariaDisabled = null; this.acts.say(words); }
  }

  toggleOnly() {
    this.only = !this.only;
    this.onlyButton.setAttribute('aria-pressed', String(this.only));
    this.acts.only(this.only);
  }
}

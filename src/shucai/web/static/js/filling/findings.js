// The panel of findings at the desk: what its buttons ask of the server and do to the sheet.
import { Panel } from './panel.js';
import { get, post } from './talk.js';
import { shownText } from '../sheet/editing_rules.js';

export class Findings {
  constructor({ desk }) {
    this.desk = desk;
    const { urls, fields } = desk.setup, titles = new Map(fields.map(field => [field.name, field.title])), byName = new Map(fields.map(field => [field.name, field]));
    this.panel = new Panel({ node: desk.parts.panel, setup: desk.setup, titleOf: name => titles.get(name) ?? '', acts: {
      findings: () => get(urls.findings), marks: rules => desk.marks(rules), say: words => desk.say(words), shown: (name, text) => (byName.has(name) ? shownText(byName.get(name), desk.lists, text) : text),
      explain: body => post(urls.explain, body), unexplain: body => post(urls.unexplain, body), tick: body => post(urls.tick, body), dispute: body => post(urls.dispute, body),
      jump: ({ uid, number, field }) => desk.reading.jump({ uid, number, field }), fix: rule => this.fix(rule), only: on => this.only(on), isEmpty: () => desk.sheet.rows.count === 0 && !desk.narrowing.is,
    } });
  }

  show() { this.desk.parts.panel.replaceChildren(this.panel.root); this.panel.draw(); }

  only(on) {
    const { narrowing } = this.desk;
    narrowing.filters = narrowing.filters.filter(filter => filter.field !== null);
    if (on) narrowing.set({ field: null, op: 'error' });
    else narrowing.apply();
  }

  // The server corrects what is certain; here it becomes one step that can be taken back.
  async fix(rule) {
    const { desk } = this, { sheet, saving, setup } = desk;
    await saving.keeper.hurry();
    if (saving.keeper.unsaved) return '还有未保存的修改，保存后再改正';
    await desk.reading.learn({ q: JSON.stringify([{ field: null, op: 'error', value: rule.rule }]) });
    const answer = await post(setup.urls.fix, { rule: rule.rule });
    if (!answer.ok) return answer.message;
    const cells = [];
    for (const { uid, cells: texts } of answer.saved) {
      const record = sheet.rows.find(uid);
      if (!record) continue;
      for (const field of sheet.fields) {
        const after = texts[field.name], before = record.cells[field.index] ?? '';
        if (after !== undefined && after !== before) cells.push([uid, field.name, before, after]);
      }
    }
    saving.merge(answer);
    sheet.history.push({ cells });
    desk.say(`已改正 ${cells.length} 处，Ctrl+Z 可撤销`);
    this.panel.soon();
    return '';
  }

  merge(findings) {
    const { rows, fields } = this.desk.sheet, places = new Map(fields.map(field => [field.name, field])), numbers = new Map();
    rows.places.forEach(({ record }, index) => { if (record && record.uid in findings) numbers.set(record.uid, index + 1); });
    this.panel.merge(findings, (uid, name) => {
      const record = rows.find(uid), field = places.get(name);
      return { number: numbers.get(uid) ?? record?.number ?? 0, value: field && record ? record.cells[field.index] ?? '' : '' };
    });
  }
}

// Reading rows: in blocks for the sheet, all that hold a text for replacing, one by its uid for a jump.
import { get, Unreachable } from './talk.js';

export class Reading {
  constructor({ urls, narrowing, desk }) { Object.assign(this, { urls, narrowing, desk }); }

  async rows(offset, limit, query = this.narrowing.query) {
    const answer = await get(this.urls.rows, { offset, limit, ...query });
    if (!answer.ok) { this.desk.say(answer.message); throw new Unreachable('server'); }
    return answer;
  }

  async* found(text, batch) {
    await this.desk.saving.keeper.hurry();
    for (let offset = 0, total = 1; offset < total; offset += batch) {
      const answer = await this.rows(offset, batch, { ...this.narrowing.query, sort: '', find: text });
      total = answer.total;
      for (const raw of answer.rows) yield this.desk.sheet.rows.take(raw);
    }
  }

  // Every row with an error is known afterwards, so that what a fix changes can be taken back.
  async learn(query) {
    for (let offset = 0, total = 1; offset < total; offset += 500) {
      const answer = await this.rows(offset, 500, query);
      total = answer.total;
      for (const raw of answer.rows) this.desk.sheet.rows.take(raw);
    }
  }

  // A row by uid, else by its number; filters that hide it are taken away first.
  async jump({ number, uid, field, focus = true }) {
    const { sheet, narrowing, columns } = this.desk;
    let row = sheet.rows.indexOf(uid);
    if (row < 0 && narrowing.is) {
      narrowing.filters = [];
      narrowing.sort = '';
      narrowing.draw();
      await this.desk.again();
      row = sheet.rows.indexOf(uid);
    }
    if (row < 0 && number) row = await this.near(number - 1, uid);
    if (row < 0) { this.desk.say('这一行已不在表里'); return; }
    if (field && columns.hidden.has(field)) columns.show([field]);
    await sheet.jump(row, field ?? sheet.columns[0].name);
    if (!focus) document.activeElement.blur();
  }

  async near(index, uid) {
    const { rows } = this.desk.sheet, at = Math.min(Math.max(0, index), rows.count - 1);
    await rows.ensure(at, at);
    if (rows.peek(at)?.uid === uid || !uid) return at;
    return rows.indexOf(uid);
  }
}

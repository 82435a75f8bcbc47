// Who else is here and what they changed: asked every few seconds, less often while nobody looks.
import { get, post, Unreachable } from './talk.js';

const EVERY = 5000, UNSEEN = 30000, TINTS = 5, NAMED = 2;

// Who is somewhere in the rows, also where their cell is out of sight.
export function othersWords(names) {
  const each = [...new Set(names)], named = each.slice(0, NAMED).join('、');
  if (!each.length) return '';
  return each.length > NAMED ? `${named}等 ${each.length} 人也在这张表里` : `${named}也在这张表里`;
}

export class Watch {
  // place() → {uid, field} of the cursor; since() → revision known; tells others(map) and changes(answer).
  constructor({ urls, place, since, busy, tells }) {
    Object.assign(this, { urls, place, since, busy, tells, tints: new Map() });
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.soon(0); });
  }

  start() { this.soon(EVERY); }

  soon(after) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), after);
  }

  async look() {
    try {
      await this.ask();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    } finally { this.soon(document.hidden ? UNSEEN : EVERY); }
  }

  // While a save is under way its answer tells the revision; asking now would bring own edits as news.
  async ask() {
    if (!document.hidden) {
      const there = await post(this.urls.presence, this.place(), { poll: true });
      if (there.ok) this.tells.others(this.byRow(there.others), there.others.map(one => one.name));
    }
    if (this.busy()) return;
    const since = this.since(), news = await get(this.urls.changes, { since }, { poll: true });
    if (!news.ok || this.busy()) return;
    if (news.revision !== since) this.tells.changes(news);
    else this.tells.state?.(news.state);
  }

  tint(person) {
    if (!this.tints.has(person)) this.tints.set(person, this.tints.size % TINTS);
    return this.tints.get(person);
  }

  byRow(others) {
    const rows = new Map();
    for (const { person, name, uid, field } of others) {
      if (!uid) continue;
      const there = rows.get(uid) ?? rows.set(uid, []).get(uid);
      there.push({ name, field, tint: this.tint(person) });
    }
    return rows;
  }
}

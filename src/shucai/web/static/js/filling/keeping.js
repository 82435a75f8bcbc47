// Autosave: edits are gathered, sent one request at a time, sent again until answered, and written down meanwhile.
// client and a growing seq make a request that arrives twice have one effect.
import { asLists, fromLists, isNothing, note, nothing, overlaid, placeCount, rowCount, take, uidsIn, versioned } from './waiting.js';
import { Unreachable } from './talk.js';

const CALM = 300, MOST_ROWS = 200, WRITES_AFTER = 40;
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000];
const HELD_BACK = new Set([403, 409]);

export class Keeper {
  // send(body) → answer; versionOf(uid) → version the page knows, 0 for none; tells: saved, conflicts, locked, failed, changed.
  constructor({ client, send, versionOf, journal, tells }) {
    Object.assign(this, { client, send, known: versionOf, journal, tells });
    this.seq = 0;
    this.waiting = nothing();
    this.queue = [];
    this.open = [];
    this.refused = new Map();
    this.failures = 0;
    this.state = 'saved';
    addEventListener('online', () => this.hurry());
  }

  // Edits a page that is gone has left: its request under way first, as it was, then what waited behind it.
  adopt(entries) {
    for (const entry of entries) {
      const bodies = entry.flight ? [entry.flight] : [], waiting = fromLists(entry.waiting);
      for (let { seq } = entry; !isNothing(waiting);) bodies.push({ client: entry.client, seq: ++seq, ...take(waiting, MOST_ROWS) });
      bodies.forEach((body, i) => this.queue.push({ body, ends: i === bodies.length - 1 ? entry.client : null }));
      if (entry.open.length) this.tells.conflicts(this.open = [...this.open, ...entry.open]);
      if (!bodies.length) this.journal.drop(entry.client);
    }
    this.stirred();
    if (this.queue.length) this.hurry();
    return this.queue.length;
  }

  // The version to begin from is not known while a save of the row is under way.
  note(step) {
    for (const [uid, field] of step.cells ?? []) this.unrefuse(uid, field);
    const underway = new Set(this.queue.flatMap(({ body }) => uidsIn(body)));
    note(this.waiting, step, uid => (underway.has(uid) ? null : this.known(uid)));
    this.stirred();
    if (this.state === 'locked') return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), rowCount(this.waiting) >= MOST_ROWS ? 0 : CALM);
  }

  unrefuse(uid, field) {
    const cells = this.refused.get(uid);
    if (!cells) return;
    delete cells[field];
    if (!Object.keys(cells).length) this.refused.delete(uid);
  }

  // Something changed: what is unsaved is to be laid over what comes, written down, and counted.
  stirred() {
    this.overlay = null;
    this.writing ??= setTimeout(() => { this.writing = null; this.write(); }, WRITES_AFTER);
    this.tells.changed();
  }

  write() {
    const own = this.queue.filter(({ body }) => body.client === this.client);
    const entry = { seq: this.seq, flight: own[0]?.body ?? null, waiting: asLists(this.waiting), open: this.open, at: Date.now() };
    return this.journal.write(own.length || this.open.length || !isNothing(this.waiting) ? entry : null);
  }

  get unsaved() { return this.queue.reduce((sum, { body }) => sum + placeCount(body), 0) + placeCount(asLists(this.waiting)); }
  get moves() { return [...this.queue.map(({ body }) => body), asLists(this.waiting)].some(body => body.added.length || body.removed.length || body.restored.length); }

  // Own texts of a row that the server does not have.
  textsOf(uid) {
    if (!this.overlay) {
      const kept = [...this.open.map(({ uid: row, mine }) => ({ uid: row, cells: mine })), ...[...this.refused].map(([row, cells]) => ({ uid: row, cells }))];
      this.overlay = overlaid([...this.queue.map(({ body }) => body), asLists(this.waiting)], kept);
    }
    return this.overlay.get(uid) ?? null;
  }

  hurry() { clearTimeout(this.timer); return this.flush(); }

  async flush() {
    if (this.sending || this.state === 'locked') return;
    if (!this.queue.length) {
      if (isNothing(this.waiting)) return;
      for (const row of [...this.waiting.edits.values(), ...this.waiting.removed.values(), ...this.waiting.restored.values()]) row.version ??= this.known(row.uid);
      this.queue.push({ body: { client: this.client, seq: ++this.seq, ...take(this.waiting, MOST_ROWS) }, ends: null });
      this.write();
    }
    this.sending = true;
    this.become('saving');
    try {
      this.answered(await this.send(this.queue[0].body));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      this.later(error.why);
    } finally { this.sending = false; }
    if (this.state === 'saved' && (this.queue.length || rowCount(this.waiting) >= MOST_ROWS)) await this.flush();
    else if (this.state === 'saved' && !isNothing(this.waiting)) this.timer = setTimeout(() => this.flush(), CALM);
  }

  later(why) {
    const pause = PAUSES[Math.min(this.failures++, PAUSES.length - 1)];
    this.become(why);
    this.timer = setTimeout(() => this.flush(), pause);
  }

  answered(answer) {
    this.failures = 0;
    if (!answer.ok) { this.turnedDown(answer); return; }
    const { body, ends } = this.queue.shift();
    if (ends) this.journal.drop(ends);
    const saved = answer.saved ?? [];
    const versions = new Map(saved.map(row => [row.uid, row.version]));
    for (const other of [...this.queue.map(one => one.body), asLists(this.waiting)]) versioned(other, versions);
    for (const { uid, field, message } of answer.refused ?? []) this.refuse(body, uid, field, message);
    this.collide(answer.conflicts ?? [], body);
    this.become('saved');
    this.stirred();
    this.tells.saved(answer, body, { foreign: body.client !== this.client });
  }

  // One cell, or all that was typed into the row.
  refuse(body, uid, field) {
    const cells = [...body.edits, ...body.added].find(row => row.uid === uid)?.cells ?? {};
    const texts = Object.fromEntries(Object.entries(cells).filter(([name]) => !field || name === field));
    if (Object.keys(texts).length) this.refused.set(uid, { ...this.refused.get(uid), ...texts });
  }

  // What was typed meanwhile into a row in conflict goes to the server with it, from the same version: it tells of all its
  // cells what they were and what they are. An earlier choice still open is part of the new one.
  collide(conflicts, body) {
    conflicts = conflicts.filter(conflict => !this.askedAgain(conflict, body));
    if (!conflicts.length) return;
    for (const conflict of conflicts) {
      const earlier = this.open.find(({ uid }) => uid === conflict.uid);
      if (earlier) for (const kind of ['base', 'theirs', 'mine']) conflict[kind] = { ...earlier[kind], ...conflict[kind] };
    }
    const uids = new Set(conflicts.map(({ uid }) => uid));
    this.open = [...this.open.filter(({ uid }) => !uids.has(uid)), ...conflicts];
    this.tells.conflicts(this.open);
  }

  askedAgain({ uid, mine }, body) {
    const later = this.waiting.edits.get(uid), sent = body.edits.find(row => row.uid === uid);
    if (!later || !sent) return false;
    Object.assign(later, { version: sent.version, cells: { ...mine, ...later.cells } });
    return true;
  }

  settle(uid) {
    this.open = this.open.filter(conflict => conflict.uid !== uid);
    this.stirred();
    this.tells.conflicts(this.open);
  }

  turnedDown({ status, message }) {
    this.become(HELD_BACK.has(status) ? 'locked' : 'failed');
    this.tells.turnedDown(message, HELD_BACK.has(status));
  }

  become(state) {
    this.state = state;
    if (state === 'saved') this.savedAt = new Date();
    this.tells.changed();
  }
}

// The rows of a sheet: places in order, of which only those seen or needed are fetched, in blocks.
// A row keeps its record while its place moves; records stay known by uid also when the sheet is read anew.

const BLOCK = 200, CALM = 50, AGAIN = 3000;

export class Rows {
  // read(offset, limit) → {revision, total, rows}; unsaved(uid) → own texts that the server does not have yet.
  constructor({ read, unsaved = () => null, arrived = () => {} }) {
    Object.assign(this, { read, unsaved, arrived });
    this.known = new Map();
    this.epoch = 0;
    this.held = false;
    this.reset(0);
  }

  reset(total) {
    this.epoch++;
    this.places = Array.from({ length: total }, () => ({ record: null, offset: 0 }));
    this.settle();
  }

  // The server's order is ours again: from here on offsets asked for are those of the places we have.
  settle() {
    this.held = false;
    this.served = this.places.slice();
    this.served.forEach((place, offset) => { place.offset = offset; });
    this.blocks = new Map();
    this.served.forEach((place, offset) => { if (!place.record) this.blocks.set(Math.floor(offset / BLOCK), 0); });
    for (let block = 0; block * BLOCK < this.served.length; block++) if (!this.blocks.has(block)) this.blocks.set(block, 2);
  }

  // While rows come or go that the server does not know of, nothing is fetched: offsets would mean other rows.
  hold() { this.held = true; this.epoch++; }

  get count() { return this.places.length; }
  peek(index) { return this.places[index]?.record ?? null; }
  find(uid) { return this.known.get(uid) ?? null; }
  indexOf(uid) { return this.places.findIndex(place => place.record?.uid === uid); }
  uidBefore(index) { return index > 0 ? this.peek(index - 1)?.uid ?? null : null; }

  at(index) {
    const place = this.places[index];
    if (place && !place.record) this.ask(place);
    return place?.record ?? null;
  }

  ask(place) {
    const block = Math.floor(place.offset / BLOCK);
    if (this.held || this.blocks.get(block) !== 0) return;
    this.wanted = (this.wanted ?? new Set()).add(block);
    this.timer ??= setTimeout(() => this.fetchWanted(), CALM);
  }

  // Only what is still in sight is worth fetching after a fling.
  fetchWanted() {
    const blocks = [...this.wanted];
    this.timer = this.wanted = null;
    const near = this.inSight ? this.inSight() : null;
    for (const block of blocks) {
      if (near && !near.some(index => this.blockOf(index) === block)) continue;
      this.load(block).then(() => this.arrived(), () => setTimeout(() => this.arrived(), AGAIN));
    }
  }

  blockOf(index) { return Math.floor((this.places[index]?.offset ?? 0) / BLOCK); }

  async load(block) {
    if (this.blocks.get(block) === 2) return;
    const { epoch } = this;
    this.blocks.set(block, 1);
    try {
      const answer = await this.read(block * BLOCK, BLOCK);
      if (epoch !== this.epoch) return;
      this.fill(block, answer.rows);
    } finally {
      if (epoch === this.epoch && this.blocks.get(block) === 1) this.blocks.set(block, 0);
    }
  }

  fill(block, rows) {
    rows.forEach((raw, i) => {
      const place = this.served[block * BLOCK + i];
      if (place) place.record = this.take(raw);
    });
    this.blocks.set(block, 2);
  }

  // Fetch every row from one index to another; false where some cannot be had now.
  async ensure(from, to) {
    const blocks = new Set();
    for (let index = from; index <= to; index++) if (this.places[index] && !this.places[index].record) blocks.add(this.blockOf(index));
    if (!blocks.size) return true;
    if (this.held) return false;
    await Promise.all([...blocks].map(block => this.load(block)));
    for (let index = from; index <= to; index++) if (this.places[index] && !this.places[index].record) return false;
    return true;
  }

  // Merge a row of the server into its record; own unsaved texts stay on top.
  take([uid, version, state, number, texts, locked]) {
    let record = this.known.get(uid);
    if (!record) this.known.set(uid, record = { uid });
    const mine = this.unsaved(uid);
    Object.assign(record, { version, number, locked: locked || null, cells: [...texts] });
    record.state = mine?.removed ? 'removed' : state;
    record.was ??= state;
    if (mine?.cells) for (const [index, text] of mine.cells) record.cells[index] = text;
    return record;
  }

  // A row also where it was not read yet: what the server sends of it later comes into the same record.
  recordOf(uid, width) {
    const record = this.known.get(uid) ?? { uid, version: 0, number: 0, locked: null, state: 'formal', cells: Array.from({ length: width }, () => '') };
    this.known.set(uid, record);
    return record;
  }

  made(uid, cells) {
    const record = this.known.get(uid) ?? { uid, version: 0, number: 0, locked: null, cells };
    record.state = 'added';
    record.cells = cells;
    this.known.set(uid, record);
    return record;
  }

  insert(index, record) {
    this.hold();
    this.places.splice(index, 0, { record, offset: -1 });
  }

  drop(uid) {
    const index = this.indexOf(uid);
    if (index < 0) return;
    this.hold();
    this.places.splice(index, 1);
  }
}

// Unsaved edits, kept sealed on this computer by person and contribution until the server has acknowledged them.
// Each open page writes an entry of its own; what a page that is gone has left behind is taken over by the next.
import { Seal } from './sealing.js';

const BASE = 'shucai-filling', STORE = 'unsaved', VERSION = 2, LISTENS = 250;

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function opened() {
  const request = indexedDB.open(BASE, VERSION);
  request.onupgradeneeded = () => {
    if (request.result.objectStoreNames.contains(STORE)) request.result.deleteObjectStore(STORE);
    request.result.createObjectStore(STORE, { keyPath: 'client' }).createIndex('scope', 'scope');
  };
  return done(request);
}

export class Journal {
  // key: what entries are sealed with; without one nothing is kept.
  constructor(scope, client, key) { Object.assign(this, { scope, client, key, works: false, last: Promise.resolve() }); }

  async open() {
    try {
      this.seal = await Seal.of(this.key);
      this.base = await opened();
      this.works = this.seal !== null;
    } catch { this.works = false; }
    if (!('BroadcastChannel' in window)) return;
    this.channel = new BroadcastChannel(`${BASE}:${this.scope}`);
    this.channel.addEventListener('message', event => {
      if (event.data === 'who') this.channel.postMessage({ alive: this.client });
      else this.heard?.(event.data.alive);
    });
  }

  store(mode) { return this.base.transaction(STORE, mode).objectStore(STORE); }

  // Writes keep their order; the last one wins. Answers whether this computer could keep it.
  write(entry) {
    if (!this.works) return Promise.resolve(false);
    this.last = this.last.then(async () => {
      try {
        const kept = entry && { client: this.client, scope: this.scope, ...await this.seal.close(entry, this.place(this.client)) };
        await done(kept ? this.store('readwrite').put(kept) : this.store('readwrite').delete(this.client));
        return true;
      } catch { this.works = false; return false; }
    });
    return this.last;
  }

  place(client) { return `${this.scope} ${client}`; }

  drop(client) { return this.works ? done(this.store('readwrite').delete(client)) : Promise.resolve(); }

  async alive() {
    const clients = new Set([this.client]);
    if (!this.channel) return clients;
    this.heard = client => clients.add(client);
    this.channel.postMessage('who');
    await new Promise(resolve => setTimeout(resolve, LISTENS));
    return clients;
  }

  // Entries of pages that no longer answer; what the key does not open any more is of no use to anybody.
  async left() {
    if (!this.works) return [];
    const entries = await done(this.store('readonly').index('scope').getAll(this.scope));
    if (!entries.length) return [];
    const alive = await this.alive();
    const left = [];
    for (const { client, iv, sealed } of entries) {
      if (alive.has(client)) continue;
      const entry = iv && await this.seal.open({ iv, sealed }, this.place(client));
      if (entry) left.push({ ...entry, client });
      else await this.drop(client);
    }
    return left;
  }
}

// Unsaved edits, kept on this computer by person and contribution until the server has acknowledged them.
// Each open page writes an entry of its own; what a page that is gone has left behind is taken over by the next.

const BASE = 'shucai-filling', STORE = 'unsaved', LISTENS = 250;

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function opened() {
  const request = indexedDB.open(BASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'client' }).createIndex('scope', 'scope');
  return done(request);
}

export class Journal {
  constructor(scope, client) { Object.assign(this, { scope, client, works: false, last: Promise.resolve() }); }

  async open() {
    try { this.base = await opened(); this.works = true; } catch { this.works = false; }
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
        await done(entry ? this.store('readwrite').put({ ...entry, client: this.client, scope: this.scope }) : this.store('readwrite').delete(this.client));
        return true;
      } catch { this.works = false; return false; }
    });
    return this.last;
  }

  drop(client) { return this.works ? done(this.store('readwrite').delete(client)) : Promise.resolve(); }

  async alive() {
    const clients = new Set([this.client]);
    if (!this.channel) return clients;
    this.heard = client => clients.add(client);
    this.channel.postMessage('who');
    await new Promise(resolve => setTimeout(resolve, LISTENS));
    return clients;
  }

  // Entries of pages that no longer answer.
  async left() {
    if (!this.works) return [];
    const entries = await done(this.store('readonly').index('scope').getAll(this.scope));
    if (!entries.length) return [];
    const alive = await this.alive();
    return entries.filter(entry => !alive.has(entry.client));
  }
}

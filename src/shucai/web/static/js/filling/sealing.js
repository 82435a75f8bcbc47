// Seals what the journal keeps: AES-GCM with a key that comes with the page and is never written down on this computer.
// Without https a browser has no such cipher; then nothing can be sealed, and nothing is kept.

const bytesOf = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));

export class Seal {
  // key: 32 bytes in base64, the same for a person and a part as long as the server keeps its secret.
  static async of(key) {
    if (!key || !globalThis.crypto?.subtle) return null;
    return new Seal(await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['encrypt', 'decrypt']));
  }

  constructor(key) { this.key = key; }

  // place: what the sealed text belongs to; it opens nowhere else.
  async close(value, place) {
    const iv = crypto.getRandomValues(new Uint8Array(12)), text = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) }, this.key, text);
    return { iv, sealed };
  }

  // null for what cannot be opened with this key.
  async open({ iv, sealed }, place) {
    try {
      const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) }, this.key, sealed);
      return JSON.parse(new TextDecoder().decode(text));
    } catch { return null; }
  }
}

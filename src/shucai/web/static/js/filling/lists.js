// The code lists of the form, fetched once each; until one has come its column shows the codes.
import { CodeList } from '../sheet/lists.js';
import { get } from './talk.js';

export function emptyLists(urls) { return Object.fromEntries(Object.keys(urls).map(name => [name, new CodeList([])])); }

export async function fetchLists(urls, lists, arrived) {
  await Promise.all(Object.entries(urls).map(async ([name, url]) => {
    try {
      const answer = await get(url);
      if (!answer.ok) return;
      lists[name] = new CodeList(answer.items);
      arrived();
    } catch { /* Without its list a column takes what is typed and the server says what is wrong. */ }
  }));
}
